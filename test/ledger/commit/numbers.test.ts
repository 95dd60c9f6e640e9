import { describe, expect, test } from 'vitest'
import { allot } from '../../../src/domain/record.ts'
import { instant } from '../../../src/domain/time.ts'
import { openLedger } from '../../../src/ledger/ledger.ts'
import { verify } from '../../../src/ledger/verify.ts'
import { connectRedis } from '../../../src/redis/connect.ts'
import { commitAs, file, freshLedger, kinds, memo, newMemo, place } from '../sample.ts'

const numbersTo = (n: number) => Array.from({ length: n }, (_, i) => `便条-2026-${String(i + 1).padStart(3, '0')}`)

describe('numbers', () => {
  test('fifty at once, from two connections: none twice, none left out', async () => {
    const { ledger, redis, url } = await freshLedger()
    const other = connectRedis(url)
    const second = openLedger(other, { workspace: 'test', kinds, salt: 'fixed' })
    const filed = await Promise.all(Array.from({ length: 50 }, (_, i) => file(i % 2 ? ledger : second, newMemo(`第 ${i}`))))
    other.disconnect()
    expect(filed.sort()).toEqual(numbersTo(50))
    expect((await verify(redis, { workspace: 'test', kinds })).faults).toEqual([])
  })

  test('fifty that contend for one place: exactly one wins each round, and no number is lost on the others', async () => {
    const { ledger } = await freshLedger()
    const issue = async (): Promise<string> => {
      const view = await ledger.view()
      const held = await view.count(memo, 'open', place)
      const done = await commitAs(ledger, { view, changes: [newMemo(`第 ${held + 1} 期`)] })
      return done.outcome === 'committed' ? 'committed' : done.outcome === 'conflict' ? issue() : done.outcome
    }
    await Promise.all(Array.from({ length: 50 }, issue))
    const titles = (await (await ledger.view()).list(memo, 'open', place)).map((r) => [r.id, r.data.title])
    expect(titles).toEqual(numbersTo(50).map((number, i) => [number, `第 ${i + 1} 期`]))
  })

  test('counters of a kind, of a year and of a series of its own count apart; a series can begin anywhere', async () => {
    const { ledger } = await freshLedger()
    const issue = { ...newMemo('简报'), allot: [] as ReturnType<typeof allot>[] }
    const plain = newMemo('简报')
    const series = allot('简报|浙江省', 17)
    issue.allot.push(...plain.allot, series)
    await commitAs(ledger, {
      changes: [{ ...plain, allot: issue.allot, data: { title: `第${series.token}期`, on: 1 } }],
      notices: [{ to: 'g:中河', text: `第 ${series.token} 期 ${plain.ref}`, sort: 'bulletin' }],
    })
    expect((await ledger.outbox.head('g:中河'))?.text).toBe('第 17 期 便条-2026-001')
    const later = newMemo('明年', { now: instant('2027-01-01') })
    expect(await file(ledger, later, { now: instant('2027-01-01') })).toBe('便条-2027-001')
    expect(await file(ledger, newMemo('二'))).toBe('便条-2026-002')
    expect((await (await ledger.view()).get(memo, '便条-2026-001'))?.data.title).toBe('第17期')
  })

  test('records of one decision may name each other', async () => {
    const { ledger } = await freshLedger()
    const head = newMemo('总')
    await commitAs(ledger, { changes: [head, newMemo('分一', { refers: head.ref }), newMemo('分二', { refers: head.ref })] })
    const parts = await (await ledger.view()).list(memo, 'about', '便条-2026-001')
    expect(parts.map(({ id, data }) => [id, data.refers])).toEqual([['便条-2026-002', '便条-2026-001'], ['便条-2026-003', '便条-2026-001']])
  })

  test('one decision may allot more numbers than a Lua call can answer', async () => {
    const { ledger } = await freshLedger()
    const change = newMemo('一')
    const more = Array.from({ length: 9000 }, () => allot('序列'))
    const done = await commitAs(ledger, { changes: [{ ...change, allot: [...change.allot, ...more] }] })
    expect(done.outcome === 'committed' && done.fill(more.at(-1)!.token)).toBe('9000')
  })

  test('a refused decision uses no number', async () => {
    const { ledger } = await freshLedger()
    await expect(file(ledger, { ...newMemo('坏'), data: { title: 1 } })).rejects.toThrow('title')
    const stranger = allot('没有登记')
    await expect(file(ledger, newMemo(`第${stranger.token}期`))).rejects.toThrow('placeholder')
    await expect(file(ledger, { ...newMemo('前缀'), allot: [{ ...newMemo('x').allot[0]!, prefix: '第2' }] })).rejects.toThrow('begin')
    expect(await file(ledger, newMemo('好'))).toBe('便条-2026-001')
  })
})
