/**
 * Addresses of groups and people that last longer than a login.
 *
 * Pad and service puppets have ids that last (`wxid_…`, `…@chatroom`, `…@openim`): such an id is the address, for good. The web's protocol gives
 * out new ids at every login (`@…`, `@@…`; protocol.md section F2). For those the channel makes addresses of its own (`web:…`), which the records
 * keep, and remembers in Redis which id stands behind an address during this login. A new login ends all of these ties. Each is tied again only
 * when somebody who holds the account confirms it (reattach.ts), or in the ordinary ways as a new group and a new person (/绑定, /我是 and /批准).
 * Until then an id of the new login gets a new address: whoever it is, it is nobody known, never somebody else.
 *
 * Why the holder of the account: after a new login nobody is known on this channel, no admin either, so nobody in a group could be believed; the
 * one party known for sure is who scanned the code. What is compared are digests, as names of people who only chat are nobody's to keep; only
 * those are noted who said something to the bot.
 */
import { createHash, randomBytes } from 'node:crypto'
import type { Redis } from 'ioredis'
import { z } from 'zod'
import { wechatyBookKey } from '../../domain/channels.ts'
import { day } from '../../domain/time.ts'

/** Whether an id is good for one login only. */
export const passing = (id: string): boolean => id.startsWith('@')

/** What two names are compared by. */
export const digest = (name: string): string => createHash('sha256').update(name).digest('base64url').slice(0, 22)

const entry = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('room'), topic: z.string(), seen: z.number() }),
  /** `rooms`: by a room's address the name in that room, empty when there is none of its own. */
  z.object({ kind: z.literal('person'), name: z.string(), rooms: z.record(z.string(), z.string()), seen: z.number() }),
])
/** What is remembered of a group or person to know them again by, in digests. */
export type Entry = z.infer<typeof entry>

const prefix = 'tx:{~channels}:wechaty:'
const keys = { login: `${prefix}login`, links: `${prefix}links`, book: wechatyBookKey }
/** Who was not heard for so long is not looked for any more, ms. */
const forgottenAfter = 180 * day

export interface Book {
  /** Reads what is kept; when another login is in force (`self`: the account's id in it), no id of before stands for anybody. */
  open(self: string, now: number): Promise<void>
  /** The address of an id; an unknown passing one gets a new address, which is kept only by `note`. */
  addressOf(id: string): string
  /** The id behind an address in this login. */
  idOf(address: string): string | undefined
  /** Whether an id is tied to its address beyond this process. */
  isTied(id: string): boolean
  /** Entries of addresses to which no id of this login is tied. */
  lost(): Map<string, Entry>
  /** Keeps the address of an id, and what it can be known by. Nothing for ids that last. */
  note(id: string, known: Entry): Promise<void>
  /** Ties ids to addresses of before. */
  tie(pairs: readonly { id: string; address: string }[]): Promise<void>
}

export function createBook(redis: Redis): Book {
  const addresses = new Map<string, string>()
  const ids = new Map<string, string>()
  const entries = new Map<string, Entry>()
  const tied = new Set<string>()
  const set = (id: string, address: string) => {
    const before = addresses.get(id)
    if (before !== undefined) ids.delete(before)
    addresses.set(id, address)
    ids.set(address, id)
  }
  const addressOf = (id: string): string => {
    if (!passing(id)) return id
    if (!addresses.has(id)) set(id, `web:${randomBytes(9).toString('hex')}`)
    return addresses.get(id) ?? id
  }
  return {
    addressOf,
    async open(self, now) {
      const login = digest(self)
      if ((await redis.get(keys.login)) !== login) await redis.multi().del(keys.links).set(keys.login, login).exec()
      const [links, book] = await Promise.all([redis.hgetall(keys.links), redis.hgetall(keys.book)])
      for (const one of [addresses, ids, entries, tied]) one.clear()
      for (const [id, address] of Object.entries(links)) {
        set(id, address)
        tied.add(id)
      }
      for (const [address, text] of Object.entries(book)) {
        const read = entry.parse(JSON.parse(text))
        if (read.seen < now - forgottenAfter) await redis.hdel(keys.book, address)
        else entries.set(address, read)
      }
    },
    idOf: (address) => (address.startsWith('web:') ? ids.get(address) : passing(address) ? undefined : address),
    isTied: (id) => !passing(id) || tied.has(id),
    lost: () => new Map([...entries].filter(([address]) => !tied.has(ids.get(address) ?? ''))),
    async note(id, known) {
      if (!passing(id)) return
      const address = addressOf(id)
      const before = entries.get(address)
      const rooms = known.kind === 'person' && before?.kind === 'person' ? { ...before.rooms, ...known.rooms } : undefined
      const next: Entry = known.kind === 'person' ? { ...known, rooms: rooms ?? known.rooms } : known
      const same = before && JSON.stringify({ ...before, seen: 0 }) === JSON.stringify({ ...next, seen: 0 }) && next.seen < before.seen + day
      if (same && tied.has(id)) return
      await redis.multi().hset(keys.links, id, address).hset(keys.book, address, JSON.stringify(next)).exec()
      entries.set(address, next)
      tied.add(id)
    },
    async tie(pairs) {
      if (pairs.length === 0) return
      await redis.hset(keys.links, Object.fromEntries(pairs.map(({ id, address }) => [id, address])))
      for (const { id, address } of pairs) {
        set(id, address)
        tied.add(id)
      }
    },
  }
}
