/** What /注销 does to a person: a tombstone in the chain, and the deletion of what lies beside it. */
import type { Redis } from 'ioredis'
import { privateChat } from '../domain/notice.ts'
import { amend, type Change } from '../domain/record.ts'
import { person, type PersonData } from '../domain/records/directory.ts'
import { dropWords } from './failures.ts'
import { lines, readBody } from './log.ts'
import { readSide } from './side.ts'
import type { View } from './types.ts'

/** Act of the entry that says that a person's data was deleted. */
export const forgetAct = 'forget'

/** Stands where the name stood. */
export const forgottenName = '（已注销）'

/** The tombstone: name, channel ids and posts are gone, the record stays. Throws when there is no such person. */
export async function tombstone(view: View, id: string): Promise<Change> {
  const before = await view.get(person, id)
  if (!before) throw new Error(`nobody to forget: ${id}`)
  return amend(person, before, { name: forgottenName, ids: {}, posts: [], gone: true }, forgetAct)
}

/** Side data below a tombstone that a person's wish covers: `side` their own states, `text` what they wrote or were entered by. */
export interface Covered {
  side: number[]
  text: number[]
}

/** Finds them in the streams, since nothing else needs to know; reads everything up to the tombstone once. */
export async function coveredBy(redis: Redis, prefix: string, id: string, tombstoneSeq: number): Promise<Covered> {
  const covered: Covered = { side: [], text: [] }
  const named = JSON.stringify(id)
  for await (const line of lines(redis, prefix, 1, tombstoneSeq - 1)) {
    if (!line.body.includes(named)) continue
    const body = readBody(line)
    const isState = body.kind === person.kind && body.id === id
    if (isState && body.side !== undefined) covered.side.push(line.seq)
    if (isState || body.by === id) covered.text.push(line.seq - (body.nth ?? 0))
  }
  return covered
}

/** A person's ids on channels in all earlier states. */
async function sendersOf(redis: Redis, prefix: string, side: readonly number[]): Promise<Set<string>> {
  const texts = side.length > 0 ? await redis.hmget(`${prefix}side`, ...side.map(String)) : []
  const states = texts.flatMap((text) => (text ? [readSide(text) as Partial<PersonData>] : []))
  return new Set(states.flatMap(({ ids = {} }) => Object.entries(ids).map(([channel, sender]) => `${channel}|${sender}`)))
}

/** Carries out every wish to be forgotten that the chain holds and that is not done yet; a crash in between loses none. */
export async function carryOutForgetting(redis: Redis, prefix: string): Promise<void> {
  for (const [id, seq] of Object.entries(await redis.hgetall(`${prefix}forgetting`))) {
    const { side, text } = await coveredBy(redis, prefix, id, Number(seq))
    const senders = await sendersOf(redis, prefix, side)
    await dropWords(redis, prefix, ({ message, notice }) => {
      const wrote = message && (message.sender === id || senders.has(`${message.channel}|${message.sender}`))
      return wrote || notice?.to === privateChat(id)
    })
    if (text.length > 0) await redis.hdel(`${prefix}text`, ...text.map(String))
    if (side.length > 0) await redis.hdel(`${prefix}side`, ...side.map(String))
    await redis.hdel(`${prefix}forgetting`, id)
  }
}
