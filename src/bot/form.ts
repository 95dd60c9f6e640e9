/** A half-filled form: kept for 30 minutes per person and chat (grammar.md, Answers). */
import { z } from 'zod'
import type { Chat } from '../domain/notice.ts'
import { minute } from '../domain/time.ts'
import type { StateChange } from '../ledger/types.ts'

export const formLife = 30 * minute

const formShape = z.object({
  /** Name of the command it is for. */
  command: z.string(),
  /** Texts given so far, by field key. */
  raw: z.record(z.string(), z.string()),
  /** Field keys that are still asked for, in the order asked. */
  asked: z.array(z.string()),
  /** Choices that the last question offered, for a field. */
  choices: z.object({ field: z.string(), options: z.array(z.string()) }).optional(),
  /** Number of the record that the first message quoted. */
  quoted: z.string().optional(),
  /** Wrong values of before, by field key. */
  partial: z.record(z.string(), z.string()).optional(),
  /** Original texts so far, kept with the record. */
  texts: z.array(z.string()),
  /** Pictures and files that came with them. */
  attachments: z.array(z.object({ name: z.string(), type: z.string(), ref: z.string() })).optional(),
  /** When it lapses, ms; compared with the message's time. */
  expiresAt: z.number(),
})
export type Form = z.infer<typeof formShape>

/** Where a person's form in a chat is kept. */
export const formKey = (chat: Chat, who: { channel: string; sender: string }): string => `form|${chat}|${who.channel}|${who.sender}`

/** The form kept as text, unless it has lapsed by `now`. */
export function readForm(text: string | undefined, now: number): Form | undefined {
  if (text === undefined) return undefined
  const form = formShape.parse(JSON.parse(text))
  return form.expiresAt > now ? form : undefined
}

/** How long after it lapsed an answer to a form is still told so, ms. */
const mindedFor = 3 * 60 * minute

/** The form kept as text, marked, if it has lapsed by `now` but not long ago. */
export function lapsedForm(text: string | undefined, now: number): (Form & { lapsed: true }) | undefined {
  if (text === undefined) return undefined
  const form = formShape.parse(JSON.parse(text))
  return form.expiresAt <= now && now < form.expiresAt + mindedFor ? { ...form, lapsed: true } : undefined
}

/** Characters kept of all that was said for one form. */
const mostSaid = 30_000

/** The texts with one more. Of answers without end the first is kept, which says what it is about, and the latest. */
export function withText(texts: readonly string[], said: string): string[] {
  const [first = '', ...later] = [...texts, said]
  while (later.length > 1 && first.length + later.join('').length > mostSaid) later.shift()
  return [first, ...later]
}

export const keepForm = (key: string, form: Form): StateChange => ({ key, value: JSON.stringify(form), until: form.expiresAt + mindedFor })
export const dropForm = (key: string): StateChange => ({ key, value: null })
