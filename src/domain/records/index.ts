/** Every kind of record there is. A new kind is added here, in `kinds`. */
import type { Kind } from '../record.ts'
import { activity } from './activity.ts'
import { announcement } from './announcement.ts'
import { approval } from './approval.ts'
import { assignment } from './assignment.ts'
import { bulletin, bulletinSetting } from './bulletin.ts'
import { chairTerm, standIn } from './chairTerm.ts'
import { group, person, unit, workspace } from './directory.ts'
import { handover } from './handover.ts'
import { joinRequest } from './joinRequest.ts'
import { leave } from './leave.ts'
import { reminder } from './reminder.ts'
import { snooze } from './snooze.ts'
import { task } from './task.ts'
import { weeklyReport } from './weeklyReport.ts'

/** For the ledger: it stores, indexes and checks exactly these. */
export const kinds = [
  workspace, unit, person, group,
  activity, chairTerm, standIn, handover,
  weeklyReport, bulletin, bulletinSetting,
  task, announcement, assignment,
  approval, joinRequest, leave, reminder, snooze,
] as unknown as readonly Kind<unknown>[]
