/** Who has confirmed an announcement, and confirming it. */
import { settlers, type Assignment } from '../assignments/mine.ts'
import type { Person } from '../../domain/directory.ts'
import { amend, type Change, type Rec } from '../../domain/record.ts'
import { announcement, type AnnouncementData } from '../../domain/records/announcement.ts'
import { assignment } from '../../domain/records/assignment.ts'
import type { Post } from '../../domain/records/directory.ts'
import { dayOf } from '../../domain/time.ts'
import { inTreeOrder } from '../../domain/unitTree.ts'
import type { Context } from '../../grammar/command.ts'
import type { View } from '../../ledger/types.ts'

/** Whether a post lets its holder answer for its unit. */
const answers = (post: Post): boolean => settlers.roles.some((role) => post.roles.includes(role))

/** A person's own share: theirs by name, else that of a unit for which one of their posts answers. */
export function ownShare(shares: readonly Assignment[], person: Person | undefined, view: View, now: number): Assignment | undefined {
  if (!person) return undefined
  const units = new Set(view.directory.postsOf(person, dayOf(now)).filter(answers).map((post) => post.unit))
  return shares.find((share) => share.data.person === person.id) ?? shares.find((share) => share.data.person === undefined && units.has(share.unit))
}

/** `3/11` units or persons have confirmed; with one more counted when `plus` is 1. */
export const countOf = (shares: readonly Assignment[], plus = 0): string =>
  `${shares.filter((share) => share.data.done !== undefined).length + plus}/${shares.length}`

/** An announcement's or a task's shares, in tree order. */
export const sharesOf = async (number: string, view: View): Promise<Assignment[]> => inTreeOrder(await view.list(assignment, 'of', number), view.directory)

/** The change that confirms a share; `by` is whoever is named instead of the sender. */
export const confirm = (share: Assignment, ctx: Context, { by = ctx.sender?.id ?? '', note }: { by?: string | undefined; note?: string | undefined } = {}): Change =>
  amend(assignment, share, { done: { at: ctx.now, by, note } }, 'done')

/** Announcements open in a chat, newest first. */
export async function openIn(chat: string, view: View, now: number): Promise<Rec<AnnouncementData>[]> {
  const open = await view.list(announcement, 'chat', chat, { from: now })
  return open.sort((a, b) => b.version - a.version)
}

/** Receipts of the announcements that pass this one on, all levels down, as `done/all`; undefined when nobody passed it on. */
export async function countBelow(number: string, view: View): Promise<string | undefined> {
  let done = 0
  let all = 0
  const queue = await view.list(announcement, 'forwards', number)
  for (let next = queue.shift(); next; next = queue.shift()) {
    const shares = await sharesOf(next.id, view)
    done += shares.filter((share) => share.data.done !== undefined).length
    all += shares.length
    queue.push(...(await view.list(announcement, 'forwards', next.id)))
  }
  return all === 0 ? undefined : `${done}/${all}`
}
