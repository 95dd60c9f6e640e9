/** Figures over a period for a unit and all below it (/统计). */
import type { DayRange } from '../../domain/time.ts'
import type { WorkCalendar } from '../../domain/workCalendar.ts'
import type { View } from '../../ledger/types.ts'

export interface StatisticAsk {
  unit: string
  period: DayRange
  /** Only the unit's own, without what lies below it. */
  own?: true
  /** First and last ms of the period. */
  range: { from: number; to: number }
  view: View
  calendar: WorkCalendar
  now: number
}

export interface Statistic {
  /** 类别: 活动, 周报, … */
  label: string
  /** What the figures are, each with its column. */
  columns: readonly string[]
  /** A figure for each column, which says what it is (`已开展2场`); empty where there is nothing to tell. */
  of(ask: StatisticAsk): Promise<string[]>
  /** Further lines, such as by type. */
  more?(ask: StatisticAsk): Promise<string[]>
}
