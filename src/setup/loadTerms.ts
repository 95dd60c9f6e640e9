/** Terms of the chair that were agreed on paper before the pilot was set up (S2). */
import { overlap } from '../domain/stint.ts'
import { amend, create } from '../domain/record.ts'
import type { Change } from '../domain/record.ts'
import { chairTerm, defaultDuties } from '../domain/records/chairTerm.ts'
import { spellRange } from '../domain/time.ts'
import type { View } from '../ledger/types.ts'
import { SetupProblems } from './setup.ts'
import type { ChairTermEntry, Setup } from './setup.ts'

/** What one term changes: nothing when it is there, a new end for one that has not been concluded, else a new term. Text is a problem. */
async function termChange(entry: ChairTermEntry, view: View, now: number): Promise<Change | string | undefined> {
  const { committee, unit, from, to } = entry
  const terms = await view.list(chairTerm, 'committee', committee)
  const same = terms.find(({ data }) => data.unit === unit && data.from === from)
  if (same?.data.to === to) return undefined
  const other = terms.find((term) => term.id !== same?.id && overlap(term.data, entry))
  if (other) return `“${unit}”的任期（${spellRange(entry)}）与已有的 ${other.id}（${spellRange(other.data)}）重叠`
  if (!same) return create(chairTerm, { unit: committee, data: { committee, unit, from, to, duties: [...defaultDuties] }, now, by: 'setup' })
  if (same.data.outcome) return `${same.id} 的任期已经结束，不能再改，请改回 ${same.data.to}`
  return amend(chairTerm, same, { to }, 'setup')
}

/** What the file's terms change; throws SetupProblems with every term that contradicts the records. */
export async function termChanges(setup: Setup, view: View, now: number): Promise<Change[]> {
  const results = await Promise.all(setup.chairTerms.map((entry) => termChange(entry, view, now)))
  const problems = results.filter((result) => typeof result === 'string')
  if (problems.length > 0) throw new SetupProblems(problems)
  return results.filter((result) => typeof result === 'object')
}
