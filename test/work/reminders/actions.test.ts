import { describe, expect, it } from 'vitest'
import type { Stage } from '../../../src/domain/records/reminder.ts'
import { chineseCalendar } from '../../../src/domain/workCalendar.ts'
import type { Matter } from '../../../src/work/matters/matter.ts'
import { taps } from '../../../src/work/reminders/actions.ts'
import { at } from '../../support/bot.ts'

const matter = (due: string, more: Partial<Matter> = {}): Matter => ({
  ref: '任务-2026-001|浙江省/宁波市', label: '任务', unit: '浙江省/宁波市', title: '台账', due: at(due), timed: true, since: 0, assignees: [], next: '/完成 任务-2026-001', escalates: true, ...more,
})
const of = (now: string, matters: Matter[], stage: Stage = 'before') => taps(matters.map((one) => ({ matter: one, stage })), at(now), chineseCalendar())?.map(({ label, say }) => `${label}|${say}`)
const done = '完成|/完成 任务-2026-001'

describe('buttons below a reminder', () => {
  it.each([
    ['the day before: the next working morning', '2026-11-19 10:00', '2026-11-20 17:00', '2026年11月20日 09:30'],
    ['two hours before: in an hour', '2026-11-20 15:00', '2026-11-20 17:00', '2026年11月20日 16:00'],
    ['late: the next working morning', '2026-11-20 09:30', '2026-11-18 17:00', '2026年11月23日 09:30'],
    ['before a holiday: the first working day after it', '2026-09-30 09:30', '2026-09-29 17:00', '2026年10月8日 09:30'],
  ])('%s', (_what, now, due, until) => {
    expect(of(now, [matter(due)])).toEqual([done, `稍后提醒|/稍后 任务-2026-001 ${until}`])
  })

  it('several units that owe the same thing share them', () => {
    expect(of('2026-11-19 10:00', [matter('2026-11-20 17:00'), matter('2026-11-20 17:00', { ref: '任务-2026-001|浙江省/杭州市', unit: '浙江省/杭州市' })])).toHaveLength(2)
  })

  it('no later where it would be too late, or in the night', () => {
    expect(of('2026-11-20 16:30', [matter('2026-11-20 17:00')])).toEqual([done])
    expect(of('2026-11-20 20:10', [matter('2026-11-20 23:00')])).toEqual([done])
  })

  it('an announcement is confirmed', () => {
    expect(of('2026-11-19 10:00', [matter('2026-11-20 17:00', { ref: '通知-2026-002|x', next: '/收到 通知-2026-002' })])).toEqual(['收到|/收到 通知-2026-002', '稍后提醒|/稍后 通知-2026-002 2026年11月20日 09:30'])
  })

  it.each<[string, Matter[], Stage]>([
    ['nothing', [], 'before'],
    ['two things', [matter('2026-11-20 17:00'), matter('2026-11-20 17:00', { ref: '任务-2026-002|x', next: '/完成 任务-2026-002' })], 'before'],
    ['what must be written', [matter('2026-11-20 17:00', { ref: '周报|x|2026-11-16', next: '/周报 进展情况:…' })], 'before'],
    ['a handover', [matter('2026-11-20 17:00', { ref: '轮值-2026-001', next: '/接任' })], 'before'],
    ['those who are asked to coordinate', [matter('2026-11-10 17:00')], 'escalated'],
  ])('none for %s', (_what, matters, stage) => expect(of('2026-11-19 10:00', matters, stage)).toBeUndefined())
})
