/** Taking somebody in, or attaching a new channel id to somebody known. */
import { platformOf } from '../../domain/channels.ts'
import { allot, amend, create, type Change } from '../../domain/record.ts'
import { person, type Post, type Role } from '../../domain/records/directory.ts'
import type { JoinData } from '../../domain/records/joinRequest.ts'
import type { View } from '../../ledger/types.ts'

/** The role that comes with a post unless an admin changes it: contact of a member unit, cadre elsewhere. */
export function usualRole(view: View, unit: string): Role {
  const kind = view.directory.unit(unit)?.kind
  return kind === '成员单位' || kind === '青年社会组织' ? 'contact' : 'cadre'
}

/** The changes that admit somebody with a role at the unit asked for, and who it now is. */
export async function admit(join: JoinData, role: Role, view: View, now: number): Promise<{ changes: Change[]; person: string }> {
  const { name, unit, title, channel, sender } = join
  const known = join.person === undefined ? undefined : await view.get(person, join.person)
  if (known) return { changes: [amend(person, known, { ids: { ...known.data.ids, [platformOf(channel)]: sender } }, 'attach')], person: known.id }
  const number = { ...allot('person'), prefix: 'p' }
  const post: Post = { unit, title, roles: [role] }
  const data = { name, unit, posts: [post], ids: { [platformOf(channel)]: sender } }
  return { changes: [create(person, { id: number.token, unit, data, now, allot: [number] })], person: number.token }
}
