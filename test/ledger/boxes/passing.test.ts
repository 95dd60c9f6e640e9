import { setImmediate as turn } from 'node:timers/promises'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { createLeases, type Hold } from '../../../src/ledger/lease.ts'
import { openLedger } from '../../../src/ledger/ledger.ts'
import { startRedis } from '../../support/redis.ts'
import { callsOf, commitAs, file, freshLedger, heard, kinds, memo, newMemo, now, place } from '../sample.ts'

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
    const { granted } = await committed(commitAs(ledger, { notices: [said(chat, '一'), said(chat, '二'), said('g:别处', '三')], offers: new Map([[chat, here], ['g:别处', there]]) }))
    expect(granted).toEqual([chat])
    const hold = here.taken()
    for (const [more, free] of [[true, false], [false, true]]) {
      const notice = (await ledger.outbox.head(chat))!
      expect([await ledger.outbox.sent(notice, { channel: 'simulator', at: now }, hold), await isFree(outbox)]).toEqual([more, free])
    }
    expect(await other.renew()).toBe(true)
  })

  test('a notice found taken off already, our own answer having been lost: the hold is asked for before more is sent', async () => {
    const { ledger, lease, isFree } = await scene()
    const say = () => commitAs(ledger, { notices: [{ to: chat, text: '一', sort: 'notice' }] })
    await say()
    const hold = (await lease(outbox))!
    const notice = (await ledger.outbox.head(chat))!
    const sent = (under: Hold) => ledger.outbox.sent(notice, { channel: 'simulator', at: now }, under)
    await sent({ ...hold, letGo: () => {} })
    expect(await isFree(outbox)).toBe(true)
    await say()
    const other = (await lease(outbox))!
    expect([await sent(hold), await hold.renew(), await other.renew()]).toEqual([true, false, true])
    await other.release()
    expect(await hold.renew()).toBe(true)
  })

  test('a refused commit takes nothing and lets nothing go', async () => {
    const { ledger, lease, offer, isFree } = await scene()
    await ledger.hear(heard('1'), now)
    await ledger.hear(heard('2'), now)
    const hold = (await lease(inbox))!
    const refused = await commitAs(ledger, { cause: { inbox: heard('2') }, notices: [{ to: chat, text: '答', sort: 'answer' }], hold, offers: new Map([[chat, offer(outbox)]]) })
    expect(refused.outcome).toBe('conflict')
    expect([await isFree(inbox), await isFree(outbox), await hold.renew()]).toEqual([false, true, true])
  })

  test('what nobody asks for after all lapses by itself', async () => {
    const { ledger, redis, isFree } = await scene()
    const { offer } = createLeases(redis, ledger.workspace, 60_000)
    await ledger.hear(heard('1'), now, { offer: offer(inbox) })
    const left = await redis.pttl(`tx:{${ledger.workspace}}:hold:${inbox}`)
    expect([await isFree(inbox), left > 0, left <= 60_000]).toEqual([false, true, true])
  })
})

describe('what a script says besides is not asked for', () => {
  async function counted() {
    const server = await startRedis()
    onTestFinished(server.stop)
    const redis = server.redis()
    const ledger = openLedger(redis, { workspace: 'test', kinds })
    await file(ledger, newMemo('一条'))
    await redis.config('RESETSTAT')
    return { redis, ledger, ...createLeases(redis, 'test'), asked: async () => ((await callsOf(redis))['lindex'] ?? 0) + ((await callsOf(redis))['hmget'] ?? 0) }
  }
  const answer = (text: string) => ({ to: chat, text, sort: 'answer' as const })

  test('a message that came first into an inbox taken with it, once; where others wait, these come first', async () => {
    const { ledger, offer, lease, asked } = await counted()
    const [first, second] = [offer(inbox), offer(inbox)]
    await ledger.hear(heard('1', { text: '\uE000甲' }), now, { offer: first })
    const before = await asked()
    const hold = first.taken()
    expect(await ledger.inbox.head('g:中河', hold)).toEqual(heard('1', { text: '甲' }))
    expect(await asked()).toBe(before)
    expect(await ledger.inbox.head('g:中河', hold)).toEqual(heard('1', { text: '甲' }))
    expect(await asked()).toBe(before + 1)
    await hold.release()
    expect(await ledger.hear(heard('2'), now, { offer: second })).toBe('held')
    expect((await ledger.inbox.head(chat, second.taken()))?.id).toBe('1')
    expect(await lease(inbox)).toBeUndefined()
  })

  test('a notice that came first into an outbox taken with it, numbers filled in; not where others wait or another sends', async () => {
    const { ledger, offer, lease, asked } = await counted()
    const say = async (text: string) => {
      const wanted = offer(outbox)
      const change = newMemo(text)
      const { granted } = await committed(commitAs(ledger, { changes: [change], notices: [answer(`已记录${change.ref}`), answer('再说')], offers: new Map([[chat, wanted]]) }))
      return granted.length > 0 ? wanted.taken() : undefined
    }
    const hold = await say('二')
    const before = await asked()
    const known = await ledger.outbox.head(chat, hold)
    expect(await asked()).toBe(before)
    expect(known).toEqual(await ledger.outbox.head(chat))
    expect(known?.text).toBe('已记录便条-2026-002')
    expect(await say('三')).toBeUndefined()
    await hold?.release()
    expect(await ledger.outbox.head(chat, await say('四'))).toEqual(known)
    expect(await lease(outbox)).toBeUndefined()
  })

  describe('not when another may have had the hold in between', () => {
    const ms = 60_000
    /** A notice in an outbox taken with it, and another who sends it and lets go, in the order in which Redis is asked. */
    async function taken() {
      vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'performance'] })
      onTestFinished(() => void vi.useRealTimers())
      const { ledger, redis } = await counted()
      const wanted = createLeases(redis, 'test', ms).offer(outbox)
      await committed(commitAs(ledger, { notices: [answer('一次')], offers: new Map([[chat, wanted]]) }))
      const key = `tx:{test}:hold:${outbox}`
      const waiting = (await ledger.outbox.head(chat))!
      const sendElsewhere = () => Promise.all([ledger.outbox.sent(waiting, { channel: 'simulator', at: now }), redis.del(key)])
      /** Until the hold has asked Redis whether it is still ours, and was answered. */
      const beat = async () => {
        vi.advanceTimersByTime(ms / 3)
        await redis.ping()
        await turn()
      }
      return { redis, hold: wanted.taken(), key, beat, sendElsewhere, asDelivered: (hold: Hold) => Promise.all([hold.renew(), ledger.outbox.head(chat, hold)]) }
    }

    test('another took it, sent and let go: it is ours again, and empty', async () => {
      const { redis, hold, key, beat, sendElsewhere, asDelivered } = await taken()
      await redis.set(key, 'another')
      await beat()
      await sendElsewhere()
      await beat()
      expect(await asDelivered(hold)).toEqual([true, undefined])
    })

    test('this process stood still: what it asks for anew may have been another\'s', async () => {
      const { hold, sendElsewhere, asDelivered } = await taken()
      const stood = vi.spyOn(performance, 'now').mockReturnValue(performance.now() + (2 * ms) / 3)
      onTestFinished(() => stood.mockRestore())
      void sendElsewhere()
      expect(await asDelivered(hold)).toEqual([true, undefined])
    })
  })

  test('the chain\'s end is known for the turn in which a message was heard or a commit answered, and for no longer', async () => {
    const { ledger, asked } = await counted()
    await ledger.view()
    const asks = async (write: () => Promise<unknown>, pause: () => Promise<unknown> = async () => {}) => {
      const before = await asked()
      await write()
      await pause()
      await ledger.view()
      return (await asked()) - before
    }
    let id = 0
    const hear = () => ledger.hear(heard(`m${++id}`), now)
    const write = async () => {
      const view = await ledger.view()
      return commitAs(ledger, { view, changes: [newMemo('又一条')] })
    }
    // Each script reads the end once by itself; writing asks for a view of its own.
    expect([await asks(hear), await asks(hear, turn)]).toEqual([1, 2])
    expect([await asks(write), await asks(write, turn)]).toEqual([2, 3])
  })

  test('the end of a chain that another has written to is not taken for our own', async () => {
    const { redis, ledger } = await counted()
    await (await ledger.view()).list(memo, 'open', place)
    await file(openLedger(redis, { workspace: 'test', kinds }), newMemo('别人的'))
    await ledger.hear(heard('1'), now)
    const titles = (await (await ledger.view()).list(memo, 'open', place)).map(({ data }) => data.title)
    expect(titles).toEqual(['一条', '别人的'])
  })

  test('nor is one that another has written to in the same turn, whichever answer is heard first', async () => {
    const { redis, ledger, asked } = await counted()
    await ledger.view()
    const end = await redis.hget('tx:{test}:head', 'link')
    for (const ends of [['another', end], [end, 'another']]) {
      const before = await asked()
      const heardTwo = ends.map((link, i) => {
        void redis.hset('tx:{test}:head', 'link', String(link))
        return ledger.hear(heard(`${link}${i}`), now)
      })
      await Promise.all(heardTwo)
      await ledger.view()
      expect((await asked()) - before - heardTwo.length).toBe(1)
      await redis.hset('tx:{test}:head', 'link', String(end))
      await ledger.view()
    }
  })

  test.each([['rebuilding', 'being rebuilt'], ['rebuilt', undefined]])('nor one of caches for which %s was written besides', async (field, refusal) => {
    const { redis, ledger } = await counted()
    const before = await ledger.view()
    await before.get(memo, '便条-2026-001')
    await redis.multi().hset('tx:{test}:head', field, '9').hdel('tx:{test}:r:memo', '便条-2026-001').exec()
    await ledger.hear(heard('1'), now)
    const looked = ledger.view().then((view) => view.get(memo, '便条-2026-001'))
    if (refusal === undefined) expect(await looked).toBeUndefined()
    else await expect(looked).rejects.toThrow(refusal)
  })

  test('what this process itself wrote in the turn in which it heard says nothing against it', async () => {
    const { ledger, asked } = await counted()
    const view = await ledger.view()
    const before = await asked()
    await Promise.all([ledger.hear(heard('1'), now), commitAs(ledger, { view, changes: [newMemo('又一条')] })])
    await ledger.view()
    // Each script reads the end by itself.
    expect((await asked()) - before).toBe(2)
  })
})
