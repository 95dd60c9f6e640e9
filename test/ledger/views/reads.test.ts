import fc from 'fast-check'
import { describe, expect, onTestFinished, test } from 'vitest'
import { amend } from '../../../src/domain/record.ts'
import { openLedger } from '../../../src/ledger/ledger.ts'
import { rebuild } from '../../../src/ledger/rebuild.ts'
import type { Ledger, Range } from '../../../src/ledger/types.ts'
import { startRedis } from '../../support/redis.ts'
import { callsOf, commitAs, file, freshLedger, kinds, memo, newMemo, now, place } from '../sample.ts'

const elsewhere = '浙江省/杭州市'

/** A ledger on a server of its own, with a memo here and one elsewhere, both read once. */
async function read(alone = false) {
  const server = await startRedis()
  onTestFinished(server.stop)
  const redis = server.redis()
  const open = (spec = {}) => openLedger(redis, { workspace: 'test', kinds, ...spec })
  const ledger = open({ alone })
  await file(ledger, newMemo('这里'))
  await file(ledger, newMemo('别处', { unit: elsewhere }))
  const look = async (on: Ledger = ledger) => {
    const view = await on.view()
    const titles = async (unit: string) => (await view.list(memo, 'open', unit)).map(({ data }) => data.title)
    return [...(await titles(place)), ...(await titles(elsewhere)), String(await view.state('mark'))]
  }
  await look()
  await redis.config('RESETSTAT')
  return { redis, ledger, open, look, calls: () => callsOf(redis) }
}

describe('what was read', () => {
  test('is not read again by the next view while the chain ends where it ended; working state is', async () => {
    const { look, calls } = await read()
    expect(await look()).toEqual(['这里', '别处', 'undefined'])
    expect(await calls()).toEqual({ hmget: 1, hget: 1 })
  })

  test('views asked for in one turn ask for the chain\'s end once; the next turn asks again', async () => {
    const { ledger, calls } = await read()
    await Promise.all([ledger.view(), ledger.view(), ledger.view()])
    expect(await calls()).toEqual({ hmget: 1 })
    await ledger.view()
    expect(await calls()).toEqual({ hmget: 2 })
  })

  test('comes in one question: a small partition as a whole, a large one with the answer', async () => {
    const { ledger, calls } = await read()
    const view = await ledger.view()
    const counted = async (work: () => Promise<unknown>) => {
      const before = (await calls())['evalsha'] ?? 0
      await work()
      return ((await calls())['evalsha'] ?? 0) - before
    }
    const asks = async (from: number) => {
      const fresh = await ledger.view()
      return counted(() => Promise.all([fresh.count(memo, 'tree', place, { from }), fresh.count(memo, 'tree', place, { from })]))
    }
    expect(await asks(0)).toBe(1)
    await commitAs(ledger, { view, changes: Array.from({ length: 150 }, (_, i) => newMemo(`第${i}条`, { on: i })) })
    expect([await asks(10), await asks(20), await asks(20)]).toEqual([1, 1, 0])
    expect(await (await ledger.view()).count(memo, 'tree', place, { from: 10 })).toBe(141)
  })

  test('is read again where a commit of this process has changed it, and only there', async () => {
    const { redis, ledger, look, calls } = await read()
    await file(ledger, newMemo('新的'))
    await redis.config('RESETSTAT')
    expect(await look()).toEqual(['这里', '新的', '别处', 'undefined'])
    expect(await calls()).toMatchObject({ zrange: 1, hmget: 2 })
  })

  test('is read again when somebody else has committed', async () => {
    const { open, look } = await read()
    await file(open(), newMemo('新的'))
    expect(await look()).toEqual(['这里', '新的', '别处', 'undefined'])
    const before = (await (await open().view()).list(memo, 'open', elsewhere))[0]
    if (before) await commitAs(open(), { changes: [amend(memo, before, { title: '改了' })], state: [{ key: 'mark', value: '1' }] })
    expect(await look()).toEqual(['这里', '新的', '改了', '1'])
  })

  test('is read again after a rebuild, which may have put something right', async () => {
    const { redis, look } = await read()
    await redis.del('tx:{test}:x:memo:open:' + place)
    await redis.hset('tx:{test}:head', 'link', 'another')
    expect(await look()).toEqual(['别处', 'undefined'])
    await redis.hset('tx:{test}:head', 'link', (await redis.xrevrange('tx:{test}:log:2026', '+', '-', 'COUNT', 1))[0]?.[1].at(-1) ?? '')
    await look()
    await rebuild(redis, { workspace: 'test', kinds })
    expect(await look()).toEqual(['这里', '别处', 'undefined'])
  })

  test('is read again after a conflict', async () => {
    const { redis, ledger, look } = await read()
    await redis.hset('tx:{test}:versions', `memo:open:${place}`, '99')
    const view = await ledger.view()
    await view.list(memo, 'open', place)
    expect(await commitAs(ledger, { view, changes: [newMemo('新的')] })).toMatchObject({ outcome: 'conflict' })
    await file(ledger, newMemo('新的'))
    expect(await look()).toEqual(['这里', '新的', '别处', 'undefined'])
  })

  test('alone in a workspace nothing is asked twice, and what one writes oneself is seen', async () => {
    const { redis, ledger, look, calls } = await read(true)
    expect(await look()).toEqual(['这里', '别处', 'undefined'])
    expect(await calls()).toEqual({})
    await commitAs(ledger, { changes: [newMemo('新的')], state: [{ key: 'mark', value: '1' }] })
    await redis.config('RESETSTAT')
    expect(await look()).toEqual(['这里', '新的', '别处', '1'])
    expect(await calls()).toMatchObject({ zrange: 1, hget: 2, hmget: 1 })
  })

  test('is read again when a commit turns out to have been carried out before: a connection that broke sends again what was not answered', async () => {
    const { ledger, open, look } = await read(true)
    const cause = { key: 'again', day: '2026-11-20' }
    await commitAs(open(), { cause, changes: [newMemo('新的')] })
    expect(await commitAs(ledger, { cause, changes: [newMemo('新的')] })).toEqual({ outcome: 'duplicate' })
    expect(await look()).toEqual(['这里', '新的', '别处', 'undefined'])
  })

  test('is not spoilt by a reader who sorts a list, and cannot be changed', async () => {
    const { ledger } = await read()
    await file(ledger, newMemo('后来'))
    const titles = async () => (await (await ledger.view()).list(memo, 'open', place)).map(({ data }) => data.title)
    const list = await (await ledger.view()).list(memo, 'open', place)
    list.reverse()
    expect(await titles()).toEqual(['这里', '后来'])
    expect(() => Object.assign(list[0]?.data ?? {}, { title: '改了' })).toThrow('read only')
  })
})

test('a view shows what a ledger opened just now shows, whoever wrote what in between', async () => {
  const { ledger, redis } = await freshLedger()
  const other = openLedger(redis, { workspace: 'test', kinds })
  const step = fc.record({ by: fc.boolean(), unit: fc.constantFrom(place, elsewhere), on: fc.integer({ min: 0, max: 9 }), amends: fc.boolean(), together: fc.boolean() })
  const all = async (on: Ledger) => {
    const view = await on.view()
    return Promise.all([view.list(memo, 'tree', '浙江省', { from: now + 2, to: now + 7 }), view.count(memo, 'tree', place), view.next(memo, 'open', elsewhere, 1)])
  }
  const write = async (on: Ledger, unit: string, when: number, amends: boolean) => {
    const view = await on.view()
    const [before] = amends ? await view.list(memo, 'tree', unit, { reverse: true, limit: 1 }) : []
    await commitAs(on, { view, changes: [before ? amend(memo, before, { on: now + when }) : newMemo('一条', { unit, on: now + when })] })
  }
  await fc.assert(fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (steps) => {
    for (const { by, unit, on, amends, together } of steps) {
      const writing = write(by ? ledger : other, unit, on, amends)
      if (together) await Promise.all([writing, all(ledger), all(other)])
      await writing
      expect(await all(ledger)).toEqual(await all(openLedger(redis, { workspace: 'test', kinds })))
      expect(await all(other)).toEqual(await all(ledger))
    }
  }), { numRuns: 25 })
})

test('a large partition answers as a small one does', async () => {
  const { ledger } = await freshLedger()
  const at = (i: number) => now + (i * 37) % 90
  await commitAs(ledger, { changes: Array.from({ length: 230 }, (_, i) => newMemo(String(i), { unit: i < 115 ? place : elsewhere, on: at(i) })) })
  const view = await ledger.view()
  const ranges: Range[] = [{}, { from: at(3) }, { to: at(7), reverse: true }, { from: at(2), to: at(9), limit: 5 }, { reverse: true, limit: 3 }, { limit: 170 }, { from: at(2), reverse: true, limit: 150 }, { limit: 0 }, { from: now + 900 }]
  for (const range of ranges) {
    const half = async (unit: string) => (await view.list(memo, 'tree', unit, range)).map(({ id, data }) => ({ id, on: data.on }))
    const large = (await view.list(memo, 'tree', '浙江省', { ...range, limit: undefined as never })).map(({ id, data }) => ({ id, on: data.on }))
    const both = [...(await half(place)), ...(await half(elsewhere))]
    if (range.limit === undefined) expect(new Set(large.map(({ id }) => id))).toEqual(new Set(both.map(({ id }) => id)))
    expect(large.map(({ on }) => on)).toEqual(large.map(({ on }) => on).sort((a, b) => (range.reverse ? b - a : a - b)))
    expect((await view.list(memo, 'tree', '浙江省', range)).map(({ id }) => id)).toEqual(large.slice(0, range.limit).map(({ id }) => id))
    if (range.limit === undefined) expect(await view.count(memo, 'tree', '浙江省', range)).toBe(both.length)
  }
  expect(await view.next(memo, 'tree', '浙江省', now + 5)).toBe(Math.min(...Array.from({ length: 230 }, (_, i) => at(i)).filter((on) => on >= now + 5)))
})
