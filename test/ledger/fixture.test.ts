import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { person } from '../../src/domain/records/directory.ts'
import { instant } from '../../src/domain/time.ts'
import { bodyVersion } from '../../src/ledger/chain/body.ts'
import { upcast } from '../../src/ledger/chain/upcast.ts'
import { bringUpToDate } from '../../src/ledger/upToDate.ts'
import { verify } from '../../src/ledger/verify.ts'
import { commitAs, file, freshLedger, keyed, kinds, memo, newMemo, now, place } from './sample.ts'

interface Row {
  seq: number
  log?: string
  b: string
  n: string
  h: string
  side?: string
  text?: string
  head?: { seq: number; link: string }
}

/** A ledger as a version of the program left it: streams and what lies beside them, nothing else. Never write these files anew. */
async function opened(version: number) {
  const { ledger, redis } = await freshLedger()
  const rows = readFileSync(new URL(`./fixtures/v${version}.ndjson`, import.meta.url), 'utf8').trim().split('\n').map((line) => JSON.parse(line) as Row)
  const p = 'tx:{test}:'
  for (const { seq, log, b, n, h, side, text, head } of rows) {
    if (log) await redis.multi().sadd(`${p}years`, log).xadd(`${p}log:${log}`, `${seq}-0`, 'b', b, 'n', n, 'h', h).exec()
    if (side) await redis.hset(`${p}side`, seq, side)
    if (text) await redis.hset(`${p}text`, seq, text)
    if (head) await redis.hset(`${p}head`, { ...head })
  }
  expect(await bringUpToDate(redis, { workspace: 'test', kinds })).toBe(true)
  return { ledger, redis, head: rows.at(-1)?.head }
}

describe('a ledger written by version 1', () => {
  test('opens, is in order, and reads as it did', async () => {
    const { ledger, redis, head } = await opened(1)
    expect(await verify(redis, { workspace: 'test', kinds })).toEqual({ workspace: 'test', head, faults: [] })
    const view = await ledger.view()
    expect(await view.get(memo, '便条-2026-001')).toEqual({
      kind: 'memo', id: '便条-2026-001', unit: place, version: 7, at: now, by: 'wangmin', group: 'g1', data: { title: '一改', on: now },
    })
    expect(await view.get(memo, '便条-2026-002')).toMatchObject({ void: { reason: '重复' }, data: { refers: '便条-2026-001' } })
    expect((await view.get(memo, '便条-2026-003'))?.data.title).toBe('第17期')
    expect((await view.get(keyed, '键'))?.data.value).toBe('值')
    expect((await view.list(memo, 'tree', '浙江省')).map(({ id }) => id)).toEqual(['便条-2026-003', '便条-2026-001', '便条-2027-001'])
    expect(view.directory.people.map(({ id, name, gone }) => [id, name, gone])).toEqual([['wangmin', '（已注销）', true], ['lixin', '李欣', undefined]])
    expect(view.directory.groups[0]).toMatchObject({ name: '鄞州区工作群', webhook: 'https://example.org/hook' })
    expect(await view.history(memo, '便条-2026-001')).toMatchObject([
      { seq: 5, act: 'create', by: 'wangmin', data: { title: '100% “一”\\', secret: '密' } },
      { seq: 7, act: 'amend', by: 'lixin', note: '写错了', data: { title: '一改' } },
    ])
    expect((await view.history(person, 'wangmin')).map(({ act, data }) => [act, data['name']])).toEqual([['create', undefined], ['forget', '（已注销）']])
    expect(await view.textOf(7)).toBe('/更正')
  })

  test('is carried on: numbers, counters and the chain go on from where they were', async () => {
    const { ledger, redis } = await opened(1)
    expect(await file(ledger, newMemo('又'))).toBe('便条-2026-004')
    const next = instant('2027-01-02')
    expect(await file(ledger, newMemo('又', { now: next }), { now: next })).toBe('便条-2027-002')
    const plain = newMemo('简报')
    const series = { ...plain.allot[0]!, token: '\uE000999999999\uE001', counter: '简报|浙江省', first: 1, prefix: '', pad: 1 }
    const done = await commitAs(ledger, { changes: [{ ...plain, allot: [...plain.allot, series] }] })
    expect(done.outcome === 'committed' && done.fill(series.token)).toBe('18')
    expect((await verify(redis, { workspace: 'test', kinds })).faults).toEqual([])
  })
})

test('every version ever written has its fixture, and one from the future is refused', () => {
  for (let v = 1; v <= bodyVersion; v++) expect(readFileSync(new URL(`./fixtures/v${v}.ndjson`, import.meta.url), 'utf8')).toContain(`{\\"v\\":${v},`)
  for (const v of [0, bodyVersion + 1, 1.5]) expect(() => upcast({ v })).toThrow('version')
})
