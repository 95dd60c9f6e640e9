/** Repeating schedules in Asia/Shanghai, kept as BullMQ job schedulers. */
import type { Queue } from 'bullmq'

/** Something that runs again and again: a cron pattern in Asia/Shanghai, or every so many ms. */
export interface Schedule {
  name: string
  pattern?: string | undefined
  every?: number | undefined
}

export const timeZone = 'Asia/Shanghai'

/**
 * Makes the schedules in Redis be exactly the given ones: changed ones are replaced, ones no longer wanted are taken out,
 * so that a rename, another pattern or another time zone leaves no ghost. Failed runs are kept for `keepFailed` seconds.
 */
export async function reconcile(queue: Queue, schedules: readonly Schedule[], keepFailed: number): Promise<void> {
  const wanted = new Map(schedules.map((s) => [s.name, s]))
  for (const there of await queue.getJobSchedulers(0, -1)) {
    if (!wanted.has(there.key)) await queue.removeJobScheduler(there.key)
  }
  for (const { name, pattern, every } of schedules) {
    const repeat = pattern === undefined ? { every: every ?? 60_000 } : { pattern, tz: timeZone }
    await queue.upsertJobScheduler(name, repeat, { name, data: {}, opts: { removeOnComplete: true, removeOnFail: { age: keepFailed } } })
  }
}
