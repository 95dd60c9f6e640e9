import fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import { addDays, weekdayOf } from '../../src/domain/time.ts'
import { calendarOf, chineseCalendar, uncoveredNotice } from '../../src/domain/workCalendar.ts'
import { resting2026, working2026 } from './holidays2026.ts'

const calendar = chineseCalendar()
const yearDays = (year: number): string[] => {
  const days: string[] = []
  for (let date = `${year}-01-01`; date < `${year + 1}`; date = addDays(date, 1)) days.push(date)
  return days
}

describe('2026 as published', () => {
  test('every day of the year', () => {
    const expected = yearDays(2026).filter((date) => working2026.has(date) || (weekdayOf(date) <= 5 && !resting2026.has(date)))
    expect(yearDays(2026).filter(calendar.isWorkday)).toEqual(expected)
    expect(expected).toHaveLength(248)
  })
  test('it is covered, to its first and last day', () => {
    expect(yearDays(2026).every(calendar.covers)).toBe(true)
    expect(calendar.covers('2025-12-31')).toBe(true)
  })
  test('the machine’s time zone does not matter', () => {
    vi.stubEnv('TZ', 'America/Los_Angeles')
    expect(new Date(0).getHours()).toBe(16)
    const there = chineseCalendar()
    expect(yearDays(2026).filter(there.isWorkday)).toEqual(yearDays(2026).filter(calendar.isWorkday))
    vi.unstubAllEnvs()
  })
})

// 2027's list comes out in November 2026; when the package has it, the cases of 2027 here move on a year.
describe('a year without a list', () => {
  test.each([2003, 2027, 2028, 2050])('%i: not covered, Monday to Friday', (year) => {
    expect(yearDays(year).some(calendar.covers)).toBe(false)
    expect(yearDays(year).filter(calendar.isWorkday)).toEqual(yearDays(year).filter((date) => weekdayOf(date) <= 5))
  })
  test('a list that has only begun to be entered is none', () => {
    const begun = chineseCalendar({ holidays: { '2027-01-01': '元旦', '2027-02-05': '春节', '2027-05-03': '劳动节' }, workdays: { '2027-01-09': '元旦' } })
    expect(begun.covers('2027-01-01')).toBe(false)
    expect(['2027-01-01', '2027-01-09'].map(begun.isWorkday)).toEqual([true, false])
  })
  test('National Day 2027 is not guessed', () => expect(calendar.isWorkday('2027-10-01')).toBe(true))
  test('what has to be said', () => {
    expect(uncoveredNotice(calendar, '2027-01-04')).toBe('2027年放假安排尚无数据')
    expect(uncoveredNotice(calendar, '2026-12-31', '2027-01-04', '2027-03-01')).toBe('2027年放假安排尚无数据')
    expect(uncoveredNotice(calendar, '2028-01-04', '2027-01-04')).toBe('2027年放假安排尚无数据；2028年放假安排尚无数据')
    expect(uncoveredNotice(calendar, '2026-01-01', '2026-12-31')).toBeUndefined()
    expect(uncoveredNotice(calendar)).toBeUndefined()
  })
})

describe('steps', () => {
  test.each([
    ['2026-11-20', '2026-11-19'],
    ['2026-11-23', '2026-11-20'],
    ['2026-10-08', '2026-09-30'],
    ['2026-10-12', '2026-10-10'],
    ['2026-02-24', '2026-02-14'],
    ['2026-02-16', '2026-02-14'],
    ['2026-01-05', '2026-01-04'],
    ['2026-01-04', '2025-12-31'],
  ])('the working day before %s is %s', (date, before) => expect(calendar.workdayBefore(date)).toBe(before))
  test.each([
    ['2026-11-20', '2026-11-20'],
    ['2026-11-21', '2026-11-23'],
    ['2026-10-01', '2026-10-08'],
    ['2026-10-10', '2026-10-10'],
    ['2026-02-15', '2026-02-24'],
  ])('from %s the first is %s', (date, first) => expect(calendar.workdayFrom(date)).toBe(first))
  test.each([
    ['2026-11-20', 1, '2026-11-23'],
    ['2026-11-21', 1, '2026-11-23'],
    ['2026-09-30', 3, '2026-10-10'],
    ['2026-12-31', 1, '2027-01-01'],
  ])('%s and %i more', (date, n, later) => expect(calendar.addWorkdays(date, n)).toBe(later))
  test('weeks', () => {
    expect(calendar.workdaysOfWeek('2026-02-18')).toEqual([])
    expect(calendar.workdaysOfWeek('2026-10-11')).toEqual(['2026-10-08', '2026-10-09', '2026-10-10'])
    expect(calendar.workdaysOfWeek('2026-02-14')).toHaveLength(6)
  })
  test('property: steps land on working days and skip none', () =>
    fc.assert(fc.property(fc.integer({ min: 0, max: 700 }), fc.integer({ min: 1, max: 15 }), (n, steps) => {
      const date = addDays('2025-06-01', n)
      const before = calendar.workdayBefore(date)
      const later = calendar.addWorkdays(date, steps)
      const between = (from: string, to: string) => { let c = 0; for (let d = addDays(from, 1); d <= to; d = addDays(d, 1)) if (calendar.isWorkday(d)) c++; return c }
      expect(calendar.isWorkday(before) && before < date && between(before, addDays(date, -1)) === 0).toBe(true)
      expect(calendar.isWorkday(later) && between(date, later)).toBe(steps)
    })))
})

test('a calendar of one’s own lists', () => {
  const own = calendarOf((year) => (year === 2030 ? new Set(['2030-01-01', '2030-01-05']) : undefined))
  expect(['2030-01-01', '2030-01-02', '2030-01-05', '2030-01-06', '2031-01-01'].map(own.isWorkday)).toEqual([false, true, true, false, true])
  expect([own.covers('2030-06-01'), own.covers('2031-06-01')]).toEqual([true, false])
})
