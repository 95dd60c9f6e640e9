import { describe, expect, test } from 'vitest'
import { createLeases } from '../../src/ledger/lease.ts'
import { commitAs, freshLedger, heard, now } from './sample.ts'

const chat = heard('1').chat
const [inbox, outbox] = [`in|${chat}`, `out|${chat}`]

async function scene() {
  const { ledger, redis } = await freshLedger()
  const leases = createLeases(redis, ledger.workspace)
  const isFree = async (name: string) => (await redis.exists(`tx:{${ledger.workspace}}:hold:${name}`)) === 0
  return { ledger, redis, isFree, ...leases }
}

/** What was committed, for certain. */
const committed = async (asked: ReturnType<typeof commitAs>) => {
  const done = await asked
  if (done.outcome !== 'committed') throw new Error(done.outcome)
  return done
}

describe('holds taken and let go in passing', () => {
  test('hearing takes the inbox where nobody has it; a repeat, and a message nobody asks a hold for, take nothing', async () => {
    const { ledger, lease, offer, isFree } = await scene()
    expect(await ledger.hear(heard('1'), now)).toBe('heard')
    expect(await isFree(inbox)).toBe(true)
    const wanted = offer(inbox)
    expect(await ledger.hear(heard('1'), now, { offer: wanted })).toBe('duplicate')
    expect(await isFree(inbox)).toBe(true)
    expect(await ledger.hear(heard('2'), now, { offer: wanted })).toBe('held')
    expect(await lease(inbox)).toBeUndefined()
    expect(await ledger.hear(heard('3'), now, { offer: offer(inbox) })).toBe('heard')
    const hold = wanted.taken()
    expect([await hold.renew(), await hold.release(), await isFree(inbox)]).toEqual([true, true, true])
  })

  test('the commit of the last message lets the inbox go, that of an earlier one does not', async () => {
    const { ledger, lease, isFree } = await scene()
    for (const id of ['1', '2']) await ledger.hear(heard(id), now)
    const hold = (await lease(inbox))!
    expect((await committed(commitAs(ledger, { cause: { inbox: heard('1') }, hold }))).more).toBe(true)
    expect([await isFree(inbox), await hold.renew()]).toEqual([false, true])
    expect((await committed(commitAs(ledger, { cause: { inbox: heard('2') }, hold }))).more).toBe(false)
    expect([await isFree(inbox), await hold.renew(), await hold.release()]).toEqual([true, false, false])
  })

  test('a hold that became another\'s is left alone', async () => {
    const { ledger, redis, lease, isFree } = await scene()
    await ledger.hear(heard('1'), now)
    const hold = (await lease(inbox))!
    await redis.set(`tx:{${ledger.workspace}}:hold:${inbox}`, 'another')
    await committed(commitAs(ledger, { cause: { inbox: heard('1') }, hold }))
    expect(await isFree(inbox)).toBe(false)
  })

  test('a commit takes the outboxes it fills, those that are free; the notice that empties one lets it go', async () => {
    const { ledger, lease, offer, isFree } = await scene()
    const other = (await lease('out|g:别处'))!
    const [here, there] = [offer(outbox), offer('out|g:别处')]
    const said = (to: string, text: string) => ({ to, text, sort: 'notice' as const })
    const { granted } = await committed(commitAs(ledger, { notices: [said(chat, '一'), said(chat, '二'), said('g:别处', '三')], offers: [here, there] }))
    expect(granted).toEqual([here])
    const hold = here.taken()
    for (const [more, free] of [[true, false], [false, true]]) {
      const notice = (await ledger.outbox.head(chat))!
      expect([await ledger.outbox.sent(notice, { channel: 'simulator', at: now }, hold), await isFree(outbox)]).toEqual([more, free])
    }
    expect(await other.renew()).toBe(true)
  })

  test('a refused commit takes nothing and lets nothing go', async () => {
    const { ledger, lease, offer, isFree } = await scene()
    await ledger.hear(heard('1'), now)
    await ledger.hear(heard('2'), now)
    const hold = (await lease(inbox))!
    const refused = await commitAs(ledger, { cause: { inbox: heard('2') }, notices: [{ to: chat, text: '答', sort: 'answer' }], hold, offers: [offer(outbox)] })
    expect(refused.outcome).toBe('conflict')
    expect([await isFree(inbox), await isFree(outbox), await hold.renew()]).toEqual([false, true, true])
  })

  test('what nobody asks for after all lapses by itself', async () => {
    const { ledger, redis } = await scene()
    const { offer, lease } = createLeases(redis, ledger.workspace, 80)
    await ledger.hear(heard('1'), now, { offer: offer(inbox) })
    expect(await lease(inbox)).toBeUndefined()
    await new Promise((done) => setTimeout(done, 120))
    expect(await lease(inbox)).toBeDefined()
  })
})
