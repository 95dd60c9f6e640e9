/** Who may do what where (domain.md, Units, posts, groups). */
import type { Directory, Person } from './directory.ts'
import type { Post, Role } from './records/directory.ts'
import { roleNames, roles } from './records/directory.ts'
import type { Day } from './time.ts'
import { within } from './unitPath.ts'

/**
 * Who may use a command.
 * - `everyone`: also people the bot does not know yet.
 * - `known`: every known person, for what concerns only themselves.
 * - `roles`: holders of one of the roles at the command's unit or above it (a contact only at its own unit). With `mode: 'read'` leaders read all below; leaders never write.
 * - `committee`: with `mode: 'read'`, a contact also at the unit right above its own: the committee's calendar, chair and plan.
 * - `chair`: also the contacts of the member unit that chairs the unit's committee on that day (S2).
 */
export type Who = 'everyone' | 'known' | { roles: Role[]; mode: 'read' | 'write'; chair?: true; committee?: true }

/** Everyone with a role: leaders see all below them, contacts their own unit. */
export const readers = { roles: [...roles], mode: 'read' } satisfies Who

/** The circumstances in which permission is asked. */
export interface Where {
  directory: Directory
  /** Undefined for someone not known. */
  person: Person | undefined
  /** Path of the unit that is to be read or written. */
  unit: string | undefined
  on: Day
  /** Committees (unit paths) whose chair's rights the person exercises that day. */
  chairs: readonly string[]
}

/** Whether a person is an admin anywhere on a day. */
export const isAdmin = ({ postsOf }: Pick<Directory, 'postsOf'>, person: Person, on: Day): boolean => postsOf(person, on).some(({ roles: held }) => held.includes('admin'))

type ByRole = Exclude<Who, string>

/** Whether a person may, on a day, do at a unit what `who` allows. */
export function mayUse(who: Who, { directory, person, unit, on, chairs }: Where): boolean {
  if (who === 'everyone') return true
  if (!person || person.gone) return false
  if (who === 'known') return true
  if (unit === undefined) return false
  if (who.chair && chairs.includes(unit)) return true
  return directory.postsOf(person, on).some((post) => post.roles.some((role) => who.roles.includes(role) && reaches(role, post, who, unit, directory)))
}

function reaches(role: Role, post: Post, who: ByRole, unit: string, directory: Directory): boolean {
  if (role === 'leader' && who.mode === 'write') return false
  if (role !== 'contact') return within(unit, post.unit)
  if (post.unit === unit) return true
  return who.mode === 'read' && who.committee === true && directory.parent(post.unit)?.path === unit
}

/** Who may, in words for help and refusals, of 本单位 or a unit by name: 本单位及上级的管理员、团干部，或现任轮值主席单位的联系人. */
export function spellWho(who: Who, unit = '本单位'): string {
  if (who === 'everyone') return '任何人'
  if (who === 'known') return '已登记的人员'
  const names = (['admin', 'leader', 'cadre'] as const)
    .filter((role) => who.roles.includes(role) && !(role === 'leader' && who.mode === 'write'))
    .map((role) => roleNames[role])
  const parts: string[] = []
  if (names.length > 0) parts.push(`${unit}及上级的${names.join('、')}`)
  if (who.roles.includes('instructor')) parts.push(`负责${unit}的指导员`)
  if (who.roles.includes('contact')) parts.push(who.mode === 'read' && who.committee ? `${unit}及其成员单位的联系人` : `${unit}的联系人`)
  if (who.chair) parts.push('现任轮值主席单位的联系人')
  return parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join('，')}，或${parts.at(-1)}`
}
