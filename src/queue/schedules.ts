/** Repeating schedules in Asia/Shanghai, kept as BullMQ job schedulers. */
import type { Queue } from 'bullmq'

/** Something that runs again and again: a cron pattern in Asia/Shanghai, or every so many ms. */
export interface Schedule {
  name: string
  /** Whose it is; absent for what is done once for all. */
  workspace?: string | undefined
  pattern?: string | undefined
  every?: number | undefined
}

/** What a round of a schedule carries. */
export type Round = Pick<Schedule, 'workspace'>

const timeZone = 'Asia/Shanghai'
/** A round that is so much overdue is not being waited for any more, ms. */
const lost = 120_000

const idOf = ({ name, workspace }: Schedule): string => (workspace === undefined ? name : `${name}@${workspace}`)

/**
 * Makes the schedules in Redis be exactly the given ones: changed ones are replaced, ones no longer wanted are taken out,
 * so that a rename, another pattern or another time zone leaves no ghost. Failed runs are kept for `keepFailed` seconds.
 */
export async function reconcile(queue: Queue, schedules: readonly Schedule[], keepFailed: number): Promise<void> {
  const wanted = new Set(schedules.map(idOf))
  for (const there of await queue.getJobSchedulers(0, -1)) {
    if (!wanted.has(there.key)) await queue.removeJobScheduler(there.key)
  }
  for (const schedule of schedules) await plan(queue, schedule, keepFailed)
}

async function plan(queue: Queue, schedule: Schedule, keepFailed: number): Promise<void> {
  const { name, workspace, pattern, every } = schedule
  const repeat = pattern === undefined ? { every: every ?? 60_000 } : { pattern, tz: timeZone }
  const data: Round = workspace === undefined ? {} : { workspace }
  await queue.upsertJobScheduler(idOf(schedule), repeat, { name, data, opts: { removeOnComplete: true, removeOnFail: { age: keepFailed } } })
}

/**
 * Plans again what has been lost: a failover may take a schedule's next round away, and a program of another version its schedules,
 * and a schedule whose next round is gone never comes again by itself. What runs is left alone. Answers what was planned again.
 */
export async function mend(queue: Queue, schedules: readonly Schedule[], keepFailed: number, now: number): Promise<string[]> {
  const next = new Map((await queue.getJobSchedulers(0, -1)).map((there) => [there.key, there.next ?? 0]))
  const gone = schedules.filter((schedule) => (next.get(idOf(schedule)) ?? 0) < now - lost)
  for (const schedule of gone) await plan(queue, schedule, keepFailed)
  return gone.map(idOf)
}
