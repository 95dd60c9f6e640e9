/** Outbox to channel: one notice after another, each destination in order. */
import type { Channel } from '../channels/channel.ts'
import { byHand, channelName } from '../domain/channels.ts'
import type { Directory } from '../domain/directory.ts'
import { Refused, TryAgain } from '../domain/errors.ts'
import type { Chat } from '../domain/notice.ts'
import { day, minute } from '../domain/time.ts'
import type { Hold } from '../ledger/lease.ts'
import type { Ledger, Waiting } from '../ledger/types.ts'
import { handOver, pastedGroup } from './byHand.ts'
import type { Painter } from '../picture/painter.ts'
import { picturesFirst, waysTo, type Way } from './chat.ts'
import type { Log } from './log.ts'
import type { Observer } from './observer.ts'
import { NoRoom, NotOurs, sendBy } from './sendBy.ts'

/** What became of a destination's outbox: empty or another's to send, or to be tried again after some time (ms). */
export type Delivered = { done: true } | { done: false; retryAfter: number }

/** How long a notice is tried before it is given up and shown among the failed, ms. */
const patience = day
/** Tried at least so often, however old it is. */
const leastTries = 10
/** After so many failed tries by one way the next is tried as well. */
const triesByOneWay = 3

/** Wait after so many failed tries, ms; at least what the platform asked for. */
const backOff = (tries: number, least = 0): number => Math.max(least, Math.min(1000 * 2 ** tries, 30 * minute))

/** How long a notice that failed before must still wait, ms. */
const stillWaits = ({ tries, triedAt }: Waiting, now: number): number => (triedAt === undefined ? 0 : Math.max(0, triedAt + backOff(tries) - now))

export interface DeliverDeps {
  ledger: Ledger
  channels: readonly Channel[]
  now(): number
  /** On the destination, asked before each piece whether it is still ours; let go with the last notice. Absent: nobody else sends. */
  hold?: Hold | undefined
  /** What this process has sent and could not note, by the notice's id: it is noted later, not sent again. */
  unnoted?: Map<string, Sent> | undefined
  /** Makes pictures of bulletins; absent: they go as text. */
  painter?: Painter | undefined
  /** Told of a destination that something was put into because this one could not be reached. */
  wake?: ((chat: Chat) => Promise<void>) | undefined
  observer?: Pick<Observer, 'sent'> | undefined
  log?: Pick<Log, 'warn'> | undefined
}

type Sent = Parameters<Ledger['outbox']['sent']>[1]

/** Whether what one way answered leaves the next to be tried: a refusal at once, a passing failure after some tries, a full channel never. */
const mayGoOn = (error: unknown, { tries }: Waiting): boolean => error instanceof Refused || (!(error instanceof NoRoom) && tries >= triesByOneWay)

const outcomeOf = (error: unknown) => (error instanceof Refused ? 'refused' : error instanceof NoRoom ? 'full' : 'failed')

/** Notes a failed try for whoever looks after the service: which channel, what sort and the platform's number, never the words. */
function tell(error: unknown, { channel, asPictures }: Way, { sort, at }: Waiting, { now, observer, log }: DeliverDeps): void {
  const errcode = error instanceof Refused || error instanceof TryAgain ? error.errcode : undefined
  const outcome = outcomeOf(error)
  const what = { channel: channel.id, sort, outcome, errcode, ms: now() - at } as const
  observer?.sent(what)
  if (outcome !== 'full') log?.warn(asPictures && error instanceof Error ? { ...what, as: 'pictures', why: error.message } : what, 'a notice could not be sent')
}

/** Sends by the first way that takes it, and answers how. Else the last way's error and what every way said. Throws NotOurs. */
async function sendByAny(ways: readonly Way[], notice: Waiting, directory: Directory, deps: DeliverDeps): Promise<{ sent: Sent } | { error: unknown; why: string }> {
  const { ledger, painter, now, hold, observer } = deps
  const said: string[] = []
  for (const [i, way] of ways.entries()) {
    try {
      const ref = await sendBy(way, notice, { directory, ledger, painter, now, hold, others: i < ways.length - 1 })
      observer?.sent({ channel: way.channel.id, sort: notice.sort, outcome: 'sent', errcode: undefined, ms: now() - notice.at })
      return { sent: { channel: way.channel.id, at: now(), ...(ref === undefined ? {} : { ref }) } }
    } catch (error) {
      if (error instanceof NotOurs) throw error
      tell(error, way, notice, deps)
      said.push(`${channelName(way.channel.id)}：${error instanceof Error ? error.message : String(error)}`)
      if (!mayGoOn(error, notice) || i === ways.length - 1) return { error, why: said.join('；') }
    }
  }
  return { error: undefined, why: `没有可用的通道：${notice.to}` }
}

/**
 * Sends everything that waits for one destination, in order. A notice nobody can be reached with is kept among the failed.
 * Throws when Redis could not note what was sent; `unnoted` remembers it.
 */
export async function deliver(to: Chat, deps: DeliverDeps): Promise<Delivered> {
  try {
    return await deliverAll(to, deps)
  } catch (error) {
    if (error instanceof NotOurs) return { done: true }
    throw error
  }
}

async function deliverAll(to: Chat, deps: DeliverDeps): Promise<Delivered> {
  const { ledger, channels, painter, now, hold, unnoted = new Map<string, Sent>() } = deps
  for (;;) {
    const [ours, notice, { directory }] = await Promise.all([hold?.renew() ?? true, ledger.outbox.head(to, hold), ledger.view()])
    if (!notice || !ours) return { done: true }
    const note = async (sent: Sent) => {
      unnoted.set(notice.id, sent)
      const more = await ledger.outbox.sent(notice, sent, hold)
      unnoted.delete(notice.id)
      return more
    }
    const before = unnoted.get(notice.id)
    if (before) {
      if (await note(before)) continue
      return { done: true }
    }
    const wait = stillWaits(notice, now())
    if (wait > 0) return { done: false, retryAfter: wait }
    const plain = waysTo(notice, directory, channels, now())
    const ways = painter ? picturesFirst(plain, notice, directory) : plain
    const outcome = await sendByAny(ways, notice, directory, deps)
    if ('sent' in outcome) {
      if (await note(outcome.sent)) continue
      return { done: true }
    }
    const { error, why } = outcome
    const group = ways.length === 0 || mayGoOn(error, notice) ? pastedGroup(notice, directory) : undefined
    const given = group ? await handOver(notice, group, deps) : []
    if (given.length > 0) {
      const more = await note({ channel: byHand, at: now() })
      for (const chat of given) await deps.wake?.(chat)
      if (more) continue
      return { done: true }
    }
    if (error instanceof NoRoom) return { done: false, retryAfter: error.afterMs }
    // What every way refuses will hardly be taken tomorrow; it must not stand before what is still of use.
    const hopeless = ways.length === 0 || (notice.tries >= leastTries && (error instanceof Refused || now() - notice.at > patience))
    if (hopeless) {
      await ledger.outbox.giveUp(notice, why, now())
      continue
    }
    // Read again: some of its pieces may have gone out.
    const left = await ledger.outbox.head(to)
    const pause = backOff(notice.tries + 1, error instanceof TryAgain ? error.afterMs : 0)
    // Whoever looks before the pause is over must see that it is not.
    if (left?.id === notice.id) await ledger.outbox.failedTry(left, now() + pause - backOff(notice.tries + 1))
    return { done: false, retryAfter: pause }
  }
}
