/** Messages that wait to be handled, one list per chat. */
import type { Redis } from 'ioredis'
import { addDays, dayOf, day } from '../../domain/time.ts'
import { stripSigns } from '../commit/placeholder.ts'
import { compactDay, identityOf } from '../keys.ts'
import { nameOf } from '../scripts.ts'
import type { Heard, Ledger } from '../types.ts'
import type { ReadCache } from '../views/reads.ts'
import type { Ask } from './fence.ts'
import type { Firsts } from './firsts.ts'

/** Ids are remembered for this long; a message older than that is refused, since it could be one that is forgotten. */
export const remembered = 365 * day

const parse = (json: string): Heard => JSON.parse(json) as Heard
const read = (item: string): Heard => parse(item.slice(item.indexOf('\n') + 1))

/** A message as it is kept, without what it may not hold: the signs of placeholders anywhere, control signs in its id. */
function kept(message: Heard): { id: string; json: string } {
  const id = stripSigns(message.id).replaceAll(/\p{Cc}/gu, '_')
  return { id, json: stripSigns(JSON.stringify({ ...message, id })) }
}

const outcomes = ['duplicate', 'heard', 'held', 'held'] as const
const noOffer = { name: '', token: '', ms: 0 }

/** `cache`: told where the chain ends; absent where answers come late. */
export const createHear =
  (ask: Ask, prefix: string, firsts: Firsts<Heard>, cache: Pick<ReadCache, 'standsAt'> | undefined): Ledger['hear'] =>
  async (message, now, { keep = false, offer } = {}) => {
    if (message.at < now - remembered) return 'tooOld'
    const { id, json } = kept(message)
    const chat = stripSigns(message.chat)
    const on = dayOf(message.at)
    const [set, before] = keep ? ['kept', ''] : [compactDay(on), compactDay(addDays(on, -1))]
    const { name, token, ms } = offer ?? noOffer
    const [outcome, end] = (await ask(nameOf('hear'), prefix, set, identityOf({ channel: message.channel, id }), chat, json, name, token, ms, before)) as [outcome: 0 | 1 | 2 | 3, end?: (string | null)[]]
    if (end) cache?.standsAt(end[0] ?? '', end[1] ?? '', end[2] ?? '')
    if (outcome === 3 && offer) firsts.note(offer, parse(json))
    return outcomes[outcome]
  }

export const createInbox = (redis: Redis, prefix: string, firsts: Firsts<Heard>): Ledger['inbox'] => ({
  async head(chat, hold) {
    const first = firsts.take(hold)
    if (first) return first
    const item = await redis.lindex(`${prefix}in:${chat}`, 0)
    return item === null ? undefined : read(item)
  },
  async holds(chat, channel, sender) {
    const items = await redis.lrange(`${prefix}in:${chat}`, 0, -1)
    return items.map(read).some((heard) => heard.channel === channel && heard.sender === sender)
  },
  chats: async () => (await redis.smembers(`${prefix}in`)).sort(),
})
