import { describe, expect, test } from 'vitest'
import { chairAmong, dutyStates, type StandIn, type Term } from '../../src/domain/chair.ts'
import type { Rec } from '../../src/domain/record.ts'
import type { ActivityData } from '../../src/domain/records/activity.ts'
import type { Duty } from '../../src/domain/records/chairTerm.ts'

const street = '省/街道'
const [school, bank, clinic] = ['中学', '银行', '医院'].map((name) => `${street}/${name}`) as [string, string, string]

const rec = <D>(kind: string, id: string, data: D): Rec<D> => ({ kind, id, unit: street, version: 1, at: 0, by: 'a', data })
const termOf = (duties: Duty[], holder?: string): Term =>
  rec('chairTerm', '轮值-2026-001', { committee: street, unit: school, from: '2026-10-01', to: '2026-12-31', duties, ...(holder === undefined ? {} : { holder }) })
const standIn: StandIn = rec('standIn', '代班-2026-001', { term: '轮值-2026-001', unit: bank, from: '2026-11-01', to: '2026-11-07' } as StandIn['data'])
const held = (id: string, host: string, date: string, more: Partial<ActivityData> = {}): Rec<ActivityData> =>
  rec('activity', id, { topic: id, when: { date }, state: 'held', host, jointly: [], ...more })

/** What counts for each duty, and whether it is met. */
const states = (term: Term, ...activities: Rec<ActivityData>[]) =>
  dutyStates(term, [standIn], activities).map(({ counted, met }) => [counted.map(({ id }) => id).join(), met])

describe('what counts for a term', () => {
  test('activities of the chair or the committee within it, hosted or hosted too', () => {
    const all = [
      held('own', school, '2026-10-01'), held('committee', street, '2026-12-31'), held('too', clinic, '2026-10-02', { jointly: [school] }),
      held('others', clinic, '2026-10-02'), held('before', school, '2026-09-30'), held('after', school, '2027-01-01'),
    ]
    expect(states(termOf([{ least: 3 }]), ...all)).toEqual([['own,committee,too', true]])
    expect(states(termOf([{ least: 4 }]), ...all)).toEqual([['own,committee,too', false]])
  })

  test('those of whoever really acts: after a swap the holder, on days of a stand-in the stand-in', () => {
    const all = [held('unit', school, '2026-10-08'), held('holder', clinic, '2026-10-08'), held('standIn', bank, '2026-11-03'), held('holder away', clinic, '2026-11-03'), held('too late', bank, '2026-11-08')]
    expect(states(termOf([{ least: 1 }], clinic), ...all)).toEqual([['holder,standIn', true]])
  })

  test('an activity of a type that a duty names for that duty alone', () => {
    const all = [held('plain', school, '2026-10-08'), held('training', school, '2026-10-08', { type: '培训' }), held('service', school, '2026-10-08', { type: '志愿服务' })]
    expect(states(termOf([{ least: 1 }, { least: 2, type: '培训' }]), ...all)).toEqual([['plain,service', true], ['training', false]])
    expect(states(termOf([{ least: 3 }]), ...all)).toEqual([['plain,training,service', true]])
  })
})

test('who is chair on a day: the holder, or the stand-in made for this term; nobody outside it', () => {
  const term = termOf([])
  const chair = (day: string, ...standIns: StandIn[]) => chairAmong([term], standIns, day)?.unit
  expect([chair('2026-10-31', standIn), chair('2026-11-01', standIn), chair('2026-11-07', standIn), chair('2026-11-08', standIn), chair('2027-01-01', standIn)]).toEqual([school, bank, bank, school, undefined])
  expect(chair('2026-11-03', { ...standIn, data: { ...standIn.data, term: '轮值-2026-002' } })).toBe(school)
})
