/** Open assignments with a date: tasks and whatever else is asked of units. */
import { assignment, type AssignmentData } from '../../domain/records/assignment.ts'
import type { Rec } from '../../domain/record.ts'
import type { Matter, MatterSource } from './matter.ts'

const matterOf = ({ id, unit, data }: Rec<AssignmentData>): Matter => ({
  ref: id,
  label: data.label,
  unit,
  title: data.title,
  due: data.due ?? Infinity,
  timed: data.timed,
  since: data.since,
  assignees: data.person === undefined ? [] : [data.person],
  next: data.next,
  issuer: data.issuer,
  escalates: data.escalates,
})

export const assignments: MatterSource = {
  label: assignment.label,
  async open({ view }, { from, to, unit }) {
    return (await view.list(assignment, 'due', unit ?? '', { from, to })).map(matterOf)
  },
  async byRef({ view }, ref) {
    const share = await view.get(assignment, ref)
    return share && !share.void && share.data.done === undefined ? matterOf(share) : undefined
  },
  nextDue: ({ view }, from) => view.next(assignment, 'due', '', from),
}
