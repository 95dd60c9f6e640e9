import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isSame, stateAt } from '../../src/domain/activity.ts'
import { activity, participants, type ActivityData } from '../../src/domain/records/activity.ts'
import type { Rec } from '../../src/domain/record.ts'
import { addDays, dayOf, instant, momentOf } from '../../src/domain/time.ts'

const now = instant('2026-11-16', '09:00')
const days = fc.integer({ min: -400, max: 400 }).map((n) => addDays('2026-11-16', n))

describe('stateAt (S4)', () => {
  it('goes by the minute where a time was said', () => {
    fc.assert(fc.property(fc.integer({ min: -400 * 1440, max: 400 * 1440 }), fc.option(fc.nat(99), { nil: undefined }), (minutes, people) => {
      expect(stateAt(momentOf(now + minutes * 60_000), now, people)).toBe(minutes > 0 ? 'planned' : 'held')
    }))
  })

  it('goes by the day where none was said; on the day itself a head count makes it held', () => {
    fc.assert(fc.property(days, fc.option(fc.nat(99), { nil: undefined }), (date, people) => {
      const today = date === dayOf(now)
      const expected = today ? (people === undefined ? 'planned' : 'held') : date > dayOf(now) ? 'planned' : 'held'
      expect(stateAt({ date }, now, people)).toBe(expected)
    }))
  })
})

describe('isSame (S4)', () => {
  const one = { topic: '青年联谊会', host: '省/街道', jointly: ['省/街道/学校'], when: { date: '2026-11-20' } }

  it.each(['青年联谊会', '青年 联谊会', '“青年联谊会”', '《青年联谊会》！', '青年联谊会。'])('knows %s again', (topic) => {
    expect(isSame(one, { ...one, topic })).toBe(true)
  })

  it.each([
    { topic: '青年联谊会第二场' },
    { when: { date: '2026-11-21' } },
    { host: '省/别的街道', jointly: [] },
  ])('tells %o apart', (change) => {
    expect(isSame(one, { ...one, ...change })).toBe(false)
  })

  it('shares any participant, in both directions, whatever the time of day', () => {
    const filedBySchool = { ...one, host: '省/街道/学校', jointly: [], when: { date: '2026-11-20', time: '14:00' } }
    expect(isSame(one, filedBySchool)).toBe(true)
    expect(isSame(filedBySchool, one)).toBe(true)
  })

  it('does not take two topics without letters for the same', () => {
    expect(isSame({ ...one, topic: '！！' }, { ...one, topic: '？？' })).toBe(false)
  })
})

describe('where an activity is counted (S4)', () => {
  const path = fc.array(fc.constantFrom('甲', '乙', '丙'), { minLength: 1, maxLength: 4 }).map((parts) => ['省', ...parts].join('/'))
  const record = (data: Partial<ActivityData>): Rec<ActivityData> => ({
    kind: 'activity', id: '活动-2026-001', unit: '省', version: 1, at: now, by: 'x',
    data: { topic: 't', when: { date: '2026-11-10' }, state: 'held', host: '省', jointly: [], ...data },
  })

  it('is once in every unit above or at a participant, and nowhere else', () => {
    fc.assert(fc.property(path, fc.array(path, { maxLength: 4 }), path, (host, jointly, probe) => {
      const rec = record({ host, jointly })
      const places = (activity.indexes['held']?.(rec) ?? []).map((place) => place.in)
      const inside = participants(rec.data).some((unit) => unit === probe || unit.startsWith(`${probe}/`))
      expect(places.filter((place) => place === probe)).toHaveLength(inside ? 1 : 0)
      expect(new Set(places).size).toBe(places.length)
    }))
  })

  it.each(['planned', 'cancelled'] as const)('is not counted as held while it is %s', (state) => {
    expect(activity.indexes['held']?.(record({ state }))).toEqual([])
  })
})
