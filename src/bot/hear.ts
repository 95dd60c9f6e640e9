/** The first two steps of a message's road: does it concern the bot, and is it safe? */
import type { Hear, HearOutcome, Incoming } from '../channels/channel.ts'
import { announcement } from '../domain/records/announcement.ts'
import type { Chat } from '../domain/notice.ts'
import type { Hold, Offer } from '../ledger/lease.ts'
import type { Ledger, View } from '../ledger/types.ts'
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
  /** The hold on a chat's inbox, where this process would work it itself; absent: it does not work. */
  offer?(chat: Chat): Offer | undefined
  /** Called once a message is safe: wakes whoever works the inbox. Not waited for, and may fail: what was missed is swept up. */
  wake(chat: Chat, hold?: Hold): Promise<void>
}

/**
 * Hearing for every channel. A message that concerns nobody is forgotten here and leaves no trace.
 * Bare words are kept only where they answer something: a form of this person, an announcement of this chat, or what an earlier message that waits may ask.
 */
export function createHear({ ledger, now, concerns, offer, wake }: HearDeps): Hear {
  /** Whether the message answers a form, or what may be open once the messages before are handled. */
  const answers = async (message: Incoming, chat: Chat, view: View, open: boolean): Promise<boolean> => {
    const [before, kept] = await Promise.all([ledger.inbox.head(chat), view.state(formKey(chat, message))])
    const form = readForm(kept, message.at) ?? lapsedForm(kept, message.at)
    if (before === undefined) return form !== undefined && concerns(message, view, { open, form })
    return concerns(message, view, { open: true, form }) || (await ledger.inbox.holds(chat, message.channel, message.sender))
  }
  /** A repeat, or asked again by a connection that broke before it was known that the first one is safe: then the hold taken with it is ours. */
  const wakeAgain = async (chat: Chat, wanted: Offer | undefined): Promise<void> => {
    const hold = wanted?.perhaps()
    if (!hold || (await hold.renew().catch(() => false))) return wake(chat, hold)
    // Else it would take the inbox as soon as it can, and keep it from whoever works.
    hold.letGo()
    return wake(chat)
  }
  const take = async (message: Incoming): Promise<HearOutcome> => {
    const view = await ledger.view()
    const chat = chatOf(message, view.directory)
    const open = (await view.count(announcement, 'chat', chat, { from: message.at })) > 0
    // What means the bot by its own words does so whatever else waits for an answer.
    if (!concerns(message, view, { open, form: undefined }) && !(await answers(message, chat, view, open))) return 'ignored'
    const wanted = offer?.(chat)
    const outcome = await ledger.hear({ ...message, chat }, message.history ? message.at : now(), { keep: message.history === true, offer: wanted })
    // Where the hold was wanted and another has it, that one looks into the inbox again before it lets go.
    if (outcome === 'duplicate') void wakeAgain(chat, wanted).catch(() => {})
    else if (outcome === 'held' || (outcome === 'heard' && !wanted)) void wake(chat, outcome === 'held' ? wanted?.taken() : undefined).catch(() => {})
    return outcome === 'held' ? 'heard' : outcome
  }
  return (message) => inTime(take(cutLong(message)))
}
