/** The backup of every night. */
import type { Redis } from 'ioredis'
import { backup, type Backup, type BackupOptions } from './backup.ts'
import { dropOld } from './keep.ts'

/** When it is made, as a cron pattern in Asia/Shanghai: before what has aged is cleared away. */
export const nightPattern = '0 3 * * *'

/** Writes a backup, and only then deletes those older than so many days. Throws what `backup` throws. */
export async function backUpDaily(redis: Redis, { keepDays, ...options }: BackupOptions & { keepDays: number }): Promise<{ made: Backup; dropped: string[] }> {
  const made = await backup(redis, options)
  return { made, dropped: await dropOld(options.folder, { days: keepDays, now: options.now }) }
}
