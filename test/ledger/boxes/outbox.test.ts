import { describe, expect, test } from 'vitest'
import { day } from '../../../src/domain/time.ts'
import type { Ledger } from '../../../src/ledger/types.ts'
import { commitAs, freshLedger, heard, newMemo, now } from '../sample.ts'

const say = (ledger: Ledger, ...texts: string[]) => commitAs(ledger, { notices: texts.map((text) => ({ to: 'g:中河', text, sort: 'notice' as const, mentions: ['wangmin'], about: ['便条-2026-001'] })) })
const head = async (ledger: Ledger) => (await ledger.outbox.head('g:中河'))!
const receipt = { channel: 'simulator', at: now + 5 }

describe('outbox', () => {
  test('notices wait in the order decided, each under an id that stays', async () => {
    const { ledger } = await freshLedger()
    await commitAs(ledger, { changes: [newMemo('一'), newMemo('二')], notices: [{ to: 'g:中河', text: '甲', sort: 'notice' }, { to: 'p:lixin', text: '乙', sort: 'notice' }] })
    await commitAs(ledger, { cause: { key: '任务|11-20', day: '2026-11-20' }, notices: [{ to: 'g:中河', text: '丙', sort: 'reminder' }] })
    expect(await ledger.outbox.chats()).toEqual(['g:中河', 'p:lixin'])
    expect(await head(ledger)).toEqual({ to: 'g:中河', text: '甲', sort: 'notice', at: now, id: '1.1', tries: 0 })
    expect(await ledger.outbox.head('p:lixin')).toMatchObject({ id: '1.2' })
    await ledger.outbox.sent(await head(ledger), receipt)
    expect(await head(ledger)).toMatchObject({ text: '丙', id: '任务|11-20.1' })
  })

  test('an answer knows the cheap way back; a notice, and an answer elsewhere, do not', async () => {
    const { ledger } = await freshLedger()
    const message = heard('1', { reply: { handle: 'h', until: now + 9 } })
    await ledger.hear(message, now)
    await commitAs(ledger, {
      cause: { inbox: message },
      notices: [{ to: message.chat, text: '答', sort: 'answer' }, { to: message.chat, text: '告', sort: 'notice' }, { to: 'p:lixin', text: '答', sort: 'answer' }],
    })
    expect(await head(ledger)).toMatchObject({ via: 'simulator', reply: { handle: 'h', until: now + 9 } })
    await ledger.outbox.sent(await head(ledger), receipt)
    expect(await head(ledger)).not.toHaveProperty('reply')
    expect(await ledger.outbox.head('p:lixin')).not.toHaveProperty('via')
  })

  test('sent twice, by two workers: taken off once', async () => {
    const { ledger } = await freshLedger()
    await say(ledger, '甲', '乙')
    const first = await head(ledger)
    await ledger.outbox.sent(first, receipt)
    await ledger.outbox.sent(first, receipt)
    await ledger.outbox.giveUp(first, 'x', now)
    await ledger.outbox.failedTry(first, now)
    expect(await head(ledger)).toMatchObject({ text: '乙', tries: 0 })
    expect(await (await ledger.view()).said(0, Number.MAX_SAFE_INTEGER)).toHaveLength(1)
    expect(await ledger.failed.count()).toBe(0)
    await ledger.outbox.sent(await head(ledger), receipt)
    expect(await ledger.outbox.chats()).toEqual([])
  })

  test('tries are counted on the notice; giving it up keeps it among the failed', async () => {
    const { ledger } = await freshLedger()
    await say(ledger, '甲\n第二行\n3\n', '乙')
    for (const tries of [1, 2]) {
      await ledger.outbox.failedTry(await head(ledger), now)
      expect(await head(ledger)).toMatchObject({ text: '甲\n第二行\n3\n', tries, triedAt: now })
    }
    const given = await head(ledger)
    await ledger.outbox.giveUp(given, 'no way', now + 1)
    expect(await head(ledger)).toMatchObject({ text: '乙' })
    expect(await ledger.failed.list(9)).toEqual([{ id: given.id, at: now + 1, what: 'notice', ref: given.id, error: 'no way', notice: given }])
  })

  test('what was said can be counted by time, without its words', async () => {
    const { ledger, redis } = await freshLedger()
    for (const at of [now, now + 2 * day, now + day]) {
      await say(ledger, `密${at}`)
      await ledger.outbox.sent(await head(ledger), { channel: 'simulator', at, ref: 'r1' })
    }
    const view = await ledger.view()
    const [one] = await view.said(now, now)
    expect(one).toMatchObject({ to: 'g:中河', sort: 'notice', mentions: ['wangmin'], about: ['便条-2026-001'], channel: 'simulator', at: now, ref: 'r1' })
    expect((await view.said(now + 1, now + 2 * day)).map((r) => r.at).sort()).toEqual([now + day, now + 2 * day])
    expect(JSON.stringify(await redis.xrange('tx:{test}:sent', '-', '+'))).not.toContain('密')
    expect(await ledger.purge(now + 93 * day)).toMatchObject({ receipts: 1 })
    expect(await view.said(0, Number.MAX_SAFE_INTEGER)).toHaveLength(2)
  })
})

describe('failures', () => {
  test('newest first, added again is still one, purged by age', async () => {
    const { ledger } = await freshLedger()
    const fail = (id: string, at: number) => ledger.failed.add({ id, at, what: 'message', ref: `simulator|${id}`, error: 'boom', message: heard(id) })
    await fail('A', now)
    await fail('B', now + day)
    await fail('A', now)
    expect(await ledger.failed.count()).toBe(2)
    expect((await ledger.failed.list(1)).map(({ id, message }) => [id, message?.text])).toEqual([['B', 'text of B']])
    expect(await ledger.purge(now + 90 * day + 1)).toMatchObject({ failures: 1 })
    expect(await ledger.purge(now + 90 * day + 1)).toMatchObject({ failures: 0 })
    expect(await ledger.purge(now + 11 * day, { failureDays: 9 })).toMatchObject({ failures: 1 })
    expect(await ledger.failed.list(9)).toEqual([])
  })
})

describe('working state', () => {
  test('what has lapsed is cleared; what was set anew, or for good, stays', async () => {
    const { ledger } = await freshLedger()
    const set = (key: string, value: string | null, until?: number) => commitAs(ledger, { state: [{ key, value, until }] })
    await set('a', '1', now + 10)
    await set('b', '1', now + 10)
    await set('b', '2', now + 30)
    await set('c', '1', now + 10)
    await set('c', '2')
    await set('d', '1', now + 10)
    await set('d', null)
    expect(await ledger.purge(now + 20)).toMatchObject({ states: 1 })
    expect(await ledger.purge(now + 20)).toMatchObject({ states: 0 })
    const view = await ledger.view()
    expect(await Promise.all(['a', 'b', 'c', 'd'].map((key) => view.state(key)))).toEqual([undefined, '2', '2', undefined])
  })
})
