/** The first admin: named by the configuration, or whoever types the one-time code printed at start. */
import { createHash, randomInt } from 'node:crypto'
import { z } from 'zod'
import { platformOf } from '../../domain/channels.ts'
import { amend, type Change } from '../../domain/record.ts'
import { person, roleNames, type Post } from '../../domain/records/directory.ts'
import type { JoinData } from '../../domain/records/joinRequest.ts'
import { sameSecret } from '../../domain/secret.ts'
import { dayOf } from '../../domain/time.ts'
import type { Heard, Ledger, View } from '../../ledger/types.ts'
import { admit } from './admit.ts'

/** Where it is kept while nobody is admin. */
export const firstAdminKey = 'first-admin'
const kept = z.union([z.object({ id: z.string() }), z.object({ code: z.string() })])

const digest = (code: string): string => createHash('sha256').update(code.trim().toUpperCase()).digest('hex')
/** Letters and digits that are not mistaken for one another. */
const signs = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789'
const newCode = (): string => Array.from({ length: 10 }, () => signs[randomInt(signs.length)]).join('').replace(/^(.{5})/, '$1-')

const hasAdmin = (view: View): boolean =>
  view.directory.people.some((one) => !one.gone && one.posts.some((post) => post.roles.includes('admin')))

/** Prepares the first admin's way in while there is no admin; answers the code to be printed, if one is needed. Only its digest is kept. */
export async function prepareFirstAdmin(ledger: Ledger, configured: string | undefined, now: number): Promise<string | undefined> {
  const view = await ledger.view()
  if (hasAdmin(view)) return undefined
  const code = configured === undefined ? newCode() : undefined
  const value = JSON.stringify(code === undefined ? { id: configured } : { code: digest(code) })
  await ledger.commit({
    cause: { key: `first-admin|${now}`, day: dayOf(now) }, view, now, by: 'setup', changes: [], notices: [],
    state: [{ key: firstAdminKey, value }],
  })
  return code
}

/** What makes somebody the first admin: a new person, or one who is in the roster already. */
export async function firstAdminChanges(join: JoinData, view: View, now: number): Promise<Change[]> {
  const known = join.person === undefined ? undefined : await view.get(person, join.person)
  if (!known) return (await admit(join, 'admin', view, now)).changes
  const { posts, ids } = known.data
  const post: Post = { unit: join.unit, title: join.title, roles: ['admin'] }
  return [amend(person, known, { posts: [...posts, post], ids: { ...ids, [platformOf(join.channel)]: join.sender } }, 'grant', `${roleNames.admin}，${join.unit}`)]
}

/** Whether this sender becomes the first admin: the configured id, or the code typed. */
export async function isFirstAdmin(view: View, { channel, sender }: Pick<Heard, 'channel' | 'sender'>, code: string | undefined): Promise<boolean> {
  const text = await view.state(firstAdminKey)
  if (text === undefined || hasAdmin(view)) return false
  const way = kept.parse(JSON.parse(text))
  if ('id' in way) return way.id === sender || way.id === `${platformOf(channel)}:${sender}`
  return code !== undefined && sameSecret(digest(code), way.code)
}
