/** Keeps this process in step with those beside it while a new version of the program is rolled out. */
import type { Redis } from 'ioredis'
import type { Log } from '../bot/log.ts'
import { kinds } from '../domain/records/index.ts'
import { keepUpToDate, type Standing } from '../ledger/upToDate.ts'

/** How often a process gives a sign of life and looks whose ledger it is, ms. */
const every = 10_000

/** Begins; the answer stops it. What changes is logged once. */
export function startUpkeep(workspaces: readonly string[], { redis, log, onError }: { redis: Redis; log: Log; onError(error: Error, what: string): void }): () => void {
  const standings = new Map<string, Standing>()
  let underWay = false
  const look = async () => {
    for (const workspace of workspaces) {
      const standing = await keepUpToDate(redis, { workspace, kinds })
      if (standing !== (standings.get(workspace) ?? 'inStep')) log.info({ workspace, standing }, 'another version of the program has the ledger, or had it')
      standings.set(workspace, standing)
    }
  }
  const timer = setInterval(() => {
    if (underWay) return
    underWay = true
    void look().catch((error: Error) => onError(error, 'upkeep')).finally(() => (underWay = false))
  }, every)
  return () => clearInterval(timer)
}
