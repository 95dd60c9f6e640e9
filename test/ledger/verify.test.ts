import type { Redis } from 'ioredis'
import { describe, expect, test } from 'vitest'
import { amend } from '../../src/domain/record.ts'
import { instant } from '../../src/domain/time.ts'
import { linkOf } from '../../src/ledger/chain/body.ts'
import { rebuild } from '../../src/ledger/rebuild.ts'
import type { Ledger } from '../../src/ledger/types.ts'
import { verify } from '../../src/ledger/verify.ts'
import { commitAs, file, freshLedger, kinds, memo, newMemo, place } from './sample.ts'

const p = 'tx:{test}:'
const log = `${p}log:2026`
const check = (redis: Redis, anchors: { seq: number; link: string }[] = []) => verify(redis, { workspace: 'test', kinds, anchors })

/** Six entries: three memos, the second amended twice, and one with a series number. */
async function filled(): Promise<{ ledger: Ledger; redis: Redis }> {
  const { ledger, redis } = await freshLedger()
  for (const title of ['一', '二', '三']) await file(ledger, newMemo(title, { secret: `密${title}`, on: 7 }), { text: `原文${title}` })
  for (const title of ['二改', '二再改']) {
    const view = await ledger.view()
    await commitAs(ledger, { view, changes: [amend(memo, (await view.get(memo, '便条-2026-002'))!, { title })] })
  }
  await file(ledger, newMemo('四'))
  return { ledger, redis }
}

/** Writes a stream entry anew under its old id, as one would who has the disk in hand. */
async function forge(redis: Redis, seq: number, alter: (fields: { b: string; n: string; h: string }) => void): Promise<void> {
  const items = (await redis.xrange(log, '-', '+')) as [string, string[]][]
  await redis.del(log)
  for (const [id, [, b = '', , n = '', , h = '']] of items) {
    const fields = { b, n, h }
    if (id === `${seq}-0`) alter(fields)
    await redis.xadd(log, id, 'b', fields.b, 'n', fields.n, 'h', fields.h)
  }
}

/** The same with every link behind it made to fit: the chain alone does not tell. */
async function forgeWithCare(redis: Redis, seq: number, alter: (fields: { b: string; n: string }) => void): Promise<void> {
  await forge(redis, seq, alter)
  let link = ''
  for (const [id, [, b = '', , n = '']] of (await redis.xrange(log, '-', '+')) as [string, string[]][]) {
    link = linkOf(link, b, n)
    await forge(redis, Number.parseInt(id), (fields) => void (fields.h = link))
  }
  await redis.hset(`${p}head`, 'link', link)
}

describe('verify', () => {
  test('an untouched ledger is in order, and so is an empty one', async () => {
    const { redis, ledger } = await filled()
    expect(await check(redis)).toEqual({ workspace: 'test', head: (await ledger.view()).head, faults: [] })
    expect(await verify(redis, { workspace: 'empty', kinds })).toEqual({ workspace: 'empty', head: { seq: 0, link: '' }, faults: [] })
  })

  test.each<[string, (redis: Redis) => Promise<unknown>, { seq: number; number: string; what: RegExp }]>([
    ['a body', (r) => forge(r, 2, (f) => void (f.b = f.b.replace('二', '弐'))), { seq: 2, number: '便条-2026-002', what: /哈希链/ }],
    ['a body that no longer parses', (r) => forge(r, 2, (f) => void (f.b = '{')), { seq: 2, number: '', what: /哈希链/ }],
    ['a number', (r) => forge(r, 3, (f) => void (f.n = '便条-2026-009')), { seq: 3, number: '便条-2026-009', what: /哈希链/ }],
    ['a link', (r) => forge(r, 4, (f) => void (f.h = f.h.replace(/./, 'x'))), { seq: 4, number: '便条-2026-002', what: /哈希链/ }],
    ['an entry taken out', (r) => r.xdel(log, '2-0'), { seq: 2, number: '', what: /条目缺失/ }],
    ['the last entry taken out', (r) => r.xdel(log, '6-0'), { seq: 6, number: '', what: /末尾条目缺失/ }],
    ['the whole year taken out', (r) => r.del(log), { seq: 1, number: '', what: /末尾条目缺失/ }],
    ['the head set back', (r) => r.hset(`${p}head`, 'seq', 5), { seq: 5, number: '', what: /链头的链值/ }],
    ['head and link set back', async (r) => r.hset(`${p}head`, { seq: 5, link: ((await r.xrange(log, '5', '5')) as [string, string[]][])[0]![1][5]! }), { seq: 5, number: '', what: /编号计数/ }],
    ['the head\'s link', (r) => r.hset(`${p}head`, 'link', 'f'.repeat(40)), { seq: 6, number: '', what: /链头/ }],
    ['personal data', (r) => r.hset(`${p}side`, '1', '{"salt":"","content":{"secret":"假"}}'), { seq: 1, number: '便条-2026-001', what: /个人信息被改动/ }],
    ['personal data that no longer parses', (r) => r.hset(`${p}side`, '1', '{'), { seq: 1, number: '便条-2026-001', what: /个人信息被改动/ }],
    ['personal data taken out', (r) => r.hdel(`${p}side`, '3'), { seq: 3, number: '便条-2026-003', what: /个人信息缺失/ }],
    ['personal data put in', (r) => r.hset(`${p}side`, '6', '{"salt":"","content":{"secret":"假"}}'), { seq: 6, number: '', what: /多出 1 份个人信息/ }],
    ['an original text', (r) => r.hset(`${p}text`, '2', '{"salt":"","content":"假"}'), { seq: 2, number: '便条-2026-002', what: /消息原文被改动/ }],
    ['an original text taken out', (r) => r.hdel(`${p}text`, '2'), { seq: 2, number: '便条-2026-002', what: /消息原文缺失/ }],
    ['a cached record', async (r) => r.hset(`${p}r:memo`, '便条-2026-002', (await r.hget(`${p}r:memo`, '便条-2026-002'))!.replace('二再改', '二不改')), { seq: 5, number: '便条-2026-002', what: /记录缓存被改动/ }],
    ['a cached record of an earlier state', async (r) => r.hset(`${p}r:memo`, '便条-2026-002', (await r.hget(`${p}r:memo`, '便条-2026-002'))!.replace(/^5/, '4')), { seq: 5, number: '便条-2026-002', what: /记录缓存被改动/ }],
    ['a cached record taken out', (r) => r.hdel(`${p}r:memo`, '便条-2026-003'), { seq: 3, number: '便条-2026-003', what: /记录缓存缺失/ }],
    ['a record that nobody filed', (r) => r.hset(`${p}r:memo`, '便条-2026-008', '1,1:{}'), { seq: 6, number: '便条-2026-008', what: /台账没有/ }],
    ['an index without a record', (r) => r.zrem(`${p}x:memo:tree:浙江省`, '2026000001'), { seq: 1, number: '便条-2026-001', what: /索引 memo:tree:浙江省 里缺少它/ }],
    ['a score', (r) => r.zadd(`${p}x:memo:tree:浙江省`, 8, '2026000001'), { seq: 1, number: '便条-2026-001', what: /次序值/ }],
    ['an index with a record too many', (r) => r.zadd(`${p}x:memo:tree:${place}/中河街道`, 8, '2026000003'), { seq: 3, number: '便条-2026-003', what: /索引 memo:tree:浙江省\/宁波市\/鄞州区\/中河街道 里多出它/ }],
    ['an index of no kind', (r) => r.zadd(`${p}x:nothing:at:all`, 8, '便条-2026-003'), { seq: 6, number: '便条-2026-003', what: /多出它/ }],
    ['a counter', (r) => r.hset(`${p}numbers`, '便条|2026', 3), { seq: 6, number: '', what: /编号计数 便条\|2026 应为 4，现为 3/ }],
  ])('names %s that was tampered with', async (_, tamper, first) => {
    const { redis } = await filled()
    await tamper(redis)
    const { faults } = await check(redis)
    expect(faults[0]).toEqual({ seq: first.seq, number: first.number, what: expect.stringMatching(first.what) })
  })

  test.each<[string, number, (fields: { b: string; n: string }) => void, string]>([
    ['an entry goes on from another than the last of its record', 5, (f) => void (f.b = f.b.replace('"prev":4', '"prev":2')), '所接的前一条应为 4'],
    ['a new record goes on from something', 6, (f) => void (f.b = f.b.replace('"cause"', '"prev":1,"cause"')), '所接的前一条应为 无'],
    ['a number is left out', 6, (f) => void (f.n = '便条-2026-007'), '编号不连续：便条|2026 应为 4，写的是 7'],
  ])('%s: found though all links fit', async (_, seq, alter, what) => {
    const { redis } = await filled()
    await forgeWithCare(redis, seq, alter)
    expect((await check(redis)).faults[0]).toMatchObject({ seq, what })
  })

  test('a chain written anew from some point fits itself, but not a head that was kept elsewhere', async () => {
    const { ledger, redis } = await filled()
    const anchor = (await ledger.view()).head
    await redis.flushdb()
    const { ledger: again } = { ledger }
    for (const title of ['一', '假', '三']) await file(again, newMemo(title))
    expect((await check(redis)).faults).toEqual([])
    expect((await check(redis, [anchor])).faults[0]).toMatchObject({ seq: 4, what: expect.stringContaining('只到第 3 条') })
    expect((await check(redis, [{ seq: 2, link: anchor.link }])).faults[0]).toMatchObject({ seq: 2, number: '便条-2026-002', what: expect.stringContaining('另存的链值') })
  })

  test('may run while the ledger is written to', async () => {
    const { redis, ledger } = await filled()
    const stop = new AbortController()
    const writer = (async () => {
      while (!stop.signal.aborted) {
        await file(ledger, newMemo('又'))
        const view = await ledger.view()
        await commitAs(ledger, { view, changes: [amend(memo, (await view.get(memo, '便条-2026-001'))!, { on: Math.floor(Math.random() * 9) })] })
      }
    })()
    for (let i = 0; i < 3; i++) expect((await check(redis)).faults).toEqual([])
    stop.abort()
    await writer
  })

  test('New Year: entries of one night lie in two streams and are one chain', async () => {
    const { redis, ledger } = await freshLedger()
    const [before, after] = [instant('2026-12-31', '23:59'), instant('2027-01-01')]
    for (const at of [before, after, before, after]) await file(ledger, newMemo('夜', { now: at }), { now: at })
    expect(await redis.xlen(log)).toBe(2)
    expect(await redis.xlen(`${p}log:2027`)).toBe(2)
    expect((await check(redis)).faults).toEqual([])
    expect((await (await ledger.view()).history(memo, '便条-2027-002'))[0]).toMatchObject({ seq: 4, at: after })
  })

  test('rebuilding puts right whatever is only a cache, and leaves tampering with the chain to be seen', async () => {
    const { redis, ledger } = await filled()
    await redis.unlink(`${p}r:memo`, `${p}x:memo:tree:浙江省`, `${p}numbers`)
    await redis.zadd(`${p}x:memo:tree:别处`, 1, '2026000001')
    const view = await ledger.view()
    expect((await check(redis)).faults.length).toBeGreaterThan(4)
    await rebuild(redis, { workspace: 'test', kinds })
    expect((await check(redis)).faults).toEqual([])
    expect(await (await ledger.view()).count(memo, 'tree', place)).toBe(4)
    expect(await file(ledger, newMemo('五'))).toBe('便条-2026-005')
    expect((await commitAs(ledger, { view, changes: [newMemo('六')] })).outcome).toBe('conflict')
    await forge(redis, 2, (fields) => void (fields.b = fields.b.replace('二', '弐')))
    await rebuild(redis, { workspace: 'test', kinds })
    expect((await check(redis)).faults[0]).toMatchObject({ seq: 2 })
  })
})
