/** Rules of activities (S4). Pure. */
import type { ActivityData } from './records/activity.ts'
import { dayOf, startOf, type Moment } from './time.ts'

/**
 * Whether an activity at this time lies ahead (planned) or has taken place (held). A day without a time of day that is today's
 * counts as held only when a head count is known.
 */
export function stateAt(when: Moment, now: number, people: number | undefined): 'planned' | 'held' {
  if (when.time !== undefined) return startOf(when) > now ? 'planned' : 'held'
  const today = dayOf(now)
  if (when.date === today) return people === undefined ? 'planned' : 'held'
  return when.date > today ? 'planned' : 'held'
}

/** A topic reduced to what makes it the same: no spaces, signs, quotes or case. */
const essence = (topic: string): string => {
  const folded = topic.normalize('NFKC').toLowerCase()
  return folded.replace(/[\s\p{P}\p{S}]/gu, '') || folded
}

/** Whether two activities are one and the same: a shared unit, the same day, the same topic. */
export function isSame(
  a: Pick<ActivityData, 'topic' | 'host' | 'jointly' | 'when'>,
  b: Pick<ActivityData, 'topic' | 'host' | 'jointly' | 'when'>,
): boolean {
  const units = new Set([a.host, ...a.jointly])
  return a.when.date === b.when.date && essence(a.topic) === essence(b.topic) && [b.host, ...b.jointly].some((unit) => units.has(unit))
}
