/** Corrections of what units file about themselves. */
import type { Rec } from '../domain/record.ts'
import type { ActivityData } from '../domain/records/activity.ts'
import type { ChairTermData } from '../domain/records/chairTerm.ts'
import type { LeaveData } from '../domain/records/leave.ts'
import { dayOf } from '../domain/time.ts'
import { f } from '../grammar/fields.ts'
import { writers } from '../activities/read.ts'
import type { Correction } from './correction.ts'

export const activityCorrection: Correction = {
  label: '活动',
  who: writers,
  fields: {
    topic: f.text('主题', { max: 100 }), when: f.dateTime('时间', 'nearest', { also: ['日期'] }), place: f.text('地点', { max: 100 }),
    people: f.number('人数', { also: ['参加人数', '人次'], min: 0, max: 1_000_000 }), type: f.text('类型', { max: 20 }), summary: f.longText('摘要'),
    planItem: f.text('计划项', { max: 100 }),
  },
  async follows(record: Rec<never>, patch) {
    const { state } = (record as Rec<ActivityData>).data
    // A head count makes no activity held: that is said by /活动 已办.
    if (patch['people'] !== undefined && state !== 'held') {
      patch['expected'] = patch['people']
      delete patch['people']
    }
    return []
  },
}

export const reportCorrection: Correction = {
  label: '周报',
  who: { roles: ['admin', 'cadre'], mode: 'write' },
  fields: {
    progress: f.longText('进展情况', { also: ['进展'] }), innovation: f.longText('创新举措', { also: ['创新'] }), problems: f.longText('问题'), suggestions: f.longText('建议'),
  },
}

export const leaveCorrection: Correction = {
  label: '请假',
  who: 'known',
  fields: { reason: f.text('原因'), proxy: f.person('代理', { also: ['代理人'] }) },
  refuses: (record: Rec<never>, { ctx }) => ((record as Rec<LeaveData>).data.person === ctx.sender?.id ? undefined : '请假只能由本人更改'),
}

export const chairTermCorrection: Correction = {
  label: '轮值',
  who: { roles: ['admin', 'cadre'], mode: 'write' },
  fields: {},
  refuses: (record: Rec<never>, { ctx }) =>
    (record as Rec<ChairTermData>).data.from <= dayOf(ctx.now) ? '已经开始或过去的任期不能更改；临时换人请用 /代班，对调请用 /换班' : undefined,
}
