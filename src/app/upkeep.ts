/** Keeps this process in step with those beside it while a new version of the program is rolled out. */
import type { Redis } from 'ioredis'
import type { Log } from '../bot/log.ts'
import { kinds } from '../domain/records/index.ts'
import { keepUpToDate, type Standing } from '../ledger/upToDate.ts'

/** How often a process gives a sign of life and looks whose ledger it is, ms. */
const every = 10_000

export interface Upkeep {
  /** Gives signs of life for a workspace from now on. */
  add(workspace: string): void
  stop(): void
}

/** For a process that works: one that only hears writes no records, and must not keep the ledger from workers of another version. What changes is logged once. */
export function startUpkeep({ redis, log, onError }: { redis: Redis; log: Log; onError(error: Error, what: string): void }): Upkeep {
  const standings = new Map<string, Standing>()
  let underWay = false
  const look = async () => {
    for (const [workspace, before] of standings) {
      const standing = await keepUpToDate(redis, { workspace, kinds })
      if (standing !== before) log.info({ workspace, standing }, 'another version of the program has the ledger, or had it')
      standings.set(workspace, standing)
    }
  }
  const timer = setInterval(() => {
    if (underWay) return
    underWay = true
    void look().catch((error: Error) => onError(error, 'upkeep')).finally(() => (underWay = false))
  }, every)
  timer.unref()
  return {
    add: (workspace) => void standings.set(workspace, 'inStep'),
    stop: () => clearInterval(timer),
  }
}
