/** The backup of every night. */
import { readdir } from 'node:fs/promises'
import type { Redis } from 'ioredis'
import { day, dayOf, instant } from '../domain/time.ts'
import { backup, type Backup, type BackupOptions } from './backup.ts'
import { dropOld, madeAt } from './keep.ts'

/** From when on a day's backup is due, in Shanghai's time: before what has aged is cleared away. */
const dueFrom = '03:00'

/** When the clock looks whether one is due, as a cron pattern: a machine that was off at night makes it up. */
export const lookPattern = '0 * * * *'

/** Whether the newest backup in the folder is from before the last time at which one was due. */
export async function isDue(folder: string, now: number): Promise<boolean> {
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return []
    throw error
  })
  const today = instant(dayOf(now), dueFrom)
  const due = now >= today ? today : today - day
  return !names.some((name) => (madeAt(name) ?? 0) >= due)
}

/** Writes a backup, and only then deletes those older than so many days. Throws what `backup` throws. */
export async function backUpDaily(redis: Redis, { keepDays, ...options }: BackupOptions & { keepDays: number }): Promise<{ made: Backup; dropped: string[] }> {
  const made = await backup(redis, options)
  return { made, dropped: await dropOld(options.folder, { days: keepDays, now: options.now }) }
}
