/** Every kind of record that may be corrected or voided; a new one is added to this list. */
import { announcementCorrection, taskCorrection } from './assigned.ts'
import { chairTermCorrection, standInCorrection } from './chair.ts'
import type { Correction } from './correction.ts'
import { activityCorrection, leaveCorrection, reportCorrection } from './filed.ts'

export const corrections: readonly Correction[] = [
  activityCorrection, reportCorrection, taskCorrection, announcementCorrection, leaveCorrection, chairTermCorrection, standInCorrection,
]
