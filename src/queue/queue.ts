/** BullMQ queues and workers, built from plain handlers. A job here only wakes somebody: what is to be done stands in the records. */
import { Worker, type Job, type Queue } from 'bullmq'
import { mend, reconcile, type Round, type Schedule } from './schedules.ts'
import { oneTag, prefixOf } from './tags.ts'
import { names, openQueue, wakeOptions, type QueueDeps, type Target } from './waker.ts'

/** What the queue calls. Each may run any number of times; an error is retried with back-off and kept when it stays. */
export interface Handlers {
  /** Work through one chat's inbox. */
  inbox(target: Target): Promise<void>
  /** Send what waits for one destination; answers after how many ms to look again, if at all. */
  outbox(target: Target): Promise<number | undefined>
  /** One schedule has come round; `workspace` is whose it is, absent for what is done once for all. */
  clock(name: string, workspace: string | undefined): Promise<void>
}

export interface QueueOptions extends QueueDeps {
  handlers: Handlers
  schedules: readonly Schedule[]
  /** Chats worked on at once in this process. */
  concurrency?: number
  /** Rounds of the clock run at once in this process, 1 unless said. */
  rounds?: number
}

/** The working side. */
export interface Workers {
  /** Waits for what is being done. */
  close(): Promise<void>
  failedCount(): Promise<number>
}

/** How often a worker looks whether every schedule is still being waited for, ms. */
const mendEvery = 60_000

/** All who are told to look again at about the same time share one job, however many there are. */
const laterId = ({ workspace, chat }: Target, after: number): string => encodeURIComponent(`${workspace}|${chat}|${Math.ceil((Date.now() + after) / 1000)}`)
/** Worker settings that came through kills: short locks, and a job found stalled is simply run again. */
const workerOptions = { lockDuration: 5000, stalledInterval: 5000, maxStalledCount: 1_000_000 }

/** Keeps the schedules going until `stop`. */
function keepMending(queue: Queue, { schedules, onError }: QueueOptions, keepFailed: number): () => void {
  const timer = setInterval(() => {
    mend(queue, schedules, keepFailed, Date.now()).then(
      (again) => again.length > 0 && onError(new Error(`planned again: ${again.join(' ')}`), 'schedules'),
      (error: Error) => onError(error, 'schedules'),
    )
  }, mendEvery)
  return () => clearInterval(timer)
}

/** Starts the working side and reconciles the schedules. */
export async function startWorkers(options: QueueOptions): Promise<Workers> {
  const { connection, tags = oneTag, handlers, schedules, keepFailedDays, concurrency = 20, rounds = 1, onError } = options
  const waking = wakeOptions(keepFailedDays)
  const work = <T>(name: string, tag: string, many: number, run: (job: Job<T>) => Promise<void>) => {
    const worker = new Worker<T>(name, run, { connection, prefix: prefixOf(tag), concurrency: many, ...workerOptions })
    worker.on('error', (error) => onError(error, name))
    worker.on('failed', (job, error) => onError(error, `${name} ${job?.name ?? ''}`))
    return worker
  }
  const clock = openQueue(names.clock, tags[0] ?? '', options)
  await reconcile(clock, schedules, waking.removeOnFail.age)
  const stopMending = keepMending(clock, options, waking.removeOnFail.age)
  const sides = tags.map((tag) => {
    const inbox = openQueue(names.inbox, tag, options)
    const outbox = openQueue(names.outbox, tag, options)
    const workers = [
      work<Target>(names.inbox, tag, concurrency, (job) => handlers.inbox(job.data)),
      work<Target>(names.outbox, tag, concurrency, async (job) => {
        const again = await handlers.outbox(job.data)
        if (again !== undefined) await outbox.add('wake', job.data, { ...waking, delay: again, jobId: laterId(job.data, again) })
      }),
    ]
    return { queues: [inbox, outbox], workers }
  })
  const workers = [...sides.flatMap((side) => side.workers), work<Round>(names.clock, tags[0] ?? '', rounds, (job) => handlers.clock(job.name, job.data.workspace))]
  const queues = [...sides.flatMap((side) => side.queues), clock]
  return {
    close: async () => {
      stopMending()
      await Promise.all(workers.map((worker) => worker.close()))
      await Promise.all(queues.map((queue) => queue.close()))
    },
    failedCount: async () => {
      const counts = await Promise.all(queues.map((queue) => queue.getFailedCount()))
      return counts.reduce((sum, n) => sum + n, 0)
    },
  }
}
