import { describe, expect, test } from 'vitest'
import { judge, type Case } from './check.ts'
import type { Said } from './talk.ts'

const said = (id: string, due: Said['due'], begun = 1000, acknowledged: number | undefined = begun + 10): Said => ({
  due, begun, ...(acknowledged === undefined ? {} : { acknowledged }), post: { id, group: '群', sender: 's0', text: `/活动 ${id}`, at: 0 },
})
const entry = (seq: number, message: string, more: object = {}): Case['evidence']['entries'][number] => ({
  v: 1, seq, kind: 'activity', id: `活动-2026-00${seq}`, act: 'create', at: 0, by: 's0', cause: `simulator|${message}`, unit: '浙江省', data: {}, ...more,
})
const shown = (id: string, at = 2000, told = true) => ({ id, to: '群', text: '已记录', at, told })
const receipt = (id: string) => ({ id }) as Case['evidence']['receipts'][number]

/** Two messages, the first recorded, both answered: all is well. */
const well = (): Case => ({
  said: [said('a', 'record'), said('b', 'answer', 1100), said('c', 'nothing', 1200), said('d', 'record', 1300)],
  shown: [shown('1.1'), shown('simulator|b.1'), shown('2.1')],
  mishaps: [],
  evidence: {
    entries: [entry(1, 'a'), entry(2, 'd')], receipts: ['1.1', 'simulator|b.1', '2.1'].map(receipt), failures: [], faults: [], link: '2-ab', waiting: [],
  },
})
const breachesOf = (change: (all: Case) => object): string[] => {
  const all = well()
  return judge({ ...all, ...change(all) }).breaches
}
const evidence = (all: Case, more: Partial<Case['evidence']>) => ({ evidence: { ...all.evidence, ...more } })

test('a run in which all went well', () => {
  expect(judge(well())).toEqual({ breaches: [], recorded: 2, answered: 3, bulletins: 0, repeats: { platform: 0, crash: 0 }, waits: [690, 890, 990] })
})

describe('what is lost is told', () => {
  test.each<[string, (all: Case) => object, RegExp]>([
    ['an acknowledged message', (all) => ({ said: [...all.said, said('e', 'record', 1400)] }), /^e .*acknowledged and not recorded/],
    ['its answer', (all) => ({ shown: all.shown.filter(({ id }) => id !== 'simulator|b.1') }), /^b .*acknowledged and not answered/],
    ['a notice that was written down as sent', (all) => evidence(all, { receipts: [...all.evidence.receipts, receipt('9.1')] }), /^notice 9\.1: written down as sent, never shown/],
    ['a receipt', (all) => evidence(all, { receipts: all.evidence.receipts.slice(1) }), /^notice 1\.1: shown, not written down/],
    ['a number', (all) => evidence(all, { entries: [entry(1, 'a'), entry(2, 'd', { id: '活动-2026-003' })] }), /^活动-2026: 2 is missing/],
    ['what was kept among the failed', (all) => evidence(all, { failures: [{ id: 'x', at: 0, what: 'message', ref: 'a', error: 'TypeError: x\n at y' }] }), /^failed message a: TypeError: x$/],
    ['what still waits', (all) => evidence(all, { waiting: ['g:群'] }), /^g:群: something still waits/],
    ['what verify finds', (all) => evidence(all, { faults: ['verify: entry 1: 条目内容与哈希链不符'] }), /^verify/],
  ])('%s', (_, change, breach) => {
    expect(breachesOf(change)).toContainEqual(expect.stringMatching(breach))
  })

  test('nothing is missing of what was never acknowledged', () => {
    const never: Said = { ...said('e', 'record', 1400), acknowledged: undefined } as unknown as Said
    expect(breachesOf((all) => ({ said: [...all.said, never] }))).toEqual([])
  })
})

describe('what is doubled is told', () => {
  test.each<[string, (all: Case) => object, RegExp]>([
    ['a record', (all) => evidence(all, { entries: [...all.evidence.entries, entry(3, 'a')] }), /^a .*recorded 2 times/],
    ['a number', (all) => evidence(all, { entries: [entry(1, 'a'), entry(2, 'd', { id: '活动-2026-001' })] }), /^活动-2026: 2 is missing or comes twice/],
    ['an issue', (all) => evidence(all, { entries: [...all.evidence.entries, ...[3, 4].map((seq) => entry(seq, 'x', { nth: seq - 3 || undefined, kind: 'bulletin', id: `简报-2026-00${seq - 2}`, data: { year: 2026, issue: '1', total: String(seq - 2) } }))] }), /^issues of 浙江省 in 2026: 2 is missing/],
    ['an answer, with no crash', (all) => ({ shown: [...all.shown, shown('1.1', 2500)] }), /^notice 1\.1: shown again 500 ms later/],
    ['an answer, the crash being another time', (all) => ({ shown: [...all.shown, shown('1.1', 2500)], mishaps: [{ from: 2600, to: 9000, crash: true }] }), /^notice 1\.1: shown again/],
    ['an answer twice after one crash', (all) => ({ shown: [...all.shown, shown('1.1', 2500), shown('1.1', 2600)], mishaps: [{ from: 2100, to: 2400, crash: true }, { from: 9000, to: 9000, crash: true }] }), /^notice 1\.1: shown again 100 ms later/],
    ['chat that was answered', (all) => ({ ...evidence(all, { receipts: [...all.evidence.receipts, receipt('simulator|c.1')] }), shown: [...all.shown, shown('simulator|c.1')] }), /^c .*answered, though it is chat/],
    ['a question that was recorded', (all) => evidence(all, { entries: [...all.evidence.entries, entry(3, 'c')] }), /^c .*asks for nothing of the kind/],
    ['what was recorded in another order', (all) => evidence(all, { entries: [entry(1, 'd'), entry(2, 'a')] }), /^d .*recorded before a/],
  ])('%s', (_, change, breach) => {
    expect(breachesOf(change)[0]).toMatch(breach)
  })

  test('once after a crash, or because the platform said nothing, is counted and no breach', () => {
    const all = well()
    const again = [...all.shown, shown('1.1', 2500), shown('2.1', 2100, false), shown('2.1', 2700)]
    const repeated = judge({ ...all, shown: [...again.slice(0, 2), ...again.slice(3)], mishaps: [{ from: 2200, to: 2200, crash: true }] })
    expect(repeated).toMatchObject({ breaches: [], repeats: { platform: 1, crash: 1 } })
  })
})
