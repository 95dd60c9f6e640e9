/** How much there is of what must level off, and of what may grow. */
import type { Redis } from 'ioredis'
import { prefixOf } from '../../ledger/keys.ts'
import { keysBeginning } from '../../ledger/scan.ts'
import { oneTag, prefixOf as queuePrefixOf } from '../../queue/tags.ts'

/** Sizes at the end of a week; what is in bytes is in MB. */
export interface Sample {
  week: number
  /** Entries of the ledger, for ever. */
  entries: number
  /** Redis's memory, which grows with them. */
  redisMb: number
  /** Memory of the process. */
  processMb: number
  /** Ids of messages and of steps of the clock. */
  ids: number
  receipts: number
  /** Half-filled forms and marks of the clock. */
  states: number
  failed: number
  /** Chats with something in their inbox or outbox. */
  waiting: number
  /** Keys of the queues. */
  queue: number
}

const megabyte = 1024 * 1024

async function queueKeys(redis: Redis): Promise<ReadonlySet<string>> {
  const found = new Set<string>()
  for await (const keys of keysBeginning(redis, `${queuePrefixOf(oneTag[0] ?? '')}:`)) for (const key of keys) found.add(key)
  return found
}

/** Whether a chat waits for something, or a job for its turn: jobs whose work was done without them run out later than the boxes. */
export async function isBusy(redis: Redis, workspace: string): Promise<boolean> {
  const p = prefixOf(workspace)
  return (await redis.exists(`${p}in`, `${p}out`)) > 0 || [...(await queueKeys(redis))].some((key) => /:(?:wait|active)$/.test(key))
}

export async function takeSample(redis: Redis, workspace: string, week: number): Promise<Sample> {
  const p = prefixOf(workspace)
  const days = await redis.smembers(`${p}days`)
  const [seq, sizes, receipts, states, failed, inboxes, outboxes, queue, memory] = await Promise.all([
    redis.hget(`${p}head`, 'seq'), Promise.all(days.map((name) => redis.scard(p + name))), redis.xlen(`${p}sent`), redis.hlen(`${p}state`), redis.zcard(`${p}failed`),
    redis.scard(`${p}in`), redis.scard(`${p}out`), queueKeys(redis), redis.info('memory'),
  ])
  return {
    week, entries: Number(seq), redisMb: Number(/used_memory:(\d+)/.exec(memory)?.[1]) / megabyte, processMb: process.memoryUsage().rss / megabyte,
    ids: sizes.reduce((sum, n) => sum + n, 0), receipts, states, failed, waiting: inboxes + outboxes, queue: queue.size,
  }
}
