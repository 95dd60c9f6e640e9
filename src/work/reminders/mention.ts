/** Who is asked, and whether by a mention: at most one a working day and five a week per person over all matters (Burden). */
import type { Person } from '../../domain/directory.ts'
import { covers, leave } from '../../domain/records/leave.ts'
import { reminder } from '../../domain/records/reminder.ts'
import { addDays, dayOf, instant, instantsOf, mondayOf } from '../../domain/time.ts'
import type { View } from '../../ledger/types.ts'
import type { Matter } from '../matters/matter.ts'

export const mostMentions = { aDay: 1, aWeek: 5 } as const

/** Who stands in for a person on leave that day, also for a stand-in on leave; undefined when somebody on leave named nobody. */
async function standInFor(person: Person, on: string, view: View, passed: readonly string[] = []): Promise<Person | undefined> {
  if (person.gone || passed.includes(person.id)) return undefined
  const leaves = await view.list(leave, 'person', person.id, { from: instant(on) })
  const away = leaves.find((l) => covers(l.data, on))
  if (!away) return person
  const proxy = away.data.proxy === undefined ? undefined : view.directory.person(away.data.proxy)
  return proxy && standInFor(proxy, on, view, [...passed, person.id])
}

/** The persons a matter is asked of on a day: the named 负责人, else who answers for the unit; whoever is on leave is passed over for the proxy. */
export async function responsibleFor(matter: Pick<Matter, 'assignees' | 'unit'>, on: string, view: View): Promise<Person[]> {
  const named = matter.assignees.map((id) => view.directory.person(id)).filter((p) => p !== undefined && !p.gone) as Person[]
  const usual = view.directory.responsible(matter.unit, on)
  const asked = named.length > 0 ? named : usual ? [usual] : []
  const standing = await Promise.all(asked.map((person) => standInFor(person, on, view)))
  return [...new Map(standing.filter((p) => p !== undefined).map((p) => [p.id, p])).values()]
}

/** Whether a person may still be mentioned at `now`; beyond the caps the name stands without the mention. */
export async function mayMention(person: Person, now: number, view: View): Promise<boolean> {
  const today = dayOf(now)
  const monday = mondayOf(today)
  const [day, week] = await Promise.all([
    view.count(reminder, 'person', person.id, instantsOf({ from: today, to: today })),
    view.count(reminder, 'person', person.id, instantsOf({ from: monday, to: addDays(monday, 6) })),
  ])
  return day < mostMentions.aDay && week < mostMentions.aWeek
}
