/** What somebody may mean who does not say which task. */
import { assignment } from '../../domain/records/assignment.ts'
import { task } from '../../domain/records/task.ts'
import { day, dayOf } from '../../domain/time.ts'
import type { Context, Offer } from '../../grammar/command.ts'
import type { View } from '../../ledger/types.ts'

/** How far back and ahead is looked, ms. */
const reach = { back: 366 * day, ahead: 366 * day }
const most = 5

/** The open tasks that ask for the sender by name or for a unit at which they hold a role, the soonest due first, at most five. */
export async function openTasks({ view, ctx: { sender, now } }: { view: View; ctx: Context }): Promise<Offer[]> {
  if (!sender) return []
  const units = [...new Set([sender.unit, ...view.directory.postsOf(sender, dayOf(now)).filter(({ roles }) => roles.length > 0).map(({ unit }) => unit)])]
  const lists = await Promise.all(units.map((unit) => view.list(assignment, 'due', unit, { from: now - reach.back, to: now + reach.ahead })))
  const mine = lists.flat().filter(({ unit, data }) => data.label === task.label && (data.person === undefined ? units.includes(unit) : data.person === sender.id))
  const soonest = mine.sort((a, b) => (a.data.due ?? Infinity) - (b.data.due ?? Infinity))
  return [...new Map(soonest.map(({ data }) => [data.of, { number: data.of, title: data.title }])).values()].slice(0, most)
}
