/** The first two steps of a message's road: does it concern the bot, and is it safe? */
import type { Hear, Incoming } from '../channels/channel.ts'
import { announcement } from '../domain/records/announcement.ts'
import type { Ledger } from '../ledger/types.ts'
import { chatOf } from './chat.ts'
import { formKey, lapsedForm, readForm } from './form.ts'
import type { Handler } from './handle.ts'
import { inTime } from './inTime.ts'
import { cutLong } from './understanding.ts'

export interface HearDeps {
  ledger: Ledger
  now(): number
  /** Whether a message is meant for the bot, given the sender's form and whether anything is open in the chat. */
  concerns: Handler['concerns']
  /** Called once a message is safe: wakes whoever works the inbox. Not waited for, and may fail: what was missed is swept up. */
  wake(chat: string): Promise<void>
}

/**
 * Hearing for every channel. A message that concerns nobody is forgotten here and leaves no trace.
 * Bare words are kept only where they answer something: a form of this person, an announcement of this chat, or what an earlier message that waits may ask.
 */
export function createHear({ ledger, now, concerns, wake }: HearDeps): Hear {
  const take = async (message: Incoming) => {
    const view = await ledger.view()
    const chat = chatOf(message, view.directory)
    // What is open here counts, and so does what may be open once the messages before are handled.
    const [announced, before, open] = await Promise.all([
      view.count(announcement, 'chat', chat, { from: message.at }),
      ledger.inbox.head(chat),
      view.state(formKey(chat, message)),
    ])
    const waiting = announced > 0 || before !== undefined
    const form = readForm(open, message.at) ?? lapsedForm(open, message.at)
    const kept = concerns(message, view, { open: waiting, form }) || (before !== undefined && (await ledger.inbox.holds(chat, message.channel, message.sender)))
    if (!kept) return { outcome: 'ignored' as const, chat }
    return { outcome: await ledger.hear({ ...message, chat }, message.history ? message.at : now(), { keep: message.history === true }), chat }
  }
  return async (message) => {
    const { outcome, chat } = await inTime(take(cutLong(message)))
    // A repeat, too: the connection may have broken before it was known that the first one is safe.
    if (outcome === 'heard' || outcome === 'duplicate') void wake(chat).catch(() => {})
    return outcome
  }
}
