/** BullMQ queues and workers, built from plain handlers. A job here only wakes somebody: what is to be done stands in the records. */
import { Queue, Worker, type ConnectionOptions, type Job } from 'bullmq'
import { reconcile, type Schedule } from './schedules.ts'

/** A chat of a workspace: whose inbox or outbox there is work for. */
export interface Target {
  workspace: string
  chat: string
}

/** What the queue calls. Each may run any number of times; an error is retried with back-off and kept when it stays. */
export interface Handlers {
  /** Work through one chat's inbox. */
  inbox(target: Target): Promise<void>
  /** Send what waits for one destination; answers after how many ms to look again, if at all. */
  outbox(target: Target): Promise<number | undefined>
  /** One schedule has come round. */
  clock(name: string): Promise<void>
}

export interface QueueOptions {
  connection: ConnectionOptions
  /** Hash-tagged, so that a queue's keys lie in one slot of a cluster. */
  prefix?: string
  handlers: Handlers
  schedules: readonly Schedule[]
  /** Days for which failed work is kept, 90 unless said. */
  keepFailedDays?: number
  /** Chats worked on at once in this process. */
  concurrency?: number
  onError(error: Error, what: string): void
}

/** The waking side: any process may hold one. */
export interface Waker {
  inbox(target: Target): Promise<void>
  outbox(target: Target): Promise<void>
  close(): Promise<void>
}

const names = { inbox: 'inbox', outbox: 'outbox', clock: 'clock' } as const
const defaultPrefix = '{tuanxun}'
const daySeconds = 24 * 60 * 60
const wakeOptions = (keepFailedDays = 90) => ({
  removeOnComplete: true, removeOnFail: { age: keepFailedDays * daySeconds }, attempts: 8, backoff: { type: 'exponential' as const, delay: 500 },
})

/** All who are told to look again at about the same time share one job, however many there are. */
const laterId = ({ workspace, chat }: Target, after: number): string => encodeURIComponent(`${workspace}|${chat}|${Math.ceil((Date.now() + after) / 1000)}`)
/** Worker settings that came through kills: short locks, and a job found stalled is simply run again. */
const workerOptions = { lockDuration: 5000, stalledInterval: 5000, maxStalledCount: 1_000_000 }

/** Opens the waking side. Errors of the connection go to `onError`. */
export function openWaker({ connection, prefix = defaultPrefix, keepFailedDays, onError }: Pick<QueueOptions, 'connection' | 'prefix' | 'keepFailedDays' | 'onError'>): Waker {
  const options = wakeOptions(keepFailedDays)
  const open = (name: string) => {
    const queue = new Queue(name, { connection, prefix })
    queue.on('error', (error) => onError(error, name))
    return queue
  }
  const inbox = open(names.inbox)
  const outbox = open(names.outbox)
  return {
    inbox: async (target) => void (await inbox.add('wake', target, options)),
    outbox: async (target) => void (await outbox.add('wake', target, options)),
    close: async () => void (await Promise.all([inbox.close(), outbox.close()])),
  }
}

/** Starts the working side and reconciles the schedules. `close` waits for what is being done. */
export async function startWorkers(options: QueueOptions): Promise<{ close(): Promise<void>; failedCount(): Promise<number> }> {
  const { connection, prefix = defaultPrefix, handlers, schedules, keepFailedDays, concurrency = 20, onError } = options
  const waking = wakeOptions(keepFailedDays)
  const outboxQueue = new Queue(names.outbox, { connection, prefix })
  const clockQueue = new Queue(names.clock, { connection, prefix })
  const inboxQueue = new Queue(names.inbox, { connection, prefix })
  const work = (name: string, many: number, run: (job: Job<Target>) => Promise<void>) => {
    const worker = new Worker<Target>(name, run, { connection, prefix, concurrency: many, ...workerOptions })
    worker.on('error', (error) => onError(error, name))
    worker.on('failed', (job, error) => onError(error, `${name} ${job?.name ?? ''}`))
    return worker
  }
  for (const queue of [outboxQueue, clockQueue, inboxQueue]) queue.on('error', (error) => onError(error, queue.name))
  await reconcile(clockQueue, schedules, waking.removeOnFail.age)
  const workers = [
    work(names.inbox, concurrency, (job) => handlers.inbox(job.data)),
    work(names.outbox, concurrency, async (job) => {
      const again = await handlers.outbox(job.data)
      if (again !== undefined) await outboxQueue.add('wake', job.data, { ...waking, delay: again, jobId: laterId(job.data, again) })
    }),
    work(names.clock, 1, (job) => handlers.clock(job.name)),
  ]
  return {
    close: async () => {
      await Promise.all(workers.map((worker) => worker.close()))
      await Promise.all([outboxQueue.close(), clockQueue.close(), inboxQueue.close()])
    },
    failedCount: async () => {
      const counts = await Promise.all([outboxQueue, clockQueue, inboxQueue].map((queue) => queue.getFailedCount()))
      return counts.reduce((sum, n) => sum + n, 0)
    },
  }
}
