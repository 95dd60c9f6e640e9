/** Corrections of what units file about themselves. */
import { stateAt } from '../../domain/activity.ts'
import { SayToUser } from '../../domain/errors.ts'
import type { Rec } from '../../domain/record.ts'
import type { ActivityData } from '../../domain/records/activity.ts'
import type { LeaveData } from '../../domain/records/leave.ts'
import type { WeeklyReportData } from '../../domain/records/weeklyReport.ts'
import { f, type SaidUnits } from '../../grammar/fields.ts'
import { heldCommand } from '../activities/say.ts'
import { sameActivity, writers } from '../activities/read.ts'
import { addRevision } from '../issues/revised.ts'
import { nothing, type Correction } from './correction.ts'

export const activityCorrection: Correction = {
  label: '活动',
  who: writers,
  fields: {
    topic: f.text('主题', { max: 100 }), when: f.dateTime('时间', 'nearest', { also: ['日期'] }), place: f.text('地点', { max: 100 }),
    people: f.number('人数', { also: ['参加人数', '人次'], min: 0, max: 1_000_000 }), type: f.text('类型', { max: 20 }), summary: f.longText('摘要'),
    planItem: f.text('计划项', { max: 100 }), jointly: f.units('联办', { also: ['联办单位', '协办'] }),
  },
  async follows(record: Rec<never>, patch, { view, ctx }) {
    const { id, data } = record as Rec<ActivityData>
    const { state } = data
    if (state === 'cancelled') throw new SayToUser(`${id} 已经取消，不能再更正；又要办或已经办了，请发 /活动 重新记录。`)
    const jointly = patch['jointly'] as SaidUnits | undefined
    if (jointly) patch['jointly'] = jointly.paths.filter((path) => path !== data.host)
    const after = { ...data, ...patch } as ActivityData
    if (state === 'held' && stateAt(after.when, ctx.now, after.people ?? 0) === 'planned') {
      throw new SayToUser(`${id} 已经开展，时间不能改到以后；没有办的请发：/作废 ${id} 原因`)
    }
    const same = await sameActivity(view, after)
    if (same && same.id !== id) throw new SayToUser(`改了以后与 ${same.id}（${same.data.topic}）是同一场活动，没有改动。`)
    // A head count makes no activity held: that is said by /活动 已办.
    if (patch['people'] !== undefined && state !== 'held') {
      patch['expected'] = patch['people']
      delete patch['people']
    }
    return nothing
  },
  remarks(patch, { ctx }, record: Rec<never>) {
    const { id, data } = record as Rec<ActivityData>
    const over = patch['when'] !== undefined && data.state === 'planned' && stateAt(patch['when'] as ActivityData['when'], ctx.now, 0) === 'held'
    return over ? [`提示：改后的时间已经过去，仍记为计划；办完了请发 ${heldCommand(id)}`] : []
  },
}

export const reportCorrection: Correction = {
  label: '周报',
  who: { roles: ['admin', 'cadre'], mode: 'write' },
  fields: {
    progress: f.longText('进展情况', { also: ['进展'] }), innovation: f.longText('创新举措', { also: ['创新'] }), problems: f.longText('问题'), suggestions: f.longText('建议'),
  },
  follows: (record: Rec<never>, patch, ask) => addRevision(ask.view, record as Rec<WeeklyReportData>, patch, { act: 'correct', at: ask.ctx.now }),
  voids: (record: Rec<never>, _, ask) => addRevision(ask.view, record as Rec<WeeklyReportData>, {}, { act: 'void', at: ask.ctx.now }),
}

export const leaveCorrection: Correction = {
  label: '请假',
  who: 'known',
  fields: { reason: f.text('原因'), proxy: f.person('代理', { also: ['代理人'] }) },
  refuses: (record: Rec<never>, { ctx }) => ((record as Rec<LeaveData>).data.person === ctx.sender?.id ? undefined : '请假只能由本人更改'),
  voided: '恢复提醒',
}
