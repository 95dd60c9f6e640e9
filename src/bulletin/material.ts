/** What a bulletin is compiled from: everything already read and in tree order. What may be long holds units by their paths: few of them are printed. */
import type { Rec } from '../domain/record.ts'
import type { WeeklyReportData } from '../domain/records/weeklyReport.ts'
import type { Day, Moment } from '../domain/time.ts'

/** A report that an earlier issue printed and that was changed since. */
export interface RevisedItem {
  unit: string
  ref: string
  /** Number of the issue that printed it. */
  issue: string
  /** The changed sections by their Chinese names, as they stand now; none when it was voided. */
  sections: { name: string; text: string }[]
}

export interface ActivityItem {
  /** Short name of the host. */
  unit: string
  ref: string
  topic: string
  when: Moment
  place?: string | undefined
  people?: number | undefined
  /** Short names of the units that host it too. */
  jointly: string[]
}

/** A line of 轮值交接. */
export interface ChairItem {
  unit: string
  text: string
  ref: string
}

/** How the reports of one week stand: paths in tree order. */
export interface WeekItem {
  week: Day
  /** ms */
  due: number
  onTime: string[]
  late: string[]
  /** Not filed and not yet due (未到期). */
  notDue: string[]
  /** How many are overdue; they are counted, not named (Burden). */
  missing: number
  /** Whether the year's working days are known. */
  covered: boolean
}

/** An open matter with its unit's short name. */
export interface NamedMatter {
  /** Path of the unit that owes it. */
  unit: string
  short: string
  label: string
  title: string
  /** ms */
  due: number
  timed: boolean
}

/** 任务《12月台账》 */
export const matterName = ({ label, title }: Pick<NamedMatter, 'label' | 'title'>): string => `${label}《${title}》`

export interface OverdueItem {
  /** The issuing unit's own matters. */
  own: NamedMatter[]
  /** Units directly below with the number of matters of theirs and of all below them, in tree order. */
  below: { unit: string; count: number }[]
  /** All of them in tree order, for the unit's leaders alone. */
  all: NamedMatter[]
}

/** The same thing due from one or more units. */
export interface DueItem {
  label: string
  title: string
  due: number
  timed: boolean
  /** Paths. */
  units: string[]
}

/** What was recorded in a period and how things stand at its end; `from` and `to` are ms, `to` is not in it. */
export interface Material {
  from: number
  to: number
  /** Filed in the period. */
  reports: Rec<WeeklyReportData>[]
  held: ActivityItem[]
  /** Planned for the seven days from `to`. */
  ahead: ActivityItem[]
  /** How many planned activities and tasks were recorded, and how many shares of tasks were done. */
  counts: { planned: number; tasks: number; done: number }
  chair: ChairItem[]
  weeks: WeekItem[]
  revised: RevisedItem[]
  overdue: OverdueItem
  dueNext: DueItem[]
  /** Numbers of the records in it by what they are, packed; what stands here is never in another issue. */
  sources: Record<string, string[]>
}

/** Whether nothing was recorded: then there is no issue (S6). */
export const isEmpty = ({ reports, held, counts, chair }: Material): boolean =>
  reports.length + held.length + chair.length + counts.planned + counts.tasks + counts.done === 0
