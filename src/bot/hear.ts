/** The first two steps of a message's road: does it concern the bot, and is it safe? */
import type { Hear, Incoming } from '../channels/channel.ts'
import type { Understood } from '../grammar/parse.ts'
import type { Ledger, View } from '../ledger/types.ts'
import { chatOf } from './chat.ts'
import { formKey, readForm } from './form.ts'

export interface HearDeps {
  ledger: Ledger
  now(): number
  /** Reads a message as if every open form and announcement were waiting for it. */
  read(message: Incoming, view: View): Understood
  /** Called once a message is safe: wakes whoever works the inbox. */
  wake(chat: string): Promise<void>
}

/** Longest wait for Redis before the platform is told to try again, ms. */
const safeWithin = 3000

async function inTime<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('the message could not be made safe in time')), safeWithin)
  })
  try {
    return await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
  }
}

/**
 * Hearing for every channel. A message that concerns nobody is forgotten here and leaves no trace.
 * Bare words are kept only for a person with a form open in that chat, or with an earlier message still waiting there.
 */
export function createHear({ ledger, now, read, wake }: HearDeps): Hear {
  const take = async (message: Incoming) => {
    const view = await ledger.view()
    const chat = chatOf(message, view.directory)
    const concerns =
      read(message, view).kind !== 'silence' ||
      readForm(await view.state(formKey(chat, message)), message.at) !== undefined ||
      (await ledger.inbox.holds(chat, message.channel, message.sender))
    if (!concerns) return { outcome: 'ignored' as const, chat }
    return { outcome: await ledger.hear({ ...message, chat }, message.history ? message.at : now(), { keep: message.history === true }), chat }
  }
  return async (message) => {
    const { outcome, chat } = await inTime(take(message))
    if (outcome === 'heard') await wake(chat)
    return outcome
  }
}
