import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { chairAmong, stintOf, type StandIn, type Term } from '../../src/domain/chair.ts'
import { gapsAround, holderOn, lastDayOfTerm, noticeDays, overlapping, standInProblem, swapProblem, termProblem, type Stint } from '../../src/domain/stint.ts'
import { addDays, daysBetween } from '../../src/domain/time.ts'
import { chineseCalendar } from '../../src/domain/workCalendar.ts'

const a: Stint = { id: '轮值-2026-001', unit: '甲', from: '2026-01-01', to: '2026-03-31' }
const b: Stint = { id: '轮值-2026-002', unit: '乙', from: '2026-04-01', to: '2026-06-30' }
const c: Stint = { id: '轮值-2026-003', unit: '丙', from: '2026-07-11', to: '2026-09-30' }
const terms = [b, c, a]

describe('at most three months', () => {
  test.each([
    ['2026-01-01', '2026-03-31'],
    ['2026-10-01', '2026-12-31'],
    ['2026-11-15', '2027-02-14'],
    ['2026-12-01', '2027-02-28'],
    ['2026-11-30', '2027-02-27'],
    ['2027-11-30', '2028-02-28'],
  ])('from %s to %s', (from, to) => {
    expect(lastDayOfTerm(from)).toBe(to)
    expect(termProblem({ from, to })).toBeUndefined()
    expect(termProblem({ from, to: addDays(to, 1) })).toMatch(/最长三个月.*最晚到/u)
  })
  test('a single day is a term, less is none', () => {
    expect(termProblem({ from: '2026-01-01', to: '2026-01-01' })).toBeUndefined()
    expect(termProblem({ from: '2026-01-02', to: '2026-01-01' })).toContain('早于')
  })
  test('says what would work', () =>
    expect(termProblem({ from: '2026-11-30', to: '2027-02-28' })).toBe('任期最长三个月：从2026年11月30日起，最晚到2027年2月27日'))
  test('property: what is accepted is never longer than 92 days', () =>
    fc.assert(fc.property(fc.integer({ min: 0, max: 4000 }), fc.integer({ min: -5, max: 120 }), (n, length) => {
      const from = addDays('2024-01-01', n)
      const to = addDays(from, length)
      if (!termProblem({ from, to })) expect(length >= 0 && length < 92).toBe(true)
      else expect(length < 0 || length >= 89).toBe(true)
    })))
})

describe('overlaps and gaps', () => {
  test('sharing one day is an overlap', () => {
    expect(overlapping(terms, { from: '2026-06-30', to: '2026-07-10' })).toBe(b)
    expect(overlapping(terms, { from: '2026-03-31', to: '2026-07-11' })).toBe(a)
    expect(overlapping(terms, { from: '2026-02-01', to: '2026-02-01' })).toBe(a)
    expect(overlapping(terms, { from: '2026-07-01', to: '2026-07-10' })).toBeUndefined()
  })
  test('not with itself', () => expect(overlapping(terms, { from: '2026-04-01', to: '2026-06-01' }, b.id)).toBeUndefined())
  test('days without a chair on either side', () => {
    expect(gapsAround(terms, { from: '2026-07-02', to: '2026-07-08' })).toEqual([{ from: '2026-07-01', to: '2026-07-01' }, { from: '2026-07-09', to: '2026-07-10' }])
    expect(gapsAround(terms, { from: '2026-10-05', to: '2026-12-31' })).toEqual([{ from: '2026-10-01', to: '2026-10-04' }])
    expect(gapsAround(terms, { from: '2025-12-01', to: '2025-12-30' })).toEqual([{ from: '2025-12-31', to: '2025-12-31' }])
  })
  test('none where terms meet, none where there are no others', () => {
    expect(gapsAround(terms, { from: '2026-07-01', to: '2026-07-10' })).toEqual([])
    expect(gapsAround([], { from: '2026-07-01', to: '2026-07-10' })).toEqual([])
  })
})

describe('who chairs', () => {
  test.each([
    ['2025-12-31', undefined], ['2026-01-01', '甲'], ['2026-03-31', '甲'], ['2026-04-01', '乙'], ['2026-07-05', undefined], ['2026-07-11', '丙'], ['2026-10-01', undefined],
  ])('on %s: %s', (day, unit) => expect(holderOn(terms, day)?.unit).toBe(unit))
  test('the holder after a swap', () => expect(holderOn([{ ...a, holder: '乙' }], '2026-02-01')?.unit).toBe('乙'))
  test('the stand-in on its days only', () => {
    const stood = [{ ...b, standIns: [{ unit: '丁', from: '2026-05-01', to: '2026-05-03' }] }, a]
    expect(['2026-04-30', '2026-05-01', '2026-05-03', '2026-05-04'].map((day) => holderOn(stood, day)?.unit)).toEqual(['乙', '丁', '丁', '乙'])
    expect(holderOn(stood, '2026-05-02')?.stint.unit).toBe('乙')
  })
})

describe('stand-ins', () => {
  const problem = (from: string, to: string, today = '2026-05-01', unit = '丁', stint = b) => standInProblem(stint, { unit, from, to }, today)
  test('within the term, from today on', () => {
    expect(problem('2026-05-01', '2026-05-03')).toBeUndefined()
    expect(problem('2026-04-01', '2026-06-30', '2026-03-01')).toBeUndefined()
  })
  test.each([
    ['the term is over', problem('2026-06-30', '2026-06-30', '2026-07-01'), '结束'],
    ['days gone by', problem('2026-04-30', '2026-05-03'), '已过去'],
    ['before the term', problem('2026-03-31', '2026-04-02', '2026-03-01'), '任期之内'],
    ['beyond the term', problem('2026-06-30', '2026-07-01'), '任期之内'],
    ['ends before it begins', problem('2026-05-03', '2026-05-02'), '早于'],
    ['the unit itself', problem('2026-05-02', '2026-05-03', '2026-05-01', '乙'), '另选'],
    ['the holder after a swap', problem('2026-05-02', '2026-05-03', '2026-05-01', '甲', { ...b, holder: '甲' }), '另选'],
    ['another stand-in', problem('2026-05-03', '2026-05-04', '2026-05-01', '戊', { ...b, standIns: [{ unit: '丁', from: '2026-05-01', to: '2026-05-03' }] }), '已有'],
  ])('%s', (_, said, word) => expect(said).toContain(word))
})

describe('swaps', () => {
  test('only terms that have not begun, of different units', () => {
    expect(swapProblem(b, c, '2026-03-31')).toBeUndefined()
    expect(swapProblem(b, c, '2026-04-01')).toContain('已经开始')
    expect(swapProblem(c, a, '2026-07-01')).toContain('已经开始')
    expect(swapProblem(b, b, '2026-01-01')).toContain('不同单位')
    expect(swapProblem(b, { ...c, unit: '乙' }, '2026-01-01')).toContain('不同单位')
    expect(swapProblem(b, { ...c, holder: '乙' }, '2026-01-01')).toContain('不同单位')
    expect(swapProblem({ ...b, holder: '丙' }, { ...c, holder: '乙' }, '2026-01-01')).toBeUndefined()
  })
})

/** Records as /轮值, /代班 and /换班 write them. */
const termRecord = (id: number, unit: string, range: { from: string; to: string }): Term => ({
  kind: 'chairTerm', id: `轮值-${id}`, unit: '街道', version: 1, at: 0, by: 'p', data: { committee: '街道', unit, ...range, duties: [] },
})
const standInRecord = (term: string, unit: string, range: { from: string; to: string }): StandIn => ({
  kind: 'standIn', id: `${term}${range.from}`, unit: '街道', version: 1, at: 0, by: 'p', data: { committee: '街道', unit, term, ...range },
})

test('property: whatever is planned, stood in for and swapped, at most one chair a day, an unmoved base order and an unchanged past', () => {
  const step = fc.record({
    what: fc.constantFrom('plan', 'stand', 'swap'), start: fc.nat(500), length: fc.nat(110), i: fc.nat(9), j: fc.nat(9), unit: fc.constantFrom('甲', '乙', '丙', '丁'), wait: fc.nat(20),
  })
  fc.assert(fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
    const all: Term[] = []
    const standIns: StandIn[] = []
    const past = new Map<string, string | undefined>()
    let today = '2026-01-01'
    for (const { what, start, length, i, j, unit, wait } of steps) {
      const range = { from: addDays(today, start - 100), to: addDays(today, start - 100 + length) }
      const stints = all.map((term) => stintOf(term, standIns))
      const [one, two] = [all[i], all[j]]
      if (what === 'plan' && range.from >= today && !termProblem(range) && !overlapping(stints, range)) all.push(termRecord(all.length, unit, range))
      if (what === 'stand' && one && !standInProblem(stintOf(one, standIns), { unit, ...range }, today)) standIns.push(standInRecord(one.id, unit, range))
      if (what === 'swap' && one && two && !swapProblem(stintOf(one, []), stintOf(two, []), today)) {
        const order = all.map((term) => term.data.unit)
        const [first, second] = [chairAmong([one], [], one.data.from)?.unit, chairAmong([two], [], two.data.from)?.unit]
        one.data.holder = second
        two.data.holder = first
        expect([chairAmong([one], [], one.data.to)?.unit, chairAmong([two], [], two.data.to)?.unit]).toEqual([second, first])
        expect(all.map((term) => term.data.unit)).toEqual(order)
      }
      for (const [day, chair] of past) expect(chairAmong(all, standIns, day)?.unit).toBe(chair)
      for (let day = today; day < addDays(today, wait); day = addDays(day, 1)) past.set(day, chairAmong(all, standIns, day)?.unit)
      today = addDays(today, wait)
    }
    for (let day = '2026-01-01'; day < addDays(today, 500); day = addDays(day, 5)) {
      const chairs = all.filter(({ data }) => data.from <= day && day <= data.to)
      expect(chairs.length <= 1).toBe(true)
      expect(standIns.filter(({ data }) => data.from <= day && day <= data.to).length <= 1).toBe(true)
      expect(chairAmong(all, standIns, day)?.term).toBe(chairs[0])
    }
    for (const { data } of all) expect(daysBetween(data.from, data.to) < 92).toBe(true)
  }), { numRuns: 60 })
})

describe('notices before a term', () => {
  const calendar = chineseCalendar()
  test.each([
    ['2026-11-20', ['2026-11-06', '2026-11-17']],
    ['2026-11-25', ['2026-11-11', '2026-11-20']],
    ['2026-10-10', ['2026-09-24', '2026-09-30']],
    ['2026-03-03', ['2026-02-14', '2026-02-28']],
    ['2026-01-01', ['2025-12-18', '2025-12-29']],
  ])('%s', (start, days) => expect(noticeDays(start, calendar)).toEqual(days))
})
