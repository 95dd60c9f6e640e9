/** What /注销 does to a person: a tombstone in the chain, and the deletion of what lies beside it. */
import type { Redis } from 'ioredis'
import { amend, type Change } from '../domain/record.ts'
import { person } from '../domain/records/directory.ts'
import { lines, readBody } from './log.ts'
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

/** Carries out every wish to be forgotten that the chain holds and that is not done yet; a crash in between loses none. */
export async function carryOutForgetting(redis: Redis, prefix: string): Promise<void> {
  for (const [id, seq] of Object.entries(await redis.hgetall(`${prefix}forgetting`))) {
    const { side, text } = await coveredBy(redis, prefix, id, Number(seq))
    if (side.length > 0) await redis.hdel(`${prefix}side`, ...side.map(String))
    if (text.length > 0) await redis.hdel(`${prefix}text`, ...text.map(String))
    await redis.hdel(`${prefix}forgetting`, id)
  }
}
