/** What somebody may mean who does not say which activity. */
import { activity } from '../../domain/records/activity.ts'
import { day, dayOf, spellMoment, startOf } from '../../domain/time.ts'
import type { Context, Offer } from '../../grammar/command.ts'
import type { View } from '../../ledger/types.ts'

/** How far back a plan is still spoken of, ms. */
const back = 92 * day

/** The planned activities of the units at which the sender holds a role or the chair, and of those below, the nearest to now first. */
export async function plannedActivities({ view, ctx: { sender, now, chairs } }: { view: View; ctx: Context }): Promise<Offer[]> {
  if (!sender) return []
  const units = [...view.directory.postsOf(sender, dayOf(now)).filter(({ roles }) => roles.length > 0).map(({ unit }) => unit), ...chairs]
  const lists = await Promise.all([...new Set(units)].map((unit) => view.list(activity, 'planned', unit, { from: now - back })))
  const nearest = lists.flat().sort((a, b) => Math.abs(startOf(a.data.when) - now) - Math.abs(startOf(b.data.when) - now))
  return [...new Map(nearest.map(({ id, data }) => [id, { number: id, title: `${data.topic}（${spellMoment(data.when)}）` }])).values()]
}
