/** Everything that can be counted by period; a new one is added to the list. */
import type { Rec } from '../../domain/record.ts'
import { activity, participants, type ActivityData } from '../../domain/records/activity.ts'
import { announcement } from '../../domain/records/announcement.ts'
import { assignment } from '../../domain/records/assignment.ts'
import { task } from '../../domain/records/task.ts'
import { weeklyReport } from '../../domain/records/weeklyReport.ts'
import { firstWeek, owingBelow } from '../../domain/owing.ts'
import { reportDue } from '../../domain/reportWeek.ts'
import { addDays, instant, mondayOf } from '../../domain/time.ts'
import type { Statistic, StatisticAsk } from './statistic.ts'

/** The records of a list that count: all of them, or only the unit's own. */
const counted = <D>(records: Rec<D>[], { own, unit }: StatisticAsk): Rec<D>[] => (own ? records.filter((record) => record.unit === unit) : records)

/** Activities in a state; one's own are those that the unit hosts, alone or with others. */
async function activitiesIn(state: 'held' | 'planned', { view, unit, range, own }: StatisticAsk): Promise<Rec<ActivityData>[]> {
  const found = await view.list(activity, state, unit, range)
  return own ? found.filter(({ data }) => participants(data).includes(unit)) : found
}

const activities: Statistic = {
  label: '活动',
  columns: ['已开展', '人次', '计划'],
  async of(ask) {
    const records = await activitiesIn('held', ask)
    const people = records.reduce((sum, { data }) => sum + (data.people ?? 0), 0)
    const planned = (await activitiesIn('planned', ask)).length
    return [`已开展${records.length}场`, people > 0 ? `${people}人次` : '', planned > 0 ? `计划${planned}场` : '']
  },
  async more(ask) {
    const types = new Map<string, number>()
    for (const { data } of await activitiesIn('held', ask)) types.set(data.type ?? '未分类', (types.get(data.type ?? '未分类') ?? 0) + 1)
    return types.size > 1 ? [`按类型：${[...types].map(([type, count]) => `${type}${count}场`).join('、')}`] : []
  },
}

/** Mondays of the weeks whose reports fell due in the period and by now. */
function weeksDue({ period, range, view, calendar, now }: StatisticAsk): { week: string; due: number }[] {
  const weeks = []
  for (let week = mondayOf(period.from); week <= period.to; week = addDays(week, 7)) {
    const due = reportDue(week, view.directory.settings.weeklyReport.due, calendar)
    if (due !== undefined && due >= range.from && due <= Math.min(range.to, now) && week >= firstWeek(view.directory)) weeks.push({ week, due })
  }
  return weeks
}

const reports: Statistic = {
  label: '周报',
  columns: ['应报', '按时', '迟报', '未报'],
  async of(ask) {
    const owing = new Set(owingBelow(ask.view.directory, ask.unit).map((one) => one.path).filter((path) => !ask.own || path === ask.unit))
    const weeks = weeksDue(ask)
    const filed = await Promise.all(weeks.map(async ({ week, due }) => {
      const at = instant(week)
      const thatWeek = await ask.view.list(weeklyReport, 'week', ask.unit, { from: at, to: at })
      return thatWeek.filter((report) => owing.has(report.unit)).map((report) => report.at <= due)
    }))
    const all = filed.flat()
    const onTime = all.filter(Boolean).length
    const owed = owing.size * weeks.length
    return [`应报${owed}份`, `按时${onTime}份`, `迟报${all.length - onTime}份`, `未报${owed - all.length}份`]
  },
}

const tasks: Statistic = {
  label: '任务',
  columns: ['布置', '办结', '逾期未办'],
  async of(ask) {
    const { view, unit, range, now } = ask
    const given = counted(await view.list(task, 'unit', unit, range), ask).length
    const done = counted(await view.list(assignment, 'done', unit, range), ask).filter(({ data }) => data.label === task.label)
    const late = done.filter(({ data }) => data.due !== undefined && (data.done?.at ?? 0) > data.due).length
    const open = counted(await view.list(assignment, 'due', unit, { to: Math.min(range.to, now) }), ask).filter(({ data }) => data.label === task.label)
    return [`布置${given}项`, `办结${done.length}项次${late > 0 ? `（逾期办结${late}）` : ''}`, `逾期未办${open.length}项次`]
  },
}

const announcements: Statistic = {
  label: '通知',
  columns: ['发布', '回执'],
  async of(ask) {
    const { view, unit, range } = ask
    const posted = counted(await view.list(announcement, 'unit', unit, range), ask).length
    const receipts = counted(await view.list(assignment, 'done', unit, range), ask).filter(({ data }) => data.label === announcement.label)
    return [`发布${posted}条`, `回执${receipts.length}个`]
  },
}

export const statistics: readonly Statistic[] = [activities, reports, tasks, announcements]
