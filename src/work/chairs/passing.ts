/** Open matters of a committee that pass from chair to chair: they belong to the committee, so its next chair has the rights to them (S2). */
import { committeeOf } from '../../domain/committee.ts'
import type { Directory } from '../../domain/directory.ts'
import { activity } from '../../domain/records/activity.ts'
import { assignment } from '../../domain/records/assignment.ts'
import { task } from '../../domain/records/task.ts'
import type { View } from '../../ledger/types.ts'

/** Whether a person exercises, at some time, the rights of the committee's chair: a contact of one of its member units. */
function mayChair(directory: Directory, id: string, committee: string): boolean {
  const posts = directory.person(id)?.posts ?? []
  return posts.some((post) => post.roles.includes('contact') && committeeOf(directory, post.unit) === committee)
}

/** Numbers of the tasks that chairs issued for the committee and that are not done by all, and of the activities they planned for it. */
export async function openMatters(view: View, committee: string): Promise<string[]> {
  const open = await view.list(assignment, 'open', committee)
  const asked = new Set(open.filter(({ data }) => data.label === task.label && data.issuer === committee).map(({ data }) => data.of))
  const tasks: string[] = []
  for (const id of asked) {
    const record = await view.get(task, id)
    if (record && mayChair(view.directory, record.by, committee)) tasks.push(id)
  }
  const planned = await view.list(activity, 'planned', committee)
  return [...tasks, ...planned.filter(({ data, by }) => data.host === committee && mayChair(view.directory, by, committee)).map(({ id }) => id)]
}

/** `移交事项：任务-2026-004《12月台账》、活动-2026-009《联谊会》`; nothing when nothing is open. */
export async function passedLines(view: View, refs: readonly string[]): Promise<string[]> {
  const names: string[] = []
  for (const id of refs) {
    const title = (await view.get(task, id))?.data.title ?? (await view.get(activity, id))?.data.topic
    names.push(title === undefined ? id : `${id}《${title}》`)
  }
  return names.length > 0 ? [`移交事项：${names.join('、')}`] : []
}
