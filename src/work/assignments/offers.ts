/** What somebody may mean who does not say which task or announcement. */
import { announcement } from '../../domain/records/announcement.ts'
import { assignment } from '../../domain/records/assignment.ts'
import { task } from '../../domain/records/task.ts'
import { dayOf } from '../../domain/time.ts'
import type { Context, Offer } from '../../grammar/command.ts'
import type { View } from '../../ledger/types.ts'

interface Asking {
  view: View
  ctx: Context
}

/** The open tasks that ask for the sender by name or for a unit at which they hold a role, the soonest due first. */
export const openTasks = (asking: Asking): Promise<Offer[]> => openOf(task.label, asking)

/** The announcements they have not confirmed yet, likewise, those without a date last. */
export const openAnnouncements = (asking: Asking): Promise<Offer[]> => openOf(announcement.label, asking)

async function openOf(label: string, { view, ctx: { sender, now } }: Asking): Promise<Offer[]> {
  if (!sender) return []
  const units = [...new Set([sender.unit, ...view.directory.postsOf(sender, dayOf(now)).filter(({ roles }) => roles.length > 0).map(({ unit }) => unit)])]
  const lists = await Promise.all(units.map((unit) => view.list(assignment, 'open', unit)))
  const mine = lists.flat().filter(({ unit, data }) => data.label === label && (data.person === undefined ? units.includes(unit) : data.person === sender.id))
  const soonest = mine.sort((a, b) => (a.data.due ?? Infinity) - (b.data.due ?? Infinity))
  return [...new Map(soonest.map(({ data }) => [data.of, { number: data.of, title: data.title }])).values()]
}
