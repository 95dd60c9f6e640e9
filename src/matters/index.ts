/** Every source of matters that fall due. A new one is added here. */
import type { MatterSource } from './matter.ts'
import { activities } from './activity.ts'
import { assignments } from './assignment.ts'
import { duties, handovers, takeOvers } from './chair.ts'
import { weeklyReports } from './weeklyReport.ts'

export const sources: readonly MatterSource[] = [
  weeklyReports,
  assignments,
  duties,
  handovers,
  takeOvers,
]

/** What is only asked about, and never called overdue. */
export const questions: readonly MatterSource[] = [activities]
