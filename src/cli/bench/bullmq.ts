/** What BullMQ can do with nothing in its jobs, on the same Redis: what the product is measured against. */
import { Queue, Worker } from 'bullmq'
import { connectRedis } from '../../redis/connect.ts'
import type { Stand } from './figure.ts'

/** Jobs that pass through so many queues one after another. */
export interface Hops {
  /** Adds an empty job to the first queue; resolves when it has been processed in the last. */
  pass(): Promise<void>
  close(): Promise<void>
}

const atOnce = 50

export function openHops({ url }: Stand, hops: number): Hops {
  const connection = connectRedis(url)
  const arrived = new Map<string, () => void>()
  const queues = Array.from({ length: hops }, (_, i) => new Queue(`hop${i}`, { connection, prefix: '{bench}' }))
  const workers = queues.map((_, i) =>
    new Worker<{ n: string }>(`hop${i}`, async ({ data }) => {
      const next = queues[i + 1]
      if (next) await next.add('hop', data, { removeOnComplete: true })
      else arrived.get(data.n)?.()
    }, { connection, prefix: '{bench}', concurrency: atOnce }))
  let count = 0
  return {
    async pass() {
      const n = String(++count)
      const done = new Promise<void>((resolve) => arrived.set(n, resolve))
      await queues[0]?.add('hop', { n }, { removeOnComplete: true })
      await done
      arrived.delete(n)
    },
    async close() {
      await Promise.all(workers.map((worker) => worker.close()))
      await Promise.all(queues.map((queue) => queue.close()))
      connection.disconnect()
    },
  }
}
