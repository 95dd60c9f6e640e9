/** What happens when our own code fails on a message: it is kept, named and visible, and the next message goes on. */
import { createHash } from 'node:crypto'
import { TryAgain } from '../domain/errors.ts'
import { identityOf } from '../ledger/keys.ts'
import type { Heard, Ledger, View } from '../ledger/types.ts'
import type { Log } from './log.ts'

/** Errors of Redis and of the platform pass; anything else is a mistake in this program. */
export const passes = (error: unknown): boolean =>
  error instanceof TryAgain || (error instanceof Error && (error.name === 'ReplyError' || /Connection is closed|due to connection close|ECONN|EPIPE|Socket closed/.test(error.message)))

const traceOf = (error: unknown): string => (error instanceof Error ? (error.stack ?? error.message) : String(error))

/** Keeps what went wrong with a job of the clock; it is tried again at its next round, and the latest failure counts. */
export const keepJobFault = (name: string, error: unknown, { ledger, now }: { ledger: Ledger; now: number }): Promise<void> =>
  ledger.failed.add({ id: name, at: now, what: 'job', ref: name, error: traceOf(error) })

/** A short name of a failure that a person can say: the first eight hex signs of the message id's digest. */
export const faultName = (message: Pick<Heard, 'channel' | 'id'>): string =>
  createHash('sha256').update(identityOf(message)).digest('hex').slice(0, 8).toUpperCase()

/** Takes the message off its inbox, tells its sender, and keeps message and error for whoever mends it. */
export async function keepFault(heard: Heard, error: unknown, view: View, at: { ledger: Ledger; log: Log; now: number; by: string }): Promise<void> {
  const name = faultName(heard)
  at.log.error({ message: identityOf(heard), fault: name, error: error instanceof Error ? error.name : 'unknown' }, 'a message could not be handled')
  await at.ledger.failed.add({ id: name, at: at.now, what: 'message', ref: identityOf(heard), error: traceOf(error), message: heard })
  await at.ledger.commit({
    cause: { inbox: heard }, view, now: at.now, by: at.by, changes: [],
    notices: heard.history ? [] : [{ to: heard.chat, sort: 'answer', text: `这条没有办成，编号 ${name}，已留存，管理员会看到。请稍后再试一次。` }],
  })
}
