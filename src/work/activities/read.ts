/** Activities looked up for commands. */
import { SayToUser } from '../../domain/errors.ts'
import { isSame } from '../../domain/activity.ts'
import { committeeOf } from '../../domain/committee.ts'
import type { Rec } from '../../domain/record.ts'
import { activity, participants, type ActivityData } from '../../domain/records/activity.ts'
import { instant } from '../../domain/time.ts'
import { chairOn } from '../chairs/read.ts'
import type { Who } from '../../domain/roles.ts'
import type { Context } from '../../grammar/command.ts'
import { demand } from '../../grammar/demand.ts'
import type { View } from '../../ledger/types.ts'
import { notFound } from '../records/missing.ts'

/** Who files and changes activities: cadres and admins at or above the unit, its contact, and the chair for the committee (S2, S4). */
export const writers = { roles: ['admin', 'cadre', 'contact'], mode: 'write', chair: true } satisfies Who

/** The activity of a number that the sender may change; complains when there is none, when it is not theirs, and when it is void. */
export async function theActivity(view: View, id: string, ctx: Context): Promise<Rec<ActivityData>> {
  const record = await view.get(activity, id)
  if (!record) throw await notFound(activity, id, view, '；可发 /查 活动 本月 查看')
  demand(ctx, view, writers, record.unit)
  if (record.void) throw new SayToUser(`${id} 已作废，不能再改。`)
  return record
}

/** An activity on record that is the same one: a shared unit, the same day and topic, not cancelled. */
export async function sameActivity(view: View, data: ActivityData): Promise<Rec<ActivityData> | undefined> {
  const at = instant(data.when.date)
  for (const unit of participants(data)) {
    const onDay = await view.list(activity, 'own', unit, { from: at, to: at })
    const same = onDay.find((record) => isSame(record.data, data))
    if (same) return same
  }
  return undefined
}

/** Numbers of the chair's terms towards whose duties an activity counts when held: the day's, in each participant's committee; said of one that ended without them, whose mark stays. */
export async function termsCounting(view: View, data: ActivityData): Promise<string[]> {
  const found = new Set<string>()
  for (const unit of participants(data)) {
    const committee = committeeOf(view.directory, unit)
    const chair = committee === undefined ? undefined : await chairOn(view, committee, data.when.date)
    if (chair && (unit === committee || unit === chair.unit)) found.add(chair.term.data.outcome?.met === false ? `${chair.term.id}，任期已结束，记为期后补报` : chair.term.id)
  }
  return [...found]
}
