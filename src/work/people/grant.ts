/** Roles given and taken (/授权, /撤权). */
import { nameOf } from '../../domain/directory.ts'
import { SayToUser } from '../../domain/errors.ts'
import { amend, type Change } from '../../domain/record.ts'
import { person, roleNames, type Post, type Role } from '../../domain/records/directory.ts'
import { within } from '../../domain/unitPath.ts'
import type { View } from '../../ledger/types.ts'

/** The roles by their Chinese names. */
export const roleOf = new Map<string, Role>(Object.entries(roleNames).map(([role, name]) => [name, role as Role]))
export const roleOptions = ['管理员', '领导', '指导员', '团干部', '联系人'] as const

async function load(id: string, view: View) {
  const found = await view.get(person, id)
  if (!found) throw new SayToUser('名册里没有这个人，请先让其发 /我是 登记。')
  return found
}

/** Whether anybody else is admin at a unit or above it. */
export const otherAdmin = (view: View, id: string, unit: string): boolean =>
  view.directory.people.some((one) => one.id !== id && !one.gone && one.posts.some((post) => post.roles.includes('admin') && within(unit, post.unit)))

/** Adds a role at a unit to a person's post there; without one a post named after the role is made. */
export async function grantRole(id: string, role: Role, unit: string, view: View): Promise<Change> {
  const found = await load(id, view)
  const { posts, name } = found.data
  const there = posts.find((post) => post.unit === unit && post.to === undefined)
  if (there?.roles.includes(role)) throw new SayToUser(`${name}已经是${nameOf(view.directory, unit)}的${roleNames[role]}。`)
  const next: Post[] = there
    ? posts.map((post) => (post === there ? { ...post, roles: [...post.roles, role] } : post))
    : [...posts, { unit, title: roleNames[role], roles: [role] }]
  return amend(person, found, { posts: next }, 'grant', `${roleNames[role]}，${unit}`)
}

/** Takes a role at a unit away; a post that was nothing but the role goes with it. The last admin of a unit stays. */
export async function revokeRole(id: string, role: Role, unit: string, view: View): Promise<Change> {
  const found = await load(id, view)
  const { posts, name } = found.data
  const short = nameOf(view.directory, unit)
  if (!posts.some((post) => post.unit === unit && post.roles.includes(role))) {
    throw new SayToUser(`${name}不是${short}的${roleNames[role]}，不用撤。`)
  }
  if (role === 'admin' && !otherAdmin(view, id, unit)) throw new SayToUser(`${name}是${short}最后一位管理员，撤了就没人能管理了。请先用 /授权 增加一位。`)
  const next = posts.flatMap((post): Post[] => {
    if (post.unit !== unit || !post.roles.includes(role)) return [post]
    const left = post.roles.filter((one) => one !== role)
    return left.length === 0 && post.title === roleNames[role] ? [] : [{ ...post, roles: left }]
  })
  return amend(person, found, { posts: next }, 'revoke', `${roleNames[role]}，${unit}`)
}
