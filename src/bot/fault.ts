/** What happens when our own code fails on a message: it is kept, named and visible, and the next message goes on. */
import { createHash } from 'node:crypto'
import type { Heard, Ledger, View } from '../ledger/types.ts'
import type { Log } from './log.ts'

/** A short name of a failure that a person can say: the first eight hex signs of the message id's digest. */
export const faultName = ({ channel, id }: Pick<Heard, 'channel' | 'id'>): string =>
  createHash('sha256').update(`${channel}|${id}`).digest('hex').slice(0, 8).toUpperCase()

/** Takes the message off its inbox, tells its sender, and keeps message and error for whoever mends it. */
export async function keepFault(heard: Heard, error: unknown, view: View, at: { ledger: Ledger; log: Log; now: number; by: string }): Promise<void> {
  const name = faultName(heard)
  const why = error instanceof Error ? (error.stack ?? error.message) : String(error)
  at.log.error({ message: `${heard.channel}|${heard.id}`, fault: name, error: error instanceof Error ? error.name : 'unknown' }, 'a message could not be handled')
  await at.ledger.failed.add({ id: name, at: at.now, what: 'message', ref: `${heard.channel}|${heard.id}`, error: why, message: heard })
  await at.ledger.commit({
    cause: { inbox: heard }, view, now: at.now, by: at.by, changes: [],
    notices: heard.history ? [] : [{ to: heard.chat, sort: 'answer', text: `这条没有办成，编号 ${name}，已留存，管理员会看到。请稍后再试一次。` }],
  })
}
