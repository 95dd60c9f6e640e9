/** Who chairs which committee, read from the records. */
import { chairAmong, type Chair, type StandIn, type Term } from '../../domain/chair.ts'
import { committeeOf } from '../../domain/committee.ts'
import type { Person } from '../../domain/directory.ts'
import { chairTerm, holderOf, standIn } from '../../domain/records/chairTerm.ts'
import { instant, type Day } from '../../domain/time.ts'
import type { View } from '../../ledger/types.ts'

/** A committee's terms in order of start. */
export const termsOf = (view: View, committee: string): Promise<Term[]> => view.list(chairTerm, 'committee', committee)

/** A committee's stand-ins in order of start. */
export const standInsOf = (view: View, committee: string): Promise<StandIn[]> => view.list(standIn, 'committee', committee)

/** Who exercises the rights of a committee's chair on a day: from 00:00 of a term's first day, handed over or not (S2). */
export async function chairOn(view: View, committee: string, day: Day): Promise<Chair | undefined> {
  // Neither terms nor stand-ins of a committee overlap, so the last to start is the only candidate.
  const last = { to: instant(day), reverse: true, limit: 1 }
  const terms = await view.list(chairTerm, 'committee', committee, last)
  if (terms.length === 0) return undefined
  return chairAmong(terms, await view.list(standIn, 'committee', committee, last), day)
}

/** The term after a day: the next to start. */
export async function termAfter(view: View, committee: string, day: Day): Promise<Term | undefined> {
  const [next] = await view.list(chairTerm, 'committee', committee, { from: instant(day) + 1, limit: 1 })
  return next
}

/** The term before a day: the last to have ended. */
export async function termBefore(view: View, committee: string, day: Day): Promise<Term | undefined> {
  const [last] = await view.list(chairTerm, 'committee', committee, { to: instant(day) - 1, reverse: true, limit: 1 })
  return last && last.data.to < day ? last : undefined
}

/** Paths of the committees whose chair's rights a person has on a day, as contact of the member unit that chairs. */
export async function chairsOf(view: View, person: Person, day: Day): Promise<string[]> {
  const { directory } = view
  const found = new Set<string>()
  for (const post of directory.postsOf(person, day)) {
    const committee = post.roles.includes('contact') ? committeeOf(directory, post.unit) : undefined
    if (committee !== undefined && (await chairOn(view, committee, day))?.unit === post.unit) found.add(committee)
  }
  return [...found]
}

/** The terms a unit holds (after swaps), in order. */
export async function termsHeldBy(view: View, committee: string, unit: string): Promise<Term[]> {
  return (await termsOf(view, committee)).filter(({ data }) => holderOf(data) === unit)
}
