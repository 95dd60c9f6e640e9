/** The rotating chair's records put to the rules of terms (S2). Pure. */
import type { Rec } from './record.ts'
import { participants, type ActivityData } from './records/activity.ts'
import type { ChairTermData, Duty, StandInData } from './records/chairTerm.ts'
import { holderOn, type Stint } from './stint.ts'
import type { Day } from './time.ts'

export type Term = Rec<ChairTermData>
export type StandIn = Rec<StandInData>

/** Who exercises the chair's rights on a day: the holder of the term, or its stand-in. */
export interface Chair {
  term: Term
  /** Path of the member unit that acts. */
  unit: string
  standIn?: StandIn | undefined
}

/** Days after its end in which a term may still be handed over. */
export const handoverDays = 30

/** A term as the rules see it: who holds it after swaps, and who stands in within it. */
export const stintOf = (term: Term, standIns: readonly StandIn[]): Stint => ({
  id: term.id,
  unit: term.data.unit,
  holder: term.data.holder,
  from: term.data.from,
  to: term.data.to,
  standIns: standIns.filter(({ data }) => data.term === term.id).map(({ data }) => data),
})

/** The chair on a day among a committee's terms and stand-ins; a stand-in counts only within the term it was made for. */
export function chairAmong(terms: readonly Term[], standIns: readonly StandIn[], day: Day): Chair | undefined {
  const held = holderOn(terms.map((term) => stintOf(term, standIns)), day)
  const term = held && terms.find(({ id }) => id === held.stint.id)
  if (!held || !term) return undefined
  const over = standIns.find(({ data }) => data.term === term.id && data.from <= day && day <= data.to)
  return { term, unit: held.unit, standIn: over }
}

/** One duty of a term and the held activities that count towards it. */
export interface DutyState {
  duty: Duty
  counted: Rec<ActivityData>[]
  met: boolean
}

/**
 * How far a term's duties are met by held activities: those within the term that the committee or the unit then acting as chair hosts
 * or hosts too. An activity of a 类型 that a duty names counts for that duty only.
 */
export function dutyStates(term: Term, standIns: readonly StandIn[], held: readonly Rec<ActivityData>[]): DutyState[] {
  const { data } = term
  const counting = held.filter(({ data: act }) => {
    const chair = chairAmong([term], standIns, act.when.date)
    return chair !== undefined && participants(act).some((unit) => unit === data.committee || unit === chair.unit)
  })
  const named = new Set(data.duties.flatMap((duty) => duty.type ?? []))
  return data.duties.map((duty) => {
    const counted = counting.filter(({ data: { type } }) => (duty.type === undefined ? type === undefined || !named.has(type) : type === duty.type))
    return { duty, counted, met: counted.length >= duty.least }
  })
}
