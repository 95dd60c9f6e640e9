/** Writes records, indexes and counters anew from the streams. */
import type { Redis } from 'ioredis'
import { fullLines } from './chain/log.ts'
import { createReplay, type Replay } from './chain/replay.ts'
import { NewerEntry } from './chain/upcast.ts'
import { labelOf, placesOf, type Indexed } from './indexes/places.ts'
import { prefixOf } from './keys.ts'
import { keysBeginning, scanHash } from './scan.ts'
import { loadScripts } from './scripts.ts'
import { readStored } from './stored.ts'
import type { Head } from './types.ts'
import { standingKinds } from './views/directoryCache.ts'

export interface RebuildOptions {
  workspace: string
  kinds: readonly Indexed[]
  /** Taken over with it: what layoutOf says of the kinds. From the first moment on programs of another version commit nothing. */
  layout?: string | undefined
}

async function dropCaches(redis: Redis, prefix: string): Promise<void> {
  for (const beginning of [`${prefix}r:`, `${prefix}x:`]) {
    for await (const keys of keysBeginning(redis, beginning)) if (keys.length > 0) await redis.unlink(...keys)
  }
  await redis.unlink(`${prefix}numbers`, `${prefix}dir`, `${prefix}versions`)
}

/** Reads everything once before anything is dropped. Throws when the streams cannot be read or indexed: then the caches are all there is. */
async function refuseUnreadable(redis: Redis, prefix: string, kinds: readonly Indexed[]): Promise<void> {
  const byName = new Map(kinds.map((kind) => [kind.kind, kind]))
  const replay = createReplay()
  for await (const some of fullLines(redis, prefix)) {
    for (const { line, side } of some) {
      try {
        const { body, stored } = replay.take(line, side)
        const kind = byName.get(body.kind)
        if (kind) placesOf(kind, readStored(body.kind, body.id, stored).record)
      } catch (error) {
        if (error instanceof NewerEntry) throw error
        throw new Error(`第 ${line.seq} 条读不出来，没有重建`, { cause: error })
      }
    }
  }
}

/** Records in the order of the log: each entry overwrites the state before it. */
async function writeRecords(redis: Redis, prefix: string, replay: Replay): Promise<Head> {
  let head: Head = { seq: 0, link: '' }
  for await (const some of fullLines(redis, prefix)) {
    const pipeline = redis.pipeline()
    for (const { line, side } of some) {
      const { body, stored } = replay.take(line, side)
      pipeline.hset(`${prefix}r:${body.kind}`, body.id, stored)
      if (standingKinds.has(body.kind)) pipeline.zadd(`${prefix}dir`, line.seq, `${body.kind}|${body.id}`)
      head = { seq: line.seq, link: line.link }
    }
    await pipeline.exec()
  }
  return head
}

/** Every partition gets a version of its own time, so that no decision made before passes for current. */
async function writeIndexes(redis: Redis, prefix: string, kind: Indexed, seq: number): Promise<void> {
  const scripts = loadScripts(redis)
  for await (const some of scanHash(redis, `${prefix}r:${kind.kind}`)) {
    const places = some.flatMap(([id, text]) => [...placesOf(kind, readStored(kind.kind, id, text).record)].map(([name, score]) => ({ name, score, id })))
    if (places.length === 0) continue
    await Promise.all([
      scripts.place(prefix, [labelOf(kind), ...places.flatMap(({ name, score, id }) => [name, score, id])]),
      redis.hset(`${prefix}versions`, Object.fromEntries(places.map(({ name }) => [name, seq]))),
    ])
  }
}

/**
 * Nothing else can be read or written meanwhile (TryAgain); when it is cut short that stays so until it has been run to its end.
 * Throws, having changed nothing, when an entry cannot be read. Working state, inboxes, outboxes and the streams are left alone. Answers the head.
 */
export async function rebuild(redis: Redis, { workspace, kinds, layout }: RebuildOptions): Promise<Head> {
  const prefix = prefixOf(workspace)
  await refuseUnreadable(redis, prefix, kinds)
  await redis.hset(`${prefix}head`, { rebuilding: '1', ...(layout === undefined ? {} : { layout }) })
  await dropCaches(redis, prefix)
  const replay = createReplay()
  const head = await writeRecords(redis, prefix, replay)
  for (const kind of kinds) await writeIndexes(redis, prefix, kind, head.seq)
  for (const [counter, value] of replay.counters) await redis.hset(`${prefix}numbers`, counter, value)
  await redis.multi().hset(`${prefix}head`, { seq: head.seq, link: head.link, dir: head.seq }).hincrby(`${prefix}head`, 'rebuilt', 1).hdel(`${prefix}head`, 'rebuilding').exec()
  return head
}
