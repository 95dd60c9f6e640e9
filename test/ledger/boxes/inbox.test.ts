import { describe, expect, test } from 'vitest'
import { day, instant } from '../../../src/domain/time.ts'
import { commitAs, freshLedger, heard, now } from '../sample.ts'

describe('hear', () => {
  test('keeps the order heard, each chat apart', async () => {
    const { ledger } = await freshLedger()
    for (const id of ['b', 'a', 'c']) await ledger.hear(heard(id), now)
    await ledger.hear(heard('x', { chat: 'p:lixin', group: undefined }), now)
    const order = []
    for (let head = await ledger.inbox.head('g:中河'); head; head = await ledger.inbox.head('g:中河')) {
      order.push(head.id)
      await commitAs(ledger, { cause: { inbox: head } })
    }
    expect(order).toEqual(['b', 'a', 'c'])
    expect(await ledger.inbox.chats()).toEqual(['p:lixin'])
  })

  test('the same id on another channel is another message; the same again, even in another chat or after it was answered, is not', async () => {
    const { ledger } = await freshLedger()
    expect(await ledger.hear(heard('1'), now)).toBe('heard')
    await commitAs(ledger, { cause: { inbox: heard('1') } })
    expect(await ledger.hear(heard('1', { chat: 'g:别处' }), now)).toBe('duplicate')
    expect(await ledger.hear(heard('1', { channel: 'wecomApp' }), now)).toBe('heard')
  })

  test('a repeat that arrives the day after is known by the message\'s own day', async () => {
    const { ledger } = await freshLedger()
    const late = instant('2026-11-20', '23:59')
    expect(await ledger.hear(heard('1', { at: late }), late)).toBe('heard')
    expect(await ledger.hear(heard('1', { at: late }), late + day)).toBe('duplicate')
  })

  test('so is one that its channel dates when it comes, after midnight', async () => {
    const { ledger } = await freshLedger()
    const [late, early] = [instant('2026-11-20', '23:59'), instant('2026-11-21', '00:00')]
    expect(await ledger.hear(heard('1', { at: late }), late)).toBe('heard')
    expect(await ledger.hear(heard('1', { at: early }), early)).toBe('duplicate')
    await commitAs(ledger, { cause: { inbox: heard('1', { at: late }) } })
    expect(await ledger.hear(heard('1', { at: early }), early)).toBe('duplicate')
    expect(await ledger.hear(heard('2', { at: early }), early)).toBe('heard')
  })

  test('who still waits', async () => {
    const { ledger } = await freshLedger()
    await ledger.hear(heard('1'), now)
    expect(await ledger.inbox.holds('g:中河', 'simulator', 'wangmin')).toBe(true)
    expect(await ledger.inbox.holds('g:中河', 'simulator', 'lixin')).toBe(false)
    expect(await ledger.inbox.holds('g:中河', 'wecomApp', 'wangmin')).toBe(false)
    expect(await ledger.inbox.holds('p:wangmin', 'simulator', 'wangmin')).toBe(false)
  })

  test('a message older than a year is refused, and ids that old are forgotten; kept ones are not', async () => {
    const { ledger, redis } = await freshLedger()
    const year = 365 * day
    const old = heard('1')
    const history = heard('2')
    await ledger.hear(old, now)
    await ledger.hear(history, now, { keep: true })
    expect(await ledger.purge(now + year - day)).toMatchObject({ days: 0 })
    expect(await ledger.hear(old, now + year - day)).toBe('duplicate')
    expect(await ledger.hear(old, now + year + 1)).toBe('tooOld')
    expect(await ledger.purge(now + year + day)).toMatchObject({ days: 1 })
    expect(await redis.exists('tx:{test}:seen:20261120')).toBe(0)
    expect(await ledger.hear(history, now, { keep: true })).toBe('duplicate')
    await commitAs(ledger, { cause: { inbox: old } })
    expect((await commitAs(ledger, { cause: { inbox: history } })).outcome).toBe('committed')
    expect((await commitAs(ledger, { cause: { inbox: history } })).outcome).toBe('duplicate')
  })
})

describe('causes of the clock', () => {
  test('a key is done once; another key or day is another cause', async () => {
    const { ledger } = await freshLedger()
    const once = (key: string, on = '2026-11-20') => commitAs(ledger, { cause: { key, day: on }, notices: [{ to: 'g:中河', text: key, sort: 'notice' }] })
    expect((await once('a')).outcome).toBe('committed')
    expect((await once('a')).outcome).toBe('duplicate')
    expect((await once('b')).outcome).toBe('committed')
    expect((await once('a', '2026-11-21')).outcome).toBe('committed')
    await ledger.purge(now + 366 * day)
    expect((await once('a', '2026-11-21')).outcome).toBe('duplicate')
    expect((await once('a')).outcome).toBe('committed')
  })
})
