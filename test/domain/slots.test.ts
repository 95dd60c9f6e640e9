import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isQuiet, slotsFor, usualQuiet, type Quiet } from '../../src/domain/slots.ts'
import { addDays, clockOf, day, dayOf, dueAt, hour, instant, minute } from '../../src/domain/time.ts'
import { chineseCalendar } from '../../src/domain/workCalendar.ts'

const calendar = chineseCalendar()
const spell = (ms: number): string => `${dayOf(ms).slice(5)} ${clockOf(ms)}`
/** Slots of something due on a day, and at a time when one is given. */
const slots = (date: string, time?: string, since = 0, quiet?: Quiet) => {
  const made = slotsFor({ due: dueAt({ date, time }), timed: time !== undefined, since }, calendar, quiet)
  return { reminders: made.reminders.map(spell), nudges: made.nudges.map(spell), escalation: made.escalation === undefined ? undefined : spell(made.escalation) }
}

describe('before it is due: the working day before at 10:00, and two hours before', () => {
  test.each([
    ['an afternoon', '2026-11-20', '17:00', ['11-19 10:00', '11-20 15:00']],
    ['a Monday', '2026-11-23', '17:00', ['11-20 10:00', '11-23 15:00']],
    ['10:00: 08:00 is not quiet any more', '2026-11-20', '10:00', ['11-19 10:00', '11-20 08:00']],
    ['09:59: inside quiet hours, 20:00 the working day before', '2026-11-20', '09:59', ['11-19 10:00', '11-19 20:00']],
    ['22:59: 20:59 is not quiet yet', '2026-11-20', '22:59', ['11-19 10:00', '11-20 20:59']],
    ['23:00: 21:00 is quiet', '2026-11-20', '23:00', ['11-19 10:00', '11-19 20:00']],
    ['00:30: two hours before lies on the day before', '2026-11-20', '00:30', ['11-19 10:00', '11-19 20:00']],
    ['the end of the day', '2026-11-20', undefined, ['11-19 10:00', '11-19 20:00']],
    ['the end of a Sunday', '2026-11-22', undefined, ['11-20 10:00', '11-20 20:00']],
    ['a Saturday afternoon: nothing on a rest day', '2026-11-21', '15:00', ['11-20 10:00', '11-20 20:00']],
    ['a make-up Saturday', '2026-10-10', '17:00', ['10-09 10:00', '10-10 15:00']],
    ['after a make-up Saturday', '2026-10-12', '09:00', ['10-10 10:00', '10-10 20:00']],
    ['in the holiday', '2026-10-04', '17:00', ['09-30 10:00', '09-30 20:00']],
    ['after the holiday', '2026-10-08', '09:00', ['09-30 10:00', '09-30 20:00']],
    ['after a make-up Sunday', '2026-01-05', '17:00', ['01-04 10:00', '01-05 15:00']],
  ])('%s', (_, date, time, reminders) => expect(slots(date, time).reminders).toEqual(reminders))
})

describe('overdue: each working day at 09:30, three times, then once upward', () => {
  test.each([
    ['an afternoon', '2026-11-16', '17:00', ['11-17 09:30', '11-18 09:30', '11-19 09:30'], '11-20 09:30'],
    ['before 09:30: the same day', '2026-11-16', '09:00', ['11-16 09:30', '11-17 09:30', '11-18 09:30'], '11-19 09:30'],
    ['at 09:30 it is not late yet', '2026-11-16', '09:30', ['11-17 09:30', '11-18 09:30', '11-19 09:30'], '11-20 09:30'],
    ['the end of the day', '2026-11-16', undefined, ['11-17 09:30', '11-18 09:30', '11-19 09:30'], '11-20 09:30'],
    ['over a week-end', '2026-11-19', '17:00', ['11-20 09:30', '11-23 09:30', '11-24 09:30'], '11-25 09:30'],
    ['on a Saturday', '2026-11-21', '08:30', ['11-23 09:30', '11-24 09:30', '11-25 09:30'], '11-26 09:30'],
    ['over the holiday and its make-up Saturday', '2026-09-30', '17:00', ['10-08 09:30', '10-09 09:30', '10-10 09:30'], '10-12 09:30'],
  ])('%s', (_, date, time, nudges, escalation) => expect(slots(date, time)).toMatchObject({ nudges, escalation }))
})

describe('what lies before the matter was created is dropped', () => {
  test.each([
    ['after the first', instant('2026-11-19', '10:01'), ['11-20 15:00'], 3, true],
    ['at the first', instant('2026-11-19', '10:00'), ['11-20 15:00'], 3, true],
    ['within the last two hours', instant('2026-11-20', '16:00'), [], 3, true],
    ['when already late', instant('2026-11-23', '12:00'), [], 2, true],
    ['when late for long', instant('2026-12-20', '12:00'), [], 0, false],
  ])('%s', (_, since, reminders, nudges, escalated) => {
    const made = slots('2026-11-20', '17:00', since)
    expect(made.reminders).toEqual(reminders)
    expect(made.nudges).toHaveLength(nudges)
    expect(made.escalation !== undefined).toBe(escalated)
  })
})

describe('a group’s own quiet hours', () => {
  const made = (from: string, to: string) => slots('2026-11-20', '09:00', 0, { from, to })
  test('a slot in the morning waits for their end, one in the evening comes an hour before they begin', () => {
    expect(made('18:00', '09:45')).toMatchObject({ reminders: ['11-19 10:00', '11-19 17:00'], nudges: ['11-20 09:45', '11-23 09:45', '11-24 09:45'] })
    expect(made('19:30', '10:30').reminders).toEqual(['11-19 10:30', '11-19 18:30'])
    expect(made('22:30', '06:00').reminders).toEqual(['11-19 10:00', '11-20 07:00'])
  })
  test('the same hour twice means none', () => expect(made('00:00', '00:00').reminders).toEqual(['11-19 10:00', '11-20 07:00']))
  test.each([['21:00', true], ['20:59', false], ['00:00', true], ['07:59', true], ['08:00', false]])('%s is quiet as a rule: %s', (clock, quiet) =>
    expect(isQuiet(clock, usualQuiet)).toBe(quiet))
  test.each([['12:00', true], ['13:59', true], ['14:00', false], ['11:59', false]])('%s in a midday rest: %s', (clock, quiet) =>
    expect(isQuiet(clock, { from: '12:00', to: '14:00' })).toBe(quiet))
})

describe('property', () => {
  const clock = fc.integer({ min: 0, max: 24 * 60 - 1 }).map((n) => clockOf(instant('2026-01-01') + n * minute))
  const date = fc.integer({ min: 0, max: 364 }).map((n) => addDays('2026-01-01', n))
  const due = fc.record({ date, time: fc.option(clock, { nil: undefined }) })
  const since = fc.integer({ min: -10, max: 10 })
  const of = (at: { date: string; time: string | undefined }, ago: number) => {
    const late = dueAt(at)
    return { late, begun: late + ago * day, ...slotsFor({ due: late, timed: at.time !== undefined, since: late + ago * day }, calendar) }
  }
  const check = (rule: (made: ReturnType<typeof of>, at: { date: string; time: string | undefined }) => void) =>
    fc.assert(fc.property(due, since, (at, ago) => rule(of(at, ago), at)), { numRuns: 400 })

  test('nothing between 21:00 and 08:00, nothing on a rest day, nothing before it was created', () =>
    check(({ reminders, nudges, escalation, begun }) => {
      for (const slot of [...reminders, ...nudges, ...(escalation === undefined ? [] : [escalation])]) {
        expect(clockOf(slot) >= '08:00' && clockOf(slot) < '21:00').toBe(true)
        expect(calendar.isWorkday(dayOf(slot))).toBe(true)
        expect(slot > begun).toBe(true)
      }
    }))
  test('at most two reminders, in order, all before it is late', () =>
    check(({ reminders, late }) => {
      expect(reminders.length <= 2).toBe(true)
      expect(reminders.every((slot, i) => slot < late && slot > (reminders[i - 1] ?? 0))).toBe(true)
    }))
  test('the first is at 10:00 with no working day between it and the due day', () =>
    check(({ reminders, begun }, at) => {
      const before = calendar.workdayBefore(at.date)
      expect(reminders.includes(instant(before, '10:00'))).toBe(instant(before, '10:00') > begun)
    }))
  test('the second is two hours before, or at 20:00 where nothing may be said then', () =>
    check(({ reminders, late, begun }, at) => {
      const slot = late - 2 * hour
      const silent = clockOf(slot) >= '21:00' || clockOf(slot) < '08:00' || !calendar.isWorkday(dayOf(slot))
      const wanted = silent ? instant(calendar.workdayBefore(at.date), '20:00') : slot
      expect(reminders.includes(wanted)).toBe(wanted > begun)
    }))
  test('nudges and the escalation: the first four working days’ 09:30 after it is late', () =>
    check(({ nudges, escalation, late, begun }) => {
      const wanted: number[] = []
      for (let d = dayOf(late); wanted.length < 4; d = addDays(d, 1)) if (calendar.isWorkday(d) && instant(d, '09:30') > late) wanted.push(instant(d, '09:30'))
      expect(nudges).toEqual(wanted.slice(0, 3).filter((slot) => slot > begun))
      expect(escalation).toBe(wanted.slice(3).find((slot) => slot > begun))
    }))
  test('whatever a group’s quiet hours, they are kept, in order, on working days', () =>
    fc.assert(fc.property(due, clock, clock, (at, from, to) => {
      const quiet = { from, to }
      const made = slotsFor({ due: dueAt(at), timed: at.time !== undefined, since: 0 }, calendar, quiet)
      const late = [...made.nudges, made.escalation ?? 0]
      expect(late).toHaveLength(4)
      for (const slot of [...made.reminders, ...late]) expect(!isQuiet(clockOf(slot), quiet) && calendar.isWorkday(dayOf(slot))).toBe(true)
      for (const slot of late) expect(slot > dueAt(at)).toBe(true)
      for (const slot of made.reminders) expect(slot < dueAt(at)).toBe(true)
      expect([...late].sort((x, y) => x - y)).toEqual(late)
    }), { numRuns: 400 }))
})
