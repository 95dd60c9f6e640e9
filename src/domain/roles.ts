/** Who may do what where (domain.md, Units, posts, groups). */
import type { Directory, Person } from './directory.ts'
import type { Role } from './records/directory.ts'
import type { Day } from './time.ts'

/**
 * Who may use a command.
 * - `everyone`: also people the bot does not know yet.
 * - `known`: every known person, for what concerns only themselves.
 * - `roles`: holders of one of the roles at the command's unit or above it (a contact only at its own unit). With `mode: 'read'` leaders read all below and instructors their assigned units; contacts read their own unit.
 * - `chair`: also the contacts of the member unit that chairs the unit's committee on that day (S2).
 */
export type Who = 'everyone' | 'known' | { roles: Role[]; mode: 'read' | 'write'; chair?: true }
