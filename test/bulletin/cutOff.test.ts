import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { issuers, lastCutOff, nextCutOff } from '../../src/bulletin/cutOff.ts'
import type { Directory, Group } from '../../src/domain/directory.ts'
import type { WeeklyMoment } from '../../src/domain/records/directory.ts'
import { day, instant, momentOf, spellMoment } from '../../src/domain/time.ts'
import { chineseCalendar } from '../../src/domain/workCalendar.ts'

const calendar = chineseCalendar()
const monday: WeeklyMoment = { weekday: 1, time: '10:00' }
const at = (date: string, time = '00:00') => instant(date, time)
const spelled = (ms: number) => spellMoment(momentOf(ms))
const next = (date: string, time: string, moment = monday) => spelled(nextCutOff(at(date, time), moment, calendar))
const last = (date: string, time: string, moment = monday) => spelled(lastCutOff(at(date, time), moment, calendar))

describe('the cut-off of a bulletin', () => {
  it('comes every week at the same hour', () => {
    expect(next('2026-11-16', '09:59')).toBe('2026年11月16日 10:00')
    expect(next('2026-11-16', '10:00')).toBe('2026年11月23日 10:00')
    expect(last('2026-11-16', '10:00')).toBe('2026年11月16日 10:00')
    expect(last('2026-11-16', '09:59')).toBe('2026年11月9日 10:00')
  })

  it('moves from a rest day to the same hour of the next working day', () => {
    // National Day 2026: 1 to 7 October.
    expect(next('2026-09-28', '10:00')).toBe('2026年10月8日 10:00')
    expect(next('2026-10-08', '10:00')).toBe('2026年10月12日 10:00')
    expect(last('2026-10-07', '12:00')).toBe('2026年9月28日 10:00')
    // Labour Day 2026: 1 to 5 May, a Monday among them.
    expect(next('2026-04-27', '10:00')).toBe('2026年5月6日 10:00')
  })

  it('gives two Mondays of one long holiday a single cut-off', () => {
    // Spring Festival 2026: 15 to 23 February, two Mondays.
    expect(next('2026-02-09', '10:00')).toBe('2026年2月24日 10:00')
    expect(next('2026-02-24', '10:00')).toBe('2026年3月2日 10:00')
  })

  it('takes a make-up Saturday for a working day, and an ordinary one not', () => {
    const saturday: WeeklyMoment = { weekday: 6, time: '16:00' }
    // 10 October 2026 is a make-up Saturday; the Saturday after it is none.
    expect(next('2026-10-09', '00:00', saturday)).toBe('2026年10月10日 16:00')
    expect(next('2026-10-10', '16:00', saturday)).toBe('2026年10月19日 16:00')
  })

  it('next and last agree about every instant', () => {
    const moments = fc.record({ weekday: fc.integer({ min: 1, max: 7 }), time: fc.constantFrom('08:30', '10:00', '23:59') })
    fc.assert(
      fc.property(moments, fc.integer({ min: at('2025-01-01'), max: at('2026-12-20') }), (moment, now) => {
        const from = lastCutOff(now, moment, calendar)
        const to = nextCutOff(now, moment, calendar)
        expect(from <= now && now < to).toBe(true)
        expect(nextCutOff(from, moment, calendar)).toBe(to)
        expect(lastCutOff(to - 1, moment, calendar)).toBe(from)
        expect(to - from).toBeLessThanOrEqual(22 * day)
      }),
      { numRuns: 300 },
    )
  })
})

describe('who issues a bulletin', () => {
  const group = (id: string, unit: string, bulletin: WeeklyMoment | null) => ({ id, unit, bulletin }) as Group
  const of = (...groups: Group[]) => issuers({ groups } as Directory)

  it('is each unit with a group whose bulletin is on', () => {
    expect(of(group('a', '浙江省', monday), group('b', '浙江省/宁波市', null))).toEqual([{ unit: '浙江省', moment: monday, groups: ['a'] }])
    expect(of()).toEqual([])
  })

  it('makes one issue for all groups of a unit, at the earliest of their times', () => {
    const friday: WeeklyMoment = { weekday: 5, time: '09:00' }
    const early: WeeklyMoment = { weekday: 1, time: '09:00' }
    expect(of(group('a', '浙江省', friday), group('b', '浙江省', monday), group('c', '浙江省', early), group('d', '浙江省', null))).toEqual([
      { unit: '浙江省', moment: early, groups: ['a', 'b', 'c'] },
    ])
  })
})
