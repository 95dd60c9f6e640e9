/** What became of the shares of a task or an announcement: who settled, put off or reopened what, for /历史. */
import { nameOf } from '../../domain/directory.ts'
import type { Rec } from '../../domain/record.ts'
import type { AssignmentData } from '../../domain/records/assignment.ts'
import { assignment, assignmentId } from '../../domain/records/assignment.ts'
import { attachmentLines } from './attachments.ts'
import { spellDue } from '../../domain/time.ts'
import type { Entry, View } from '../../ledger/types.ts'

/** One step of a share: the unit or person it was asked of, and what changed in words. */
export interface ShareStep {
  entry: Entry
  who: string
  lines: string[]
}

/** Corrections go to every share and are told once, with the record itself. */
const told = new Set(['done', 'postpone', 'reopen'])

const spell = ({ due, timed }: AssignmentData): string => (due === undefined ? '（空）' : spellDue(due, timed))

/** Shares of a voided record stand in no index: they are looked for under every name they can have. */
async function voidedShares({ id, data }: Rec<unknown>, view: View): Promise<Rec<AssignmentData>[]> {
  const { units = [] } = data as { units?: string[] }
  const people = view.directory.people.map((person) => ({ id: person.id, at: new Set([person.unit, ...person.posts.map((post) => post.unit)]) }))
  const names = units.flatMap((unit) => [assignmentId(id, unit), ...people.filter(({ at }) => at.has(unit)).map((person) => assignmentId(id, unit, person.id))])
  return (await Promise.all(names.map((name) => view.get(assignment, name)))).filter((share) => share !== undefined)
}

/** Steps of a record's shares that `mine` lets through, not yet in order of time. */
export async function shareSteps(record: Rec<unknown>, view: View, mine: (share: Rec<AssignmentData>) => boolean): Promise<ShareStep[]> {
  const shares = (record.void ? await voidedShares(record, view) : await view.list(assignment, 'of', record.id)).filter(mine)
  const steps = await Promise.all(shares.map(async ({ id, unit, data: { person } }) => {
    const entries = await view.history(assignment, id)
    const who = (person === undefined ? undefined : view.directory.person(person)?.name) ?? nameOf(view.directory, unit)
    return entries.flatMap((entry, i): ShareStep[] => {
      if (!told.has(entry.act)) return []
      const [before, after] = [entries[i - 1]?.data, entry.data] as [AssignmentData | undefined, AssignmentData]
      const lines = entry.act === 'postpone' && before ? [`截止：${spell(before)} → ${spell(after)}`] : []
      const note = entry.note ?? (entry.act === 'done' ? after.done?.note : undefined)
      return [{ entry, who, lines: [...lines, ...(note === undefined ? [] : [`${entry.act === 'postpone' ? '原因' : '说明'}：${note}`]), ...attachmentLines(entry.attachments ?? [])] }]
    })
  }))
  return steps.flat()
}
