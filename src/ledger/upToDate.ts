/** Keeps the caches in step with the program: a new or changed index must hold the old records too. */
import { setTimeout as sleep } from 'node:timers/promises'
import type { Redis } from 'ioredis'
import { prefixOf } from './keys.ts'
import { layoutOf, type Laid } from './layout.ts'
import { createLease } from './lease.ts'
import { rebuild } from './rebuild.ts'

export interface UpToDateOptions {
  workspace: string
  kinds: readonly Laid[]
  /** How long a sign of life counts, ms; 30 s unless said. Give one several times as often. */
  lives?: number
}

const usualLife = 30_000
const signOf = (prefix: string, layout: string): string => `${prefix}hold:layout:${layout}`
const giveSign = (redis: Redis, prefix: string, layout: string, lives: number) => redis.set(signOf(prefix, layout), '1', 'PX', lives)

/** Rebuilds unless it is done or `may` says no; of several processes one does it and the others wait. Answers whether this one did. */
async function takeOver(redis: Redis, { workspace, kinds, lives = usualLife }: UpToDateOptions, may: () => Promise<boolean>): Promise<boolean> {
  const prefix = prefixOf(workspace)
  const layout = layoutOf(kinds)
  const lease = createLease(redis, workspace, 30_000)
  const isOver = async () => {
    const [kept, rebuilding] = await redis.hmget(`${prefix}head`, 'layout', 'rebuilding')
    return (kept === layout && !rebuilding) || !(await may())
  }
  while (!(await isOver())) {
    const hold = await lease('rebuild')
    if (!hold) {
      await sleep(200)
      continue
    }
    const beat = setInterval(() => void giveSign(redis, prefix, layout, lives).catch(() => {}), lives / 3)
    try {
      // Another may have done it while this one came to take hold.
      if (await isOver()) return false
      await giveSign(redis, prefix, layout, lives)
      const { seq } = await rebuild(redis, { workspace, kinds, layout })
      await giveSign(redis, prefix, layout, lives)
      return seq > 0
    } finally {
      clearInterval(beat)
      await hold.release()
    }
  }
  return false
}

/**
 * To be called once at the start of a process, before the ledger is used: the version started last takes the ledger over. Rebuilds the caches
 * when they were laid out by a program of another version, or when a rebuild was cut short. Answers whether it was needed. Throws NewerEntry
 * when a program newer than this one has written.
 */
export const bringUpToDate = (redis: Redis, options: UpToDateOptions): Promise<boolean> => takeOver(redis, options, async () => true)

/** inStep: the ledger is laid out by this version. aside: by another one that lives, and takes no commits of this one. */
export type Standing = 'inStep' | 'aside'

/**
 * To be called every few seconds while a process that works lives: says that its version does, and takes the ledger over again when the version that had
 * it has gone, so that the last to remain works. Throws NewerEntry when it cannot, since a newer program has written.
 */
export async function keepUpToDate(redis: Redis, options: UpToDateOptions): Promise<Standing> {
  const { workspace, kinds, lives = usualLife } = options
  const prefix = prefixOf(workspace)
  const layout = layoutOf(kinds)
  await giveSign(redis, prefix, layout, lives)
  /** Whose ledger it is, when that version lives and is another one. */
  const other = async () => {
    const kept = await redis.hget(`${prefix}head`, 'layout')
    return kept !== layout && kept !== null && (await redis.exists(signOf(prefix, kept))) === 1
  }
  // Asked again by whoever waited: the other may only have been slow to say that it lives.
  await takeOver(redis, options, async () => !(await other()))
  return (await other()) ? 'aside' : 'inStep'
}
