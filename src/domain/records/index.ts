/** Every kind of record there is. A new kind is added here once, as an export and in `kinds`. */
import type { Kind } from '../record.ts'
import { activity } from './activity.ts'
import { approval } from './approval.ts'
import { bulletin, bulletinSetting } from './bulletin.ts'
import { chairTerm, standIn } from './chairTerm.ts'
import { group, person, unit, workspace } from './directory.ts'
import { handover } from './handover.ts'
import { leave } from './leave.ts'
import { reminder } from './reminder.ts'
import { snooze } from './snooze.ts'
import { weeklyReport } from './weeklyReport.ts'

export {
  activity, approval, bulletin, bulletinSetting, chairTerm, group, handover, leave, person, reminder, snooze, standIn, unit, weeklyReport, workspace,
}

/** For the ledger: it stores, indexes and checks exactly these. */
export const kinds = [
  workspace, unit, person, group,
  activity, chairTerm, standIn, handover,
  weeklyReport, bulletin, bulletinSetting,
  approval, leave, reminder, snooze,
] as unknown as readonly Kind<unknown>[]
