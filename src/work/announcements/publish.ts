/** Putting an announcement out: the record, who is to confirm it, and where it is posted (S28). */
import { give, groupsOf, spellUnits, type Share } from '../assignments/give.ts'
import { settlers } from '../assignments/mine.ts'
import { committeeName } from '../chairs/say.ts'
import { nameOf, type Directory } from '../../domain/directory.ts'
import { groupChat, type Chat, type Notice } from '../../domain/notice.ts'
import { create, type Change } from '../../domain/record.ts'
import { announcement, type AnnouncementData } from '../../domain/records/announcement.ts'
import { day, dayOf, dueAt, spellDeadline, type Moment } from '../../domain/time.ts'
import type { Who } from '../../domain/roles.ts'
import { within } from '../../domain/unitPath.ts'
import type { Context } from '../../grammar/command.ts'
import type { View } from '../../ledger/types.ts'

/** Who may publish and pass on. */
export const announcers: Who = { roles: ['admin', 'cadre'], mode: 'write', chair: true }

/** Until when a plain 收到 counts, ms: until the deadline and a week more, without a deadline a week. */
export const openUntil = (deadline: Moment | undefined, now: number): number => (deadline === undefined ? now : Math.max(now, dueAt(deadline))) + 7 * day

export interface Announcement {
  title: string
  content?: string | undefined
  deadline?: Moment | undefined
  issuer: string
  units: string[]
  receipts: AnnouncementData['receipts']
  forwards?: string | undefined
}

function sharesOf({ units, receipts }: Announcement, view: View, now: number): Share[] {
  if (receipts === '每单位') return units.map((unit) => ({ unit }))
  return units.flatMap((unit) => view.directory.holders(unit, dayOf(now)).map((person) => ({ unit, person: person.id })))
}

/** Units asked of which nobody is registered who could answer: their receipts will not come. */
export const unanswering = (units: readonly string[], { directory }: View, now: number): string[] =>
  units.filter((unit) => directory.holders(unit, dayOf(now), ...settlers.roles).length === 0)

/** The post as everybody sees it. */
function spell({ title, content, deadline, units, receipts, forwards }: Announcement, ref: string, issuer: string, directory: Directory): string {
  return [
    `【通知】${ref}：${title}`,
    ...(content === undefined ? [] : [content]),
    ...(deadline === undefined ? [] : [`截止：${spellDeadline(deadline)}`]),
    `对象：${spellUnits(units, directory)}`,
    `发布：${issuer}${forwards === undefined ? '' : `（转自 ${forwards}）`}`,
    `${receipts === '每人' ? '每人' : '每单位'}请回复“收到”`,
  ].join('\n')
}

/** Who speaks: the unit, or for its committee the member unit in the chair (S2). */
function issuerName(issuer: string, { directory }: View, { chairs, sender }: Context): string {
  const asChair = sender !== undefined && chairs.includes(issuer) && !within(issuer, sender.unit)
  return asChair ? `${committeeName(directory, issuer)}轮值主席（${nameOf(directory, sender.unit)}）` : nameOf(directory, issuer)
}

/** Changes and posts of a new announcement. The post in the chat where it was ordered is its answer there. */
export function publish(one: Announcement, view: View, ctx: Context): { changes: Change[]; notices: Notice[]; ref: string; shares: number } {
  const chats: Chat[] = [...new Set([...(ctx.group ? [groupChat(ctx.group.id)] : []), ...groupsOf(one.units, view.directory)])]
  const { title, content, deadline, issuer, units, receipts, forwards } = one
  const record = create(announcement, { unit: issuer, now: ctx.now, data: { title, content, deadline, units, receipts, chats, forwards, openUntil: openUntil(deadline, ctx.now) } })
  const shares = sharesOf(one, view, ctx.now)
  const given = give(shares, {
    ref: record.ref, label: announcement.label, title, issuer, deadline, next: `/收到 ${record.ref}`, escalates: false, now: ctx.now,
  })
  const text = spell(one, record.ref, issuerName(issuer, view, ctx), view.directory)
  const notices = chats.map((to): Notice => ({ to, text, sort: to === ctx.chat ? 'answer' : 'notice', about: [record.ref], actions: [{ label: '收到', say: `/收到 ${record.ref}` }] }))
  return { changes: [record, ...given], notices, ref: record.ref, shares: shares.length }
}
