/** Keeps the caches in step with the program: a new or changed index must hold the old records too. */
import { setTimeout as wait } from 'node:timers/promises'
import type { Redis } from 'ioredis'
import { prefixOf } from './keys.ts'
import { layoutOf, type Laid } from './layout.ts'
import { createLease } from './lease.ts'
import { rebuild } from './rebuild.ts'

export interface UpToDateOptions {
  workspace: string
  kinds: readonly Laid[]
}

/** How long a sign of life counts, ms; give one several times as often. */
const lives = 30_000
const signOf = (prefix: string, layout: string): string => `${prefix}hold:layout:${layout}`
const giveSign = (redis: Redis, prefix: string, layout: string) => redis.set(signOf(prefix, layout), '1', 'PX', lives)

/**
 * To be called once at the start of a process, before the ledger is used: the version started last takes the ledger over. Rebuilds the caches
 * when they were laid out by a program of another version, or when a rebuild was cut short; of several processes one does it and the
 * others wait. Answers whether it was needed. Throws NewerEntry when a program newer than this one has written.
 */
export async function bringUpToDate(redis: Redis, { workspace, kinds }: UpToDateOptions): Promise<boolean> {
  const prefix = prefixOf(workspace)
  const layout = layoutOf(kinds)
  const lease = createLease(redis, workspace, 30_000)
  const isDone = async () => {
    const [kept, rebuilding] = await redis.hmget(`${prefix}head`, 'layout', 'rebuilding')
    return kept === layout && !rebuilding
  }
  while (!(await isDone())) {
    const hold = await lease('rebuild')
    if (!hold) {
      await wait(200)
      continue
    }
    try {
      // Another may have done it while this one came to take hold.
      if (await isDone()) return false
      await giveSign(redis, prefix, layout)
      return (await rebuild(redis, { workspace, kinds, layout })).seq > 0
    } finally {
      await hold.release()
    }
  }
  return false
}

/** inStep: the ledger is laid out by this version. aside: by another one that lives, and takes no commits of this one. */
export type Standing = 'inStep' | 'aside'

/**
 * To be called every few seconds while a process lives: says that its version does, and takes the ledger over again when the version that had
 * it has gone, so that the last to remain works. Throws NewerEntry when it cannot, since a newer program has written.
 */
export async function keepUpToDate(redis: Redis, options: UpToDateOptions): Promise<Standing> {
  const prefix = prefixOf(options.workspace)
  const layout = layoutOf(options.kinds)
  await giveSign(redis, prefix, layout)
  const kept = await redis.hget(`${prefix}head`, 'layout')
  if (kept !== layout && kept !== null && (await redis.exists(signOf(prefix, kept))) === 1) return 'aside'
  await bringUpToDate(redis, options)
  return 'inStep'
}
