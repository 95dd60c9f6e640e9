/** In which chats a unit's matters are spoken of (Units, posts, groups; S7). */
import { upward, type Directory, type Group, type Person } from '../../domain/directory.ts'
import { groupChat, privateChat, type Chat } from '../../domain/notice.ts'

/** The group that is asked for a unit's matters: its own, or that of the nearest unit above that has one. */
export const groupOf = (directory: Directory, unit: string): Group | undefined => directory.groupsFor(unit)[0]

/** Instructors of a unit: those with such a post at it or at a unit above. */
const instructorsOf = (directory: Directory, unit: string, on: string): Person[] =>
  upward(directory, unit).flatMap(({ path }) => directory.holders(path, on, 'instructor'))

/** The next different group above that wants reminders. */
function groupAbove(directory: Directory, unit: string): Group | undefined {
  const own = groupOf(directory, unit)
  const line = upward(directory, unit).map(({ path }) => groupOf(directory, path))
  return line.find((group) => group && group.id !== own?.id && group.reminders)
}

/** Where an escalation goes: the group above and the unit's instructors; without such a group the cadres of the unit above, privately. */
export function escalationChats(directory: Directory, unit: string, on: string): Chat[] {
  const upper = groupAbove(directory, unit)
  const cadres = () => directory.holders(directory.parent(unit)?.path ?? unit, on, 'admin', 'cadre')
  const first = upper ? [groupChat(upper.id)] : cadres().map((person) => privateChat(person.id))
  return [...new Set([...first, ...instructorsOf(directory, unit, on).map((person) => privateChat(person.id))])]
}
