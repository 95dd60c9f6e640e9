/** Keeps the caches in step with the program: a new or changed index must hold the old records too. */
import { createHash } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import type { Redis } from 'ioredis'
import { bodyVersion } from './body.ts'
import { prefixOf } from './keys.ts'
import { createLease } from './lease.ts'
import type { Indexed } from './places.ts'
import { rebuild, type RebuildOptions } from './rebuild.ts'

/** A digest of how records are laid out: the version of bodies, and the kinds' indexes as they are written. */
export function layoutOf(kinds: readonly Indexed[]): string {
  const indexes = kinds.map(({ kind, indexes: by }) => [kind, ...Object.entries(by).map(([name, of]) => `${name} ${String(of)}`)])
  return createHash('sha256').update(JSON.stringify([bodyVersion, ...indexes.sort()])).digest('hex').slice(0, 16)
}

/**
 * To be called once at the start of a process, before the ledger is used. Rebuilds the caches when they were laid out by a program with
 * other indexes, or when a rebuild was cut short; of several processes one does it and the others wait. Answers whether it was needed.
 */
export async function bringUpToDate(redis: Redis, { workspace, kinds }: RebuildOptions): Promise<boolean> {
  const key = `${prefixOf(workspace)}head`
  const layout = layoutOf(kinds)
  const lease = createLease(redis, workspace, 30_000)
  for (;;) {
    const [seq, kept, rebuilding] = await redis.hmget(key, 'seq', 'layout', 'rebuilding')
    if (kept === layout && !rebuilding) return false
    const hold = await lease('rebuild')
    if (!hold) {
      await wait(200)
      continue
    }
    try {
      if (seq) await rebuild(redis, { workspace, kinds })
      await redis.hset(key, 'layout', layout)
      return Boolean(seq)
    } finally {
      await hold.release()
    }
  }
}
