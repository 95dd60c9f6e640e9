/** Every kind of record there is. A new kind is added here once, as an export and in `kinds`. */
import type { Kind } from '../record.ts'
import { activity } from './activity.ts'
import { approval } from './approval.ts'
import { chairTerm, standIn } from './chairTerm.ts'
import { group, person, unit, workspace } from './directory.ts'
import { handover } from './handover.ts'

export { activity, approval, chairTerm, group, handover, person, standIn, unit, workspace }

/** For the ledger: it stores, indexes and checks exactly these. */
export const kinds = [
  workspace, unit, person, group,
  activity, chairTerm, standIn, handover,
  approval,
] as unknown as readonly Kind<unknown>[]
