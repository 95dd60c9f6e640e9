/** Finds what is to be corrected or voided, and who must hear of it. */
import { groupAt } from '../../domain/directory.ts'
import { SayToUser } from '../../domain/errors.ts'
import { groupIn, type Chat, type Notice } from '../../domain/notice.ts'
import { dayOf } from '../../domain/time.ts'
import { mayUse, spellWho } from '../../domain/roles.ts'
import type { CommandDecision } from '../../grammar/command.ts'
import type { AnyKind, AnyRec } from '../records/find.ts'
import { theRecord } from '../records/find.ts'
import type { Correction, CorrectionAsk, Follow } from './correction.ts'
import { corrections } from './index.ts'

async function find(number: string, { view, ctx }: CorrectionAsk): Promise<{ kind: AnyKind; record: AnyRec; correction: Correction }> {
  const { kind, record } = await theRecord(number, view, ctx)
  const correction = corrections.find((one) => one.label === kind.label)
  if (!correction) throw new SayToUser(`${kind.label}不能直接更正或作废。可以更正的有：${corrections.map((one) => one.label).join('、')}。`)
  return { kind, record, correction }
}

/** What is said of a record besides its fields, by whoever may say it; undefined when it is an ordinary correction. */
export async function aside(number: string, said: string, ask: CorrectionAsk): Promise<CommandDecision | undefined> {
  const { record, correction } = await find(number, ask)
  return record.void ? undefined : correction.aside?.(record as never, said, ask)
}

/** A record that the sender may correct or void. Throws SayToUser where it may not be. */
export async function correctable(number: string, ask: CorrectionAsk): Promise<{ kind: AnyKind; record: AnyRec; correction: Correction }> {
  const { view, ctx } = ask
  const { kind, record, correction } = await find(number, ask)
  const where = { directory: view.directory, person: ctx.sender, unit: record.unit, on: dayOf(ctx.now), chairs: ctx.chairs }
  if (!mayUse(correction.who, where)) throw new SayToUser(`没有权限：${number} 由${spellWho(correction.who, view.directory.unit(record.unit)?.short)}更正。`)
  if (record.void) throw new SayToUser(`${number} 已经作废，不能再改。`)
  const refusal = correction.refuses?.(record as never, ask)
  if (refusal) throw new SayToUser(`${refusal}。`)
  return { kind, record, correction }
}

/** Whether a chat is still there to be told: a group may have been unbound since (/解绑). */
const isThere = (chat: Chat, { view }: CorrectionAsk): boolean => groupIn(chat) === undefined || groupAt(view.directory, chat) !== undefined

/** The same thing said in the other chats where the record or one that goes along with it was posted: once in each, by the numbers known there. */
export function postsOf(correction: Correction, record: AnyRec, { along = [], besides = [] }: Follow, say: (numbers: string) => string, ask: CorrectionAsk): Notice[] {
  const posted = [{ ref: record.id, chats: correction.postedIn?.(record as never, ask) ?? [] }, ...along]
  const chats = new Set([...posted.flatMap((one) => one.chats), ...besides.map(({ to }) => to)])
  chats.delete(ask.ctx.chat)
  return [...chats].filter((chat) => isThere(chat, ask)).map((to): Notice => {
    const here = posted.filter((one) => one.chats.includes(to)).map(({ ref }) => ref)
    const about = here.length > 0 ? here : [record.id]
    const more = besides.filter((one) => one.to === to).map(({ text, todo }) => `${text}；${todo}`)
    return { to, text: [say(about.join('、')), ...more].join('\n'), sort: 'notice', about }
  })
}

/** Lines of the answer about what goes along: `verb` is 更正 or 作废. */
export const alongLines = ({ along = [], besides = [] }: Follow, verb: string): string[] => [
  ...(along.length > 0 ? [`转发的 ${along.map(({ ref }) => ref).join('、')} 随之${verb}`] : []),
  ...besides.map(({ text }) => text),
]
