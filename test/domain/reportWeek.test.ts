import { describe, expect, test } from 'vitest'
import { reportDue, reportWeekFor } from '../../src/domain/reportWeek.ts'
import { clockOf, dayOf, instant } from '../../src/domain/time.ts'
import { chineseCalendar } from '../../src/domain/workCalendar.ts'

const calendar = chineseCalendar()
const due = (monday: string, weekday = 5, time = '17:00'): string | undefined => {
  const at = reportDue(monday, { weekday, time }, calendar)
  return at === undefined ? undefined : `${dayOf(at)} ${clockOf(at)}`
}

describe('when it is due', () => {
  test.each([
    ['an ordinary week', '2026-11-16', '2026-11-20 17:00'],
    ['Friday is New Year’s rest: the last working day is Sunday', '2025-12-29', '2026-01-04 17:00'],
    ['Friday is May Day', '2026-04-27', '2026-04-30 17:00'],
    ['Friday is the Dragon Boat Festival', '2026-06-15', '2026-06-18 17:00'],
    ['National Day, from Thursday on', '2026-09-28', '2026-09-30 17:00'],
    ['Friday stays due where Saturday is made up for', '2026-10-05', '2026-10-09 17:00'],
    ['Friday is rest by no list: Mid-autumn', '2026-09-21', '2026-09-24 17:00'],
  ])('%s', (_, monday, at) => expect(due(monday)).toBe(at))

  test('a week without working days owes none', () => expect(due('2026-02-16')).toBeUndefined())
  test('another due day and time', () => {
    expect(due('2026-11-16', 3, '09:00')).toBe('2026-11-18 09:00')
    expect(due('2026-11-16', 7, '12:00')).toBe('2026-11-20 12:00')
    expect(due('2026-02-09', 7, '12:00')).toBe('2026-02-14 12:00')
    expect(due('2026-04-06', 1, '12:00')).toBe('2026-04-10 12:00')
  })
})

describe('which week it is for', () => {
  const week = (date: string, clock: string, missing: boolean) => reportWeekFor(instant(date, clock), missing)
  test('before Monday noon, while last week’s is missing, last week', () => {
    expect(week('2026-11-23', '00:00', true)).toBe('2026-11-16')
    expect(week('2026-11-23', '11:59', true)).toBe('2026-11-16')
  })
  test('otherwise the week it is filed in', () => {
    expect(week('2026-11-23', '12:00', true)).toBe('2026-11-23')
    expect(week('2026-11-23', '11:59', false)).toBe('2026-11-23')
    expect(week('2026-11-24', '09:00', true)).toBe('2026-11-23')
    expect(week('2026-11-22', '23:59', true)).toBe('2026-11-16')
    expect(week('2026-11-22', '09:00', true)).toBe('2026-11-16')
  })
})
