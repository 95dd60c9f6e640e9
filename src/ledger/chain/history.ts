/** What happened to one record, read from the streams themselves. */
import type { Redis } from 'ioredis'
import type { Entry } from '../types.ts'
import type { Body } from './body.ts'
import { lineAt, readBody } from './log.ts'
import { readOriginal, readSide } from './side.ts'

/** An entry as others see it; personal fields are those still kept. */
function entryOf(seq: number, body: Body, side: string | null, original: string | null): Entry {
  const { v, kind, id, act, at, by, group, unit, note, void: gone, data } = body
  const personal = side === null ? {} : (readSide(side) as Record<string, unknown>)
  const { attachments } = original === null ? { attachments: [] } : readOriginal(original)
  return { seq, v, kind, id, act, at, by, group, unit, note, void: gone, data: { ...data, ...personal }, ...(attachments.length > 0 ? { attachments } : {}) }
}

/** Follows a record's entries back from its present state; oldest first. */
export async function historyOf(redis: Redis, prefix: string, kind: string, id: string): Promise<Entry[]> {
  const entries: Entry[] = []
  const now = await redis.hget(`${prefix}r:${kind}`, id)
  let seq = now === null ? undefined : Number.parseInt(now, 10)
  while (seq !== undefined) {
    const line = await lineAt(redis, prefix, seq)
    if (!line) throw new Error(`entry ${seq} of ${kind} ${id} is missing`)
    const body = readBody(line)
    const [side, original] = await Promise.all([
      body.side === undefined ? null : redis.hget(`${prefix}side`, String(seq)),
      redis.hget(`${prefix}text`, String(seq - (body.nth ?? 0))),
    ])
    entries.unshift(entryOf(seq, body, side, original))
    seq = body.prev
  }
  return entries
}

/** Original text of the message behind an entry, when it was kept and not deleted. */
export async function textOf(redis: Redis, prefix: string, seq: number): Promise<string | undefined> {
  const line = await lineAt(redis, prefix, seq)
  if (!line) return undefined
  const text = await redis.hget(`${prefix}text`, String(seq - (readBody(line).nth ?? 0)))
  return text === null ? undefined : readOriginal(text).text
}
