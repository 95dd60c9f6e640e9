/** The backup of every night as one of the clock's rounds: what goes wrong is kept among the failures, where the status page shows it. */
import type { Redis } from 'ioredis'
import { backUpDaily, isDue } from '../backup/daily.ts'
import { keepJobFault } from '../bot/fault.ts'
import type { Log } from '../bot/log.ts'
import type { Config } from '../config.ts'
import type { Ledger } from '../ledger/types.ts'
import { holdsEntries } from './loss.ts'

export interface NightlyDeps {
  redis: Redis
  config: Config['backup']
  /** Where a failure is kept. */
  ledger: Ledger
  log: Log
  now(): number
}

/** A round that is to be run once for all workspaces, and does nothing but once a day; undefined when no backups are wanted. */
export function nightlyBackup({ redis, config, ledger, log, now }: NightlyDeps): (() => Promise<void>) | undefined {
  if (config.keepDays === 0) return undefined
  return async () => {
    try {
      // A backup of nothing would let the next start take a Redis that nobody has used yet for one that has lost everything.
      if (!(await isDue(config.folder, now())) || !(await holdsEntries(redis))) return
      const { made, dropped } = await backUpDaily(redis, { ...config, now: now() })
      const heads = made.workspaces.map(({ workspace, head }) => `${workspace} ${head.seq}-${head.link.slice(0, 8)}`)
      log.info({ file: made.file, bytes: made.bytes, heads, dropped: dropped.length }, 'a backup was written')
    } catch (error) {
      await keepJobFault('backup', error, { ledger, now: now() })
      throw error
    }
  }
}
