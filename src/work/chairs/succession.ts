/** What the secretariat is told when nobody chairs after a term, or not at once (S2). */
import type { Term } from '../../domain/chair.ts'
import { lastDayOfTerm } from '../../domain/stint.ts'
import { membersOf } from '../../domain/committee.ts'
import { nameOf, type Unit } from '../../domain/directory.ts'
import { holderOf } from '../../domain/records/chairTerm.ts'
import { addDays, dayOf, spellDay, spellRange, type DayRange } from '../../domain/time.ts'
import type { View } from '../../ledger/types.ts'
import { termAfter, termsOf } from './read.ts'
import { committeeName, daysLeft, gapLine } from './say.ts'

/** Whose turn it would be: the member that has not chaired yet, else the one whose last term ended longest ago. */
async function nextInTurn(view: View, committee: string, next: Term | undefined): Promise<Unit | undefined> {
  const terms = await termsOf(view, committee)
  const lastOf = ({ path }: Unit) => terms.filter(({ data }) => holderOf(data) === path).at(-1)?.data.to ?? ''
  const others = membersOf(view.directory, committee).filter(({ path }) => next === undefined || holderOf(next.data) !== path)
  return others.toSorted((a, b) => (lastOf(a) < lastOf(b) ? -1 : lastOf(a) > lastOf(b) ? 1 : 0))[0]
}

/** The days after a term on which nobody is planned to chair; up to what a term may last when no term follows at all. Undefined when the next follows at once. */
function openDays({ data }: Term, next: Term | undefined): DayRange | undefined {
  const from = addDays(data.to, 1)
  const to = next && addDays(next.data.from, -1)
  if (to !== undefined && to < from) return undefined
  const last = lastDayOfTerm(from)
  return { from, to: to === undefined || to > last ? last : to }
}

/** The notice as lines, `called` naming who answers for the secretariat; undefined when all is planned. */
export async function successionLines(view: View, term: Term, now: number): Promise<((called: string) => string[]) | undefined> {
  const { directory } = view
  const { committee } = term.data
  const next = await termAfter(view, committee, term.data.to)
  const open = openDays(term, next)
  if (!open) return undefined
  const unit = await nextInTurn(view, committee, next)
  const what = next ? `下一任${nameOf(directory, holderOf(next.data))}（${next.id}）从${spellDay(next.data.from)}开始` : '下一任还没有安排'
  const gap = next ? gapLine({ from: open.from, to: addDays(next.data.from, -1) }) : `注意：${spellDay(open.from)}起没有轮值主席`
  return (called) => [
    `【轮值安排】${committeeName(directory, committee)}${called === '' ? '' : ` ${called}`}：${nameOf(directory, holderOf(term.data))}的任期到${spellDay(term.data.to)}结束（${daysLeft(dayOf(now), term.data.to)}），${what}`,
    gap,
    `请发：/轮值 ${unit?.short ?? '单位'} ${spellRange(open)}（单位和日期可以改）`,
  ]
}
