/** Outbox to channel: one notice after another, each destination in order. */
import type { Channel } from '../channels/channel.ts'
import { splitText } from '../channels/split.ts'
import type { Directory } from '../domain/directory.ts'
import { TryAgain } from '../domain/errors.ts'
import type { Chat } from '../domain/notice.ts'
import { mask, muteCalls } from '../domain/privacy.ts'
import { day, minute } from '../domain/time.ts'
import type { Ledger, Waiting } from '../ledger/types.ts'
import { mentionId, waysTo, type Way } from './chat.ts'

/** What became of a destination's outbox: empty, or to be tried again after some time (ms). */
export type Delivered = { done: true } | { done: false; retryAfter: number }

/** How long a notice is tried before it is given up and shown among the failed, ms. */
const patience = day
/** Tried at least so often, however old it is. */
const leastTries = 10

/** Wait after so many failed tries, ms; at least what the platform asked for. */
const backOff = (tries: number, least = 0): number => Math.max(least, Math.min(1000 * 2 ** tries, 30 * minute))

/** How long a notice that failed before must still wait, ms. */
const stillWaits = ({ tries, triedAt }: Waiting, now: number): number => (triedAt === undefined ? 0 : Math.max(0, triedAt + backOff(tries) - now))

async function sendBy(way: Way, notice: Waiting, directory: Directory): Promise<string | undefined> {
  const { channel, to } = way
  const mentions = (notice.mentions ?? []).flatMap((personId) => {
    const person = directory.person(personId)
    const id = person && mentionId(person, channel.id)
    return person && id ? [{ id, name: person.name }] : []
  })
  const pieces = splitText(muteCalls(mask(notice.text)), channel.can.maxBytes)
  let ref: string | undefined
  for (const [i, text] of pieces.entries()) {
    const receipt = await channel.send({
      id: pieces.length === 1 ? notice.id : `${notice.id}/${i + 1}`,
      text,
      sort: notice.sort,
      to,
      mentions: i === 0 ? mentions : [],
      at: notice.at,
      reply: i === 0 && notice.via === channel.id ? notice.reply : undefined,
    })
    ref = receipt.ref ?? ref
  }
  return ref
}

/** Sends everything that waits for one destination, in order. A notice nobody can be reached with is kept among the failed. */
export async function deliver(
  to: Chat,
  { ledger, channels, now }: { ledger: Ledger; channels: readonly Channel[]; now: () => number },
): Promise<Delivered> {
  for (;;) {
    const [notice, { directory }] = await Promise.all([ledger.outbox.head(to), ledger.view()])
    if (!notice) return { done: true }
    const wait = stillWaits(notice, now())
    if (wait > 0) return { done: false, retryAfter: wait }
    const [way] = waysTo(to, directory, channels, notice.via)
    if (!way) {
      await ledger.outbox.giveUp(notice, `没有可用的通道：${to}`, now())
      continue
    }
    try {
      const ref = await sendBy(way, notice, directory)
      await ledger.outbox.sent(notice, { channel: way.channel.id, at: now(), ...(ref === undefined ? {} : { ref }) })
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error)
      if (notice.tries >= leastTries && now() - notice.at > patience) {
        await ledger.outbox.giveUp(notice, why, now())
        continue
      }
      await ledger.outbox.failedTry(notice, now())
      return { done: false, retryAfter: backOff(notice.tries + 1, error instanceof TryAgain ? error.afterMs : 0) }
    }
  }
}
