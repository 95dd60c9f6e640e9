import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import * as time from '../../src/domain/time.ts'

const anyDay = fc.integer({ min: 0, max: 40_000 }).map((n) => time.addDays('2000-01-01', n))
const anyInstant = fc.integer({ min: Date.UTC(2000, 0, 1), max: Date.UTC(2100, 0, 1) })

describe('instants and days', () => {
  test('a day begins at 16:00 UTC of the day before', () => {
    expect(time.instant('2026-11-22')).toBe(Date.UTC(2026, 10, 21, 16))
    expect(time.instant('2026-11-22', '09:30')).toBe(Date.UTC(2026, 10, 22, 1, 30))
    expect(time.dayOf(Date.UTC(2026, 10, 21, 15, 59, 59, 999))).toBe('2026-11-21')
    expect(time.dayOf(Date.UTC(2026, 10, 21, 16))).toBe('2026-11-22')
    expect(time.clockOf(Date.UTC(2026, 10, 21, 16, 5, 59))).toBe('00:05')
    expect(time.yearOf(Date.UTC(2026, 11, 31, 16))).toBe(2027)
    expect(time.yearOf(Date.UTC(2026, 11, 31, 15, 59))).toBe(2026)
  })
  test('property: every instant lies in its own minute', () =>
    fc.assert(fc.property(anyInstant, (ms) => {
      const begin = time.instant(time.dayOf(ms), time.clockOf(ms))
      expect(begin <= ms && ms < begin + time.minute).toBe(true)
      expect(time.startOf(time.momentOf(ms))).toBe(begin)
    })))
})

describe('spans', () => {
  test.each([
    ['2026-11-01', '2026-11-01', '2026-11-30'],
    ['2026-12-31', '2026-12-01', '2026-12-31'],
    ['2028-02-10', '2028-02-01', '2028-02-29'],
  ])('the month of %s', (date, from, to) => expect(time.monthOf(date)).toEqual({ from, to }))
  test('the instants of some days: the last one is still of them, the next is not', () => {
    const { from, to } = time.instantsOf({ from: '2026-11-21', to: '2026-11-22' })
    expect([from - 1, from, to, to + 1].map(time.dayOf)).toEqual(['2026-11-20', '2026-11-21', '2026-11-22', '2026-11-23'])
  })
})

describe('counting', () => {
  test.each([
    ['2026-02-28', 1, '2026-03-01'],
    ['2028-02-28', 1, '2028-02-29'],
    ['2027-01-01', -1, '2026-12-31'],
    ['2026-11-22', 0, '2026-11-22'],
  ])('%s %i days on: %s', (date, n, later) => expect(time.addDays(date, n)).toBe(later))
  test.each([
    ['2026-11-30', 3, '2027-02-28'],
    ['2027-11-30', 3, '2028-02-29'],
    ['2026-10-31', 1, '2026-11-30'],
    ['2026-12-01', 1, '2027-01-01'],
    ['2026-11-15', 12, '2027-11-15'],
    ['2026-01-31', -1, '2025-12-31'],
    ['2026-03-31', -1, '2026-02-28'],
    ['2026-05-31', 0, '2026-05-31'],
  ])('%s %i months on: %s', (date, n, later) => expect(time.addMonths(date, n)).toBe(later))
  test('property: days between and days added undo each other', () =>
    fc.assert(fc.property(anyDay, fc.integer({ min: -2000, max: 2000 }), (date, n) => {
      expect(time.daysBetween(date, time.addDays(date, n))).toBe(n)
    })))
  test('property: a month on is the next month, never later than the same day', () =>
    fc.assert(fc.property(anyDay, fc.integer({ min: 1, max: 24 }), (date, n) => {
      const later = time.addMonths(date, n)
      const months = (text: string) => Number(text.slice(0, 4)) * 12 + Number(text.slice(5, 7))
      expect(months(later) - months(date)).toBe(n)
      expect(later.slice(8) <= date.slice(8)).toBe(true)
    })))
})

describe('weeks', () => {
  test.each([
    ['2026-11-16', '2026-11-16', 1],
    ['2026-11-20', '2026-11-16', 5],
    ['2026-11-22', '2026-11-16', 7],
    ['2026-11-23', '2026-11-23', 1],
    ['2027-01-01', '2026-12-28', 5],
  ])('%s is in the week of %s', (date, monday, weekday) => {
    expect(time.mondayOf(date)).toBe(monday)
    expect(time.weekdayOf(date)).toBe(weekday)
  })
  test('property: a Monday, at most six days back', () =>
    fc.assert(fc.property(anyDay, (date) => {
      const back = time.daysBetween(time.mondayOf(date), date)
      expect(time.weekdayOf(time.mondayOf(date))).toBe(1)
      expect(back >= 0 && back < 7).toBe(true)
    })))
})

describe('written out', () => {
  test('as the fixed wording has it', () => {
    expect(time.spellDay('2026-01-02')).toBe('2026年1月2日')
    expect(time.spellMoment({ date: '2026-11-20', time: '14:00' })).toBe('2026年11月20日 14:00')
    expect(time.spellMoment({ date: '2026-11-20' })).toBe('2026年11月20日')
    expect(time.spellDeadline({ date: '2026-11-20', time: '17:00' })).toBe('2026年11月20日（周五） 17:00')
    expect(time.spellDeadline({ date: '2026-11-22' })).toBe('2026年11月22日（周日）')
    expect(time.spellRange({ from: '2026-01-01', to: '2026-03-31' })).toBe('2026年1月1日至2026年3月31日')
    expect(time.spellRange({ from: '2026-01-01', to: '2026-01-01' })).toBe('2026年1月1日')
  })
  test('a period between two instants', () => {
    const at = (clock: string, day = '2026-11-22') => time.instant(day, clock)
    expect(time.spellPeriod(at('09:02'), at('09:05'))).toBe('2026年11月22日 09:02至09:05')
    expect(time.spellPeriod(at('09:02'), at('09:02') + 59_999)).toBe('2026年11月22日 09:02')
    expect(time.spellPeriod(at('23:59'), at('00:01', '2026-11-23'))).toBe('2026年11月22日 23:59至2026年11月23日 00:01')
  })
  test('every weekday has its name', () =>
    expect([0, 1, 2, 3, 4, 5, 6].map((n) => time.spellWeekday(time.addDays('2026-11-16', n))).join('')).toBe('周一周二周三周四周五周六周日'))
})

test('due: at the time said, else at the end of the day', () => {
  expect(time.dueAt({ date: '2026-11-20', time: '17:00' })).toBe(time.instant('2026-11-20', '17:00'))
  expect(time.dueAt({ date: '2026-11-20' })).toBe(time.instant('2026-11-21'))
  expect(time.startOf({ date: '2026-11-20' })).toBe(time.instant('2026-11-20'))
})
