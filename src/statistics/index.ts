/** Everything that can be counted by period; a new one is added to the list. */
import { activity } from '../domain/records/activity.ts'
import { announcement } from '../domain/records/announcement.ts'
import { assignment } from '../domain/records/assignment.ts'
import { task } from '../domain/records/task.ts'
import { weeklyReport } from '../domain/records/weeklyReport.ts'
import { owingBelow } from '../domain/owing.ts'
import { reportDue } from '../domain/reportWeek.ts'
import { addDays, instant, mondayOf } from '../domain/time.ts'
import type { Statistic, StatisticAsk } from './statistic.ts'

const held = ({ view, unit, range }: StatisticAsk) => view.list(activity, 'held', unit, range)

const activities: Statistic = {
  label: '活动',
  async of(ask) {
    const records = await held(ask)
    const people = records.reduce((sum, { data }) => sum + (data.people ?? 0), 0)
    const planned = await ask.view.count(activity, 'planned', ask.unit, ask.range)
    return `已开展${records.length}场${people > 0 ? `，${people}人次` : ''}${planned > 0 ? `，计划${planned}场` : ''}`
  },
  async more(ask) {
    const types = new Map<string, number>()
    for (const { data } of await held(ask)) types.set(data.type ?? '未分类', (types.get(data.type ?? '未分类') ?? 0) + 1)
    return types.size > 1 ? [`按类型：${[...types].map(([type, count]) => `${type}${count}场`).join('、')}`] : []
  },
}

/** Mondays of the weeks whose reports fell due in the period and by now. */
function weeksDue({ period, range, view, calendar, now }: StatisticAsk): { week: string; due: number }[] {
  const weeks = []
  for (let week = mondayOf(period.from); week <= period.to; week = addDays(week, 7)) {
    const due = reportDue(week, view.directory.settings.weeklyReport.due, calendar)
    if (due !== undefined && due >= range.from && due <= Math.min(range.to, now) && week >= mondayOf(view.directory.settings.since)) weeks.push({ week, due })
  }
  return weeks
}

const reports: Statistic = {
  label: '周报',
  async of(ask) {
    const owing = new Set(owingBelow(ask.view.directory, ask.unit).map((one) => one.path))
    const weeks = weeksDue(ask)
    const filed = await Promise.all(weeks.map(async ({ week, due }) => {
      const at = instant(week)
      const thatWeek = await ask.view.list(weeklyReport, 'week', ask.unit, { from: at, to: at })
      return thatWeek.filter((report) => owing.has(report.unit)).map((report) => report.at <= due)
    }))
    const all = filed.flat()
    const onTime = all.filter(Boolean).length
    const owed = owing.size * weeks.length
    return `应报${owed}份，按时${onTime}份，迟报${all.length - onTime}份，未报${owed - all.length}份`
  },
}

const tasks: Statistic = {
  label: '任务',
  async of({ view, unit, range, now }) {
    const given = await view.count(task, 'unit', unit, range)
    const done = (await view.list(assignment, 'done', unit, range)).filter(({ data }) => data.label === task.label)
    const late = done.filter(({ data }) => data.due !== undefined && (data.done?.at ?? 0) > data.due).length
    const open = (await view.list(assignment, 'due', unit, { to: Math.min(range.to, now) })).filter(({ data }) => data.label === task.label)
    return `布置${given}项，办结${done.length}项次${late > 0 ? `（逾期办结${late}）` : ''}，逾期未办${open.length}项次`
  },
}

const announcements: Statistic = {
  label: '通知',
  async of({ view, unit, range }) {
    const posted = await view.count(announcement, 'unit', unit, range)
    const receipts = (await view.list(assignment, 'done', unit, range)).filter(({ data }) => data.label === announcement.label)
    return `发布${posted}条，回执${receipts.length}个`
  },
}

export const statistics: readonly Statistic[] = [activities, reports, tasks, announcements]
