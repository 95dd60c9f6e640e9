/** The line that was offered for what somebody told (您是不是要：/活动 …): 是的 soon after means it, unless something was recorded since. */
import { addDays, dayOf, instant, minute } from '../domain/time.ts'
import { takeHead } from '../grammar/heading.ts'
import { understand } from '../grammar/parse.ts'
import type { ParseContext, Understood } from '../grammar/understood.ts'
import type { Heard, StateChange, View } from '../ledger/types.ts'
import { lastKey } from './lastRecord.ts'
import { messageOf } from './understanding.ts'

/** Not beyond the day: 昨天 would be another one. */
const lapses = (at: number): number => Math.min(at + 10 * minute, instant(addDays(dayOf(at), 1)))
const yes = /^(?:是的?|对的?|没错|确认|确定|1|就这样|是这样|记(?:录|下)?)[了吧啊呀。.!~]*$/u

/**
 * Keeps the line that an answer offers, below the record that was the last: the next one takes the place of both. An answer that offers no line
 * drops what was offered before: yes is said to the last one.
 */
export async function rememberOffer(heard: Heard, read: Understood, view: View): Promise<StateChange[]> {
  if (read.kind !== 'unknown' || heard.history) return []
  const key = lastKey(heard)
  const [last = '', ...offered] = (await view.state(key))?.split('\n') ?? []
  if (read.instead === undefined) return offered.length === 0 ? [] : [{ key, value: last === '' ? null : last, until: last === '' ? undefined : Number(last.split(' ')[0]) }]
  const until = lapses(heard.at)
  return [{ key, value: `${last}\n${until} ${read.instead}`, until: Math.max(until, Number(last.split(' ')[0])) }]
}

/** The offered line, read, where the message says yes to it. */
export async function offeredBefore(read: Understood, heard: Heard, at: ParseContext, view: View): Promise<{ read: Understood; line: string } | undefined> {
  if (read.kind !== 'unknown' || heard.history || !yes.test(takeHead(messageOf(heard), at).said.text)) return undefined
  const [, ...kept] = (await view.state(lastKey(heard)))?.split('\n') ?? []
  const offer = kept.join('\n')
  const gap = offer.indexOf(' ')
  const line = offer.slice(gap + 1)
  return Number(offer.slice(0, Math.max(gap, 0))) > heard.at ? { read: understand({ text: line, private: true }, at), line } : undefined
}
