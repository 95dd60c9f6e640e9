/** Open assignments with a date: tasks and whatever else is asked of units. */
import type { Directory } from '../../domain/directory.ts'
import { assignment, type AssignmentData } from '../../domain/records/assignment.ts'
import type { Rec } from '../../domain/record.ts'
import type { Matter, MatterSource } from './matter.ts'

/** Whom a share names and who is still there: what was asked of somebody gone is the unit's. */
const matterOf = ({ id, unit, data }: Rec<AssignmentData>, directory: Directory): Matter => ({
  ref: id,
  label: data.label,
  unit,
  title: data.title,
  due: data.due ?? Infinity,
  timed: data.timed,
  since: data.since,
  assignees: [data.person].flatMap((person) => (person === undefined || directory.person(person)?.gone ? [] : [person])),
  next: data.next,
  issuer: data.issuer,
  escalates: data.escalates,
})

export const assignments: MatterSource = {
  label: assignment.label,
  async open({ view, directory }, { from, to, unit }) {
    return (await view.list(assignment, 'due', unit ?? '', { from, to })).map((share) => matterOf(share, directory))
  },
  async byRef({ view, directory }, ref) {
    const share = await view.get(assignment, ref)
    return share && !share.void && share.data.done === undefined ? matterOf(share, directory) : undefined
  },
  nextDue: ({ view }, from) => view.next(assignment, 'due', '', from),
}
