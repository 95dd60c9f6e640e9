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

/** What the reminders speak of: all of them but the chair's duties, which have notices of their own (jobs/chaseDuties.ts), and the question whether an activity took place. */
export const reminded: readonly MatterSource[] = [...sources.filter((source) => source !== duties), activities]
