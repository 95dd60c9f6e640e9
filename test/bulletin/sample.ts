/** Material for the tests of what a bulletin says. */
import type { ActivityItem, Material, WeekItem } from '../../src/bulletin/material.ts'
import type { NameOf } from '../../src/bulletin/text.ts'
import type { Rec } from '../../src/domain/record.ts'
import type { WeeklyReportData } from '../../src/domain/records/weeklyReport.ts'
import { instant } from '../../src/domain/time.ts'

/** A week in which nothing happened. */
export const quiet: Material = {
  from: instant('2026-11-16', '10:00'),
  to: instant('2026-11-23', '10:00'),
  reports: [],
  held: [],
  ahead: [],
  counts: { planned: 0, tasks: 0, done: 0 },
  chair: [],
  weeks: [],
  revised: [],
  overdue: { own: [], below: [], all: [] },
  dueNext: [],
  sources: {},
}

/** Units are called by the last part of their paths. */
export const name: NameOf = (path) => path.split('/').at(-1) ?? path

export const report = (data: Partial<WeeklyReportData> = {}, more: Partial<Rec<WeeklyReportData>> = {}): Rec<WeeklyReportData> => ({
  kind: 'weeklyReport', id: '周报-2026-001', unit: '浙江省/宁波市', version: 1, at: instant('2026-11-20', '14:00'), by: 'zhaogang', ...more,
  data: { week: '2026-11-16', due: instant('2026-11-20', '17:00'), progress: '完成班子增配。', ...data },
})

export const party = (more: Partial<ActivityItem> = {}): ActivityItem => ({
  unit: '中河街道', ref: '活动-2026-001', topic: '青年联谊会', when: { date: '2026-11-20', time: '14:00' }, jointly: [], ...more,
})

export const week = (more: Partial<WeekItem> = {}): WeekItem => ({
  week: '2026-11-16', due: instant('2026-11-20', '17:00'), onTime: [], late: [], notDue: [], missing: 0, covered: true, ...more,
})
