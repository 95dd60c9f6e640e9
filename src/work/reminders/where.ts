/** In which chats a unit's matters are spoken of (Units, posts, groups; S7). */
import type { Directory, Group, Person } from '../../domain/directory.ts'
import { groupChat, privateChat, type Chat } from '../../domain/notice.ts'

/** The group that is asked for a unit's matters: its own, or that of the nearest unit above that has one. */
export const groupOf = (directory: Directory, unit: string): Group | undefined => directory.groupsFor(unit)[0]

/** Instructors of a unit: those with such a post at it or at a unit above. */
function instructorsOf(directory: Directory, unit: string, on: string): Person[] {
  const line: string[] = []
  for (let at = directory.unit(unit); at; at = directory.parent(at.path)) line.push(at.path)
  return line.flatMap((path) => directory.holders(path, on, 'instructor'))
}

/** The next different group above that wants reminders. */
function groupAbove(directory: Directory, unit: string): Group | undefined {
  const own = groupOf(directory, unit)
  for (let above = directory.parent(unit); above; above = directory.parent(above.path)) {
    const group = groupOf(directory, above.path)
    if (group && group.id !== own?.id && group.reminders) return group
  }
  return undefined
}

/** Where an escalation goes: the group above and the unit's instructors; without such a group the cadres of the unit above, privately. */
export function escalationChats(directory: Directory, unit: string, on: string): Chat[] {
  const upper = groupAbove(directory, unit)
  const cadres = () => directory.holders(directory.parent(unit)?.path ?? unit, on, 'admin', 'cadre')
  const first = upper ? [groupChat(upper.id)] : cadres().map((person) => privateChat(person.id))
  return [...new Set([...first, ...instructorsOf(directory, unit, on).map((person) => privateChat(person.id))])]
}
