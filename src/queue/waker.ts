/** The waking side of the queues: any process may hold one. */
import { Queue, type ConnectionOptions } from 'bullmq'
import { oneTag, prefixOf, tagOf } from './tags.ts'

/** A chat of a workspace: whose inbox or outbox there is work for. */
export interface Target {
  workspace: string
  chat: string
}

export interface Waker {
  inbox(target: Target): Promise<void>
  outbox(target: Target): Promise<void>
  close(): Promise<void>
}

/** What waking and working sides have in common. */
export interface QueueDeps {
  connection: ConnectionOptions
  /** Hash tags that the queues are spread over, the same in every process: oneTag unless said, clusterTags on a cluster. */
  tags?: readonly string[] | undefined
  /** Days for which failed work is kept, 90 unless said. */
  keepFailedDays?: number | undefined
  onError(error: Error, what: string): void
}

export const names = { inbox: 'inbox', outbox: 'outbox', clock: 'clock' } as const

const daySeconds = 24 * 60 * 60
/** How a wake-up is kept and tried again. */
export const wakeOptions = (keepFailedDays = 90) => ({
  removeOnComplete: true, removeOnFail: { age: keepFailedDays * daySeconds }, attempts: 8, backoff: { type: 'exponential' as const, delay: 500 },
})

/** The queue of a name behind a tag. */
export function openQueue(name: string, tag: string, { connection, onError }: QueueDeps): Queue {
  const queue = new Queue(name, { connection, prefix: prefixOf(tag) })
  queue.on('error', (error) => onError(error, name))
  return queue
}

/** Opens the waking side. Errors of the connection go to `onError`. */
export function openWaker(deps: QueueDeps): Waker {
  const { tags = oneTag, keepFailedDays } = deps
  const options = wakeOptions(keepFailedDays)
  const queues = new Map(tags.map((tag) => [tag, { inbox: openQueue(names.inbox, tag, deps), outbox: openQueue(names.outbox, tag, deps) }]))
  const wake = async (side: 'inbox' | 'outbox', target: Target) => void (await queues.get(tagOf(target.workspace, tags))?.[side].add('wake', target, options))
  return {
    inbox: (target) => wake('inbox', target),
    outbox: (target) => wake('outbox', target),
    close: async () => void (await Promise.all([...queues.values()].flatMap(({ inbox, outbox }) => [inbox.close(), outbox.close()]))),
  }
}
