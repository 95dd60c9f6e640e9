import { describe, expect, test } from 'vitest'
import { layoutOf } from '../../src/ledger/layout.ts'
import { openLedger } from '../../src/ledger/ledger.ts'
import { rebuild } from '../../src/ledger/rebuild.ts'
import { bringUpToDate } from '../../src/ledger/upToDate.ts'
import { verify } from '../../src/ledger/verify.ts'
import { file, freshLedger, kinds, memo, newMemo } from './sample.ts'

const workspace = 'test'
/** What a later version of the program might have: one index more. */
const laterMemo = { ...memo, indexes: { ...memo.indexes, byTitle: (r: { data: { title: string } }) => [{ in: r.data.title, at: 0 }] } } as typeof memo
const laterKinds = kinds.map((kind) => (kind.kind === 'memo' ? laterMemo : kind)) as typeof kinds

describe('a program with other indexes', () => {
  test('finds old records by its new index once the caches are brought up to date', async () => {
    const { ledger, redis } = await freshLedger()
    expect(await bringUpToDate(redis, { workspace, kinds })).toBe(false)
    await file(ledger, newMemo('一'))
    expect(await bringUpToDate(redis, { workspace, kinds })).toBe(false)
    expect(await bringUpToDate(redis, { workspace, kinds: laterKinds })).toBe(true)
    const view = await openLedger(redis, { workspace, kinds: laterKinds }).view()
    expect((await view.list(laterMemo, 'byTitle', '一')).map((r) => r.id)).toEqual(['便条-2026-001'])
    expect((await verify(redis, { workspace, kinds: laterKinds })).faults).toEqual([])
    expect(await bringUpToDate(redis, { workspace, kinds: laterKinds })).toBe(false)
    expect(await redis.hexists('tx:{test}:versions', 'memo:byTitle:一')).toBe(1)
    expect(await bringUpToDate(redis, { workspace, kinds })).toBe(true)
    expect(await redis.hexists('tx:{test}:versions', 'memo:byTitle:一')).toBe(0)
    expect(await redis.exists('tx:{test}:x:memo:byTitle:一')).toBe(0)
  })

  test('a ledger that no program has brought up to date before is', async () => {
    const { ledger, redis } = await freshLedger()
    await file(ledger, newMemo('一'))
    expect(await bringUpToDate(redis, { workspace, kinds })).toBe(true)
  })

  test('several processes starting at once: one rebuilds, all go on when it is done', async () => {
    const { ledger, redis } = await freshLedger()
    for (let i = 0; i < 20; i++) await file(ledger, newMemo(`${i}`))
    const done = await Promise.all([1, 2, 3].map(() => bringUpToDate(redis, { workspace, kinds })))
    expect(done.sort()).toEqual([false, false, true])
    expect((await verify(redis, { workspace, kinds })).faults).toEqual([])
  })

  test('processes that start at once do not begin anew what another has just done, an empty ledger included', async () => {
    const { ledger, redis } = await freshLedger()
    const begin = async () => {
      await bringUpToDate(redis, { workspace, kinds })
      return (await ledger.view()).head
    }
    expect(await Promise.all(Array.from({ length: 8 }, begin))).toHaveLength(8)
    expect(await redis.hget('tx:{test}:head', 'rebuilt')).toBe('1')
  })

  test('the layout follows names and texts of indexes, not the order of kinds', () => {
    expect(layoutOf([...kinds].reverse())).toBe(layoutOf(kinds))
    expect(layoutOf(laterKinds)).not.toBe(layoutOf(kinds))
  })
})

describe('a rebuild that was cut short', () => {
  test('nothing is read or written until it is finished, and nothing is lost', async () => {
    const { ledger, redis } = await freshLedger()
    await file(ledger, newMemo('一'))
    await bringUpToDate(redis, { workspace, kinds })
    const view = await ledger.view()
    await redis.hset('tx:{test}:head', 'rebuilding', '1')
    await redis.unlink('tx:{test}:r:memo')
    await expect(ledger.view()).rejects.toThrow('rebuilt')
    await expect(ledger.commit({ cause: { key: 'k', day: '2026-11-20' }, view, now: 0, by: 'a', changes: [newMemo('二')], notices: [] })).rejects.toThrow('rebuilt')
    expect(await bringUpToDate(redis, { workspace, kinds })).toBe(true)
    expect((await (await ledger.view()).get(memo, '便条-2026-001'))?.data.title).toBe('一')
    expect(await file(ledger, newMemo('二'))).toBe('便条-2026-002')
  })

  test('an empty ledger can be rebuilt', async () => {
    const { ledger, redis } = await freshLedger()
    expect(await rebuild(redis, { workspace, kinds })).toEqual({ seq: 0, link: '' })
    expect(await file(ledger, newMemo('一'))).toBe('便条-2026-001')
    expect((await verify(redis, { workspace, kinds })).faults).toEqual([])
  })
})
