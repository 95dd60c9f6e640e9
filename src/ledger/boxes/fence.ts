/** Makes sure that what is answered has reached replicas before anybody is told of it. */
import type { Redis } from 'ioredis'
import { TryAgain } from '../../domain/errors.ts'

export interface Replication {
  /** A connection for nothing else: waiting holds up whatever stands behind it. */
  redis: Redis
  /** How many replicas must have it. */
  replicas: number
  /** Longest wait for them, ms. */
  within: number
}

/** Runs one command, by its name on a connection, and answers what Redis answers. */
export type Ask = (command: string, ...args: (string | number)[]) => Promise<unknown>
type Commands = Record<string, (...args: (string | number)[]) => unknown>

/** How soon to try again, ms. */
const again = 1000

/** Answers at once. */
export const plainAsk = (redis: Redis): Ask => async (command, ...args) => (redis as unknown as Commands)[command]?.(...args)

interface Asked {
  command: string
  args: (string | number)[]
  done: (answer: unknown) => void
  failed: (error: Error) => void
}

/**
 * Answers only once the answer's own effect, and all that was written to the workspace before it, has reached the replicas; throws TryAgain
 * when they are too few or too slow. The command, a write and WAIT go to one server in one piece: WAIT speaks of its own connection's writes
 * and replicas take a server's writes in their order, so the write behind the command stands for everything before it, and a failover cannot come
 * between. What is asked while one piece is on its way goes with the next.
 */
export function fencedAsk(prefix: string, { redis, replicas, within }: Replication): Ask {
  let waiting: Asked[] = []
  let underWay = false

  const carry = async (some: readonly Asked[]): Promise<void> => {
    const pipeline = redis.pipeline()
    for (const { command, args } of some) (pipeline as unknown as Commands)[command]?.(...args)
    const answers = (await pipeline.set(`${prefix}fence`, '1').wait(replicas, within).exec()) ?? []
    const [written, reached] = answers.slice(-2)
    const broken = written?.[0] ?? reached?.[0]
    if (broken) throw broken
    const there = Number(reached?.[1])
    if (!(there >= replicas)) throw new TryAgain(`${there} of ${replicas} replicas have it`, again)
    for (const [i, { done, failed }] of some.entries()) {
      const [error, answer] = answers[i] ?? []
      if (error) failed(error)
      else done(answer)
    }
  }
  const carryAll = async () => {
    underWay = true
    while (waiting.length > 0) {
      const some = waiting
      waiting = []
      await carry(some).catch((error: Error) => {
        for (const { failed } of some) failed(error)
      })
    }
    underWay = false
  }
  return (command, ...args) =>
    new Promise((done, failed) => {
      waiting.push({ command, args, done, failed })
      if (!underWay) void carryAll()
    })
}
