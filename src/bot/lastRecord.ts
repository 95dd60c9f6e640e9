/** The record that somebody's last command in a chat made or changed: 刚才那条 means it for half an hour. */
import { createHash } from 'node:crypto'
import { minute, yearOf } from '../domain/time.ts'
import type { CommandDecision } from '../grammar/command.ts'
import { typedBetween } from '../grammar/fold.ts'
import { takeHead } from '../grammar/heading.ts'
import { understand } from '../grammar/parse.ts'
import { withNumber } from '../grammar/reference.ts'
import type { ParseContext, Understood } from '../grammar/understood.ts'
import type { Heard, StateChange, View } from '../ledger/types.ts'
import { messageOf } from './understanding.ts'

const life = 30 * minute

/** Where it is kept; without the account, which would outlive /注销 by half an hour. */
export const lastKey = ({ chat, channel, sender }: Heard): string => `last|${createHash('sha256').update(`${chat}|${channel}|${sender}`).digest('base64url').slice(0, 16)}`

/** What keeps the record that a decision is about. */
export function rememberLast(heard: Heard, { changes, notices }: CommandDecision): StateChange[] {
  const number = changes.length === 0 || heard.history ? undefined : notices.find(({ to, sort }) => to === heard.chat && sort === 'answer')?.about?.[0]
  const until = heard.at + life
  return number === undefined ? [] : [{ key: lastKey(heard), value: `${until} ${number}`, until }]
}

/** What is changed right after it was recorded (人数改成40) is said in few words. */
const longestChange = 40

/** Nothing but that it is not right. */
const wrong = /^(?:不对|(?:写|记|填|报|弄|搞)?错了|不是这样)[了啊呀吧。.!]*$/

/** Nothing but that it is to be taken back, perhaps with why: 撤回, 重复了，删掉刚才那条. */
const lately = '(?:刚才|刚刚|上一?条|[那这]一?条|刚才[那这]一?条|它|记录|的)*'
const back = new RegExp(`^(?:请|麻烦|帮我)?(?:(?:重复|发错|记错|弄错|记重)了?[,，\\s]*)?(?:把|将)?${lately}(?:撤回|撤销|撤掉|删掉|删除|删了|作废)${lately}[了吧。.!]*$`, 'u')
/** What goes before something that is added. */
const adding = /^(?:再|另外|还要)?(?:补充(?:一下)?|补上|加上|加一下|补一下)[\s,，:]*/u

/** Whether a message that speaks of a record says something that can be done with it. */
const says = (read: Understood): boolean => read.kind === 'command' || (read.kind === 'unknown' && read.about !== undefined)

/** A message that was not understood, read again with the number of that record where it speaks of it or says a change and nothing of what; itself when that is no help. */
export async function withLast(read: Understood, heard: Heard, at: ParseContext, view: View): Promise<Understood> {
  if (read.kind !== 'unknown' || read.slash) return read
  const { said } = takeHead(messageOf(heard), at)
  const refers = withNumber(said, '') !== undefined
  const takesBack = !refers && back.test(said.text)
  if (!refers && !takesBack && (read.courtesy || said.text.length > longestChange)) return read
  const [until, number] = (await view.state(lastKey(heard)))?.split('\n')[0]?.split(' ') ?? []
  const reread = (one: string, what?: string): Understood => understand({ text: what === undefined ? (withNumber(said, one) ?? '') : `${one}${what}`, private: true }, at)
  const known = number !== undefined && Number(until) > heard.at ? number : undefined
  if (takesBack && known !== undefined) return reread(known, '撤销')
  if (!refers && !takesBack) {
    if (known !== undefined && wrong.test(said.text)) return reread(known, '错了')
    const change = known === undefined ? undefined : understand({ text: `${known} ${typedBetween(said, adding.exec(said.text)?.[0].length ?? 0, said.text.length)}`, private: true }, at)
    return change?.kind === 'command' && change.via === 'word' && change.command.answers !== undefined ? change : read
  }
  const again = known === undefined ? undefined : reread(known)
  if (again) return says(again) ? again : read
  const example = read.instead === undefined ? kindsIn(at).map((kind) => `${kind}-${yearOf(heard.at)}-003`).find((one) => takesBack || says(reread(one))) : undefined
  const call = heard.group === undefined ? '' : `@${at.botNames[0] ?? ''} `
  return example === undefined ? read : { ...read, nearest: [], nothingLately: `${call}${takesBack ? `${example}撤销` : (withNumber(said, example) ?? '')}` }
}

/** Kinds of record that people speak of by their numbers. */
const kindsIn = ({ registry }: ParseContext): string[] => [...new Set(registry.all.flatMap(({ subject = '', fields }) => fields[subject]?.options ?? []))]
