/** A term's duties as the records have them. */
import { dutyStates, type DutyState, type Term } from '../../domain/chair.ts'
import { activity } from '../../domain/records/activity.ts'
import { instantsOf } from '../../domain/time.ts'
import type { View } from '../../ledger/types.ts'
import { standInsOf } from './read.ts'

const span = ({ data }: Term) => instantsOf(data)

/** Each duty of a term with the held activities that count towards it so far. */
export async function dutiesOf(view: View, term: Term): Promise<DutyState[]> {
  const held = await view.list(activity, 'held', term.data.committee, span(term))
  return dutyStates(term, await standInsOf(view, term.data.committee), held)
}

/** The planned activities within a term that would count towards its duties once held. */
export async function plannedFor(view: View, term: Term) {
  const planned = await view.list(activity, 'planned', term.data.committee, span(term))
  const ahead = dutyStates(term, await standInsOf(view, term.data.committee), planned)
  return [...new Map(ahead.flatMap((state) => state.counted).map((record) => [record.id, record])).values()]
}
