import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { amend, voidRecord, type Change, type Rec } from '../../../src/domain/record.ts'
import { membersOf } from '../../../src/ledger/indexes/partition.ts'
import { rebuild } from '../../../src/ledger/rebuild.ts'
import { keysBeginning } from '../../../src/ledger/scan.ts'
import { loadScripts } from '../../../src/ledger/scripts.ts'
import type { Range } from '../../../src/ledger/types.ts'
import { bringUpToDate } from '../../../src/ledger/upToDate.ts'
import { verify } from '../../../src/ledger/verify.ts'
import { freshRedis } from '../../support/redis.ts'
import { commitAs, freshLedger, kinds, memo, newMemo, now } from '../sample.ts'

const name = 'memo:tree:浙江省'
const key = `tx:{test}:x:${name}`
const prefix = 'tx:{test}:'

/** A partition of so many records, a few of them at each score, filed in no order of theirs. */
async function grown(count: number) {
  const { ledger, redis } = await freshLedger()
  const model = new Map<string, number>()
  for (let i = 0; i < count; i += 100) {
    const scores = Array.from({ length: Math.min(100, count - i) }, (_, j) => (((i + j) * 7919) % 97) - 20)
    const changes = scores.map((on) => newMemo('条', { on, unit: '浙江省' }))
    const done = await commitAs(ledger, { changes })
    if (done.outcome === 'committed') for (const [j, { ref }] of changes.entries()) model.set(done.fill(ref), scores[j] ?? 0)
  }
  return { ledger, redis, model }
}

const order = (model: ReadonlyMap<string, number>) => [...model].sort(([a, x], [b, y]) => x - y || Number(a.split('-')[2]) - Number(b.split('-')[2]))
const expected = (model: ReadonlyMap<string, number>, { from = -Infinity, to = Infinity, reverse, limit }: Range) => {
  const found = order(model).filter(([, score]) => score >= from && score <= to).map(([id]) => id)
  return (reverse ? found.reverse() : found).slice(0, limit)
}
const ranges: Range[] = [
  {}, { reverse: true }, { limit: 1 }, { reverse: true, limit: 150 }, { from: 0, to: 0 }, { from: 3, to: 60 }, { from: 3, to: 60, reverse: true, limit: 140 },
  { from: -7, limit: 3 }, { to: -20 }, { from: 77 }, { from: 200 }, { to: -100, reverse: true }, { from: 10, to: 5 }, { from: 2.5, to: 3.5 }, { from: -Infinity, to: Infinity },
]

describe('a large partition', () => {
  test('is kept in pages that Redis packs, and answers as one', async () => {
    const { ledger, redis, model } = await grown(600)
    const pages = (await redis.zrange(key, '0', '-1')).map((begins) => key + begins)
    expect(pages.length).toBeGreaterThan(5)
    for (const page of pages) {
      expect(await redis.object('ENCODING', page)).toMatch(/listpack|ziplist/)
      expect(await redis.zcard(page)).toBeLessThan(128)
    }
    const view = await ledger.view()
    for (const range of ranges) {
      expect((await view.list(memo, 'tree', '浙江省', range)).map(({ id }) => id)).toEqual(expected(model, range))
      const inside = expected(model, { ...range, limit: Infinity })
      expect(await view.count(memo, 'tree', '浙江省', range)).toBe(inside.length)
    }
    for (const from of [-30, 0, 13, 76, 77]) expect(await view.next(memo, 'tree', '浙江省', from)).toBe(order(model).find(([, score]) => score >= from)?.[1])
  })

  test('follows what is amended and voided, also when a page runs empty, and is the same rebuilt', async () => {
    const { ledger, redis, model } = await grown(300)
    const pages = () => redis.zcard(key)
    const before = await pages()
    const view = await ledger.view()
    const changes: Change[] = []
    for (const [i, [id, score]] of order(model).entries()) {
      const record = (await view.get(memo, id)) as Rec<{ title: string; on: number }>
      if (score > 20) {
        changes.push(voidRecord(memo, record, 'lixin', now, '误'))
        model.delete(id)
      } else if (i % 3 === 0) {
        changes.push(amend(memo, record, { on: 19 - score }))
        model.set(id, 19 - score)
      }
    }
    await commitAs(ledger, { view, changes })
    expect(await pages()).toBeLessThan(before)
    for (const rebuilt of [false, true]) {
      if (rebuilt) await rebuild(redis, { workspace: 'test', kinds })
      expect((await verify(redis, { workspace: 'test', kinds })).faults).toEqual([])
      const after = await ledger.view()
      for (const range of ranges) expect((await after.list(memo, 'tree', '浙江省', range)).map(({ id }) => id)).toEqual(expected(model, range))
    }
  })

  test('is checked page by page: what is missing, moved, doubled or cut off is named', async () => {
    const { redis } = await grown(150)
    const [first = '', second = ''] = (await redis.zrange(key, '0', '1')).map((begins) => key + begins)
    const faults = async () => (await verify(redis, { workspace: 'test', kinds })).faults.map(({ number, what }) => `${number} ${what}`)
    const [member = '', score = ''] = await redis.zrange(first, '0', '0', 'WITHSCORES')
    const id = `便条-2026-${String(Number(member.slice(4))).padStart(3, '0')}`
    await redis.zadd(second, score, member)
    expect(await faults()).toEqual([`${id} 索引 ${name} 里多出它`])
    await redis.zrem(first, member)
    expect(await faults()).toEqual([`${id} 索引 ${name} 里缺少它`])
    await redis.zrem(second, member)
    expect(await faults()).toEqual([`${id} 索引 ${name} 里缺少它`])
    await redis.zadd(first, Number(score) + 0.5, member)
    expect(await faults()).toEqual([`${id} 索引 ${name} 里的次序值被改动`])
    await redis.zadd(first, score, member)
    expect(await faults()).toEqual([])
    await redis.zrem(key, second.slice(key.length))
    expect((await faults()).length).toBeGreaterThan(10)
  })
})

test('what an earlier version kept in one piece, under whole numbers, is laid out anew at the start', async () => {
  const { ledger, redis, model } = await grown(200)
  for await (const keys of keysBeginning(redis, `${prefix}x:`)) if (keys.length > 0) await redis.unlink(...keys)
  await redis.zadd(key, ...order(model).flatMap(([id, score]) => [score, id]))
  await redis.hset(`${prefix}head`, 'layout', 'of an earlier version')
  expect(await bringUpToDate(redis, { workspace: 'test', kinds })).toBe(true)
  expect(await redis.zcard(key)).toBeLessThan(10)
  expect((await verify(redis, { workspace: 'test', kinds })).faults).toEqual([])
  expect((await (await ledger.view()).list(memo, 'tree', '浙江省')).map(({ id }) => id)).toEqual(expected(model, {}))
})

test('what comes in order fills its pages', async () => {
  const { redis } = await freshRedis()
  const scripts = loadScripts(redis)
  for (let i = 0; i < 5; i++) await scripts.place(prefix, ['', ...Array.from({ length: 200 }, (_, j) => [name, 1000 * i + j, `r${i}-${j}`]).flat()])
  const sizes = await Promise.all((await redis.zrange(key, '0', '-1')).map((begins) => redis.zcard(key + begins)))
  expect(sizes).toEqual([127, 127, 127, 127, 127, 127, 127, 111])
})

test('any id comes back as it was put in, and any whole score in its place', async () => {
  const { redis } = await freshRedis()
  const scripts = loadScripts(redis)
  const digits = fc.stringMatching(/^\d{1,8}$/)
  const id = fc.oneof(digits.map((n) => `便条-2026-${n}`), digits.map((n) => `便条-26-${n}`), digits.map((n) => `活动-2026-${n}`), fc.constantFrom('便条', '便条-', '键', '202600001', '便条-2026-001x'))
  const score = fc.oneof(fc.integer(), fc.constantFrom(Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER, 0, 8_640_000_000_000_000))
  await fc.assert(
    fc.asyncProperty(fc.uniqueArray(fc.tuple(id, score), { minLength: 1, maxLength: 3, selector: ([one]) => one }), async (places) => {
      await redis.flushdb()
      // Enough others for pages to be split right where these stand.
      const others = places.flatMap(([, at], i) => Array.from({ length: 130 }, (_, j) => [`o${i}-${j}`, at] as const))
      const all = [...others, ...places]
      await scripts.place(prefix, ['便条', ...all.flatMap(([one, at]) => [name, at, one])])
      expect((await scripts.find(prefix, ['便条', ...all.flatMap(([one, at]) => [name, at, one])])).map(Number)).toEqual(all.map(([, at]) => at))
      const [, found] = (await scripts.range(prefix, name, '-inf', '+inf', '', '', 'scores', '')) as [version: string, found: unknown[]]
      const { ids, scores } = membersOf(found.flat().join('\n'), '便条')
      expect(scores).toEqual(all.map(([, at]) => at).sort((a, b) => a - b))
      expect(new Set(ids)).toEqual(new Set(all.map(([one]) => one)))
    }),
    { numRuns: 15 },
  )
})
