import { monitorEventLoopDelay } from 'node:perf_hooks'
import { setTimeout as later } from 'node:timers/promises'
import { inject } from 'vitest'
import { connectRedis } from '../../src/redis/connect.ts'

/** A process, or its Redis, that was kept from working for so long (ms) says nothing of what rests on short times. */
const standStill = 40

/** Asks the run's Redis for a word again and again: it may stand still while this process goes on. */
async function watchRedis(): Promise<{ stop(): Promise<number> }> {
  const redis = connectRedis(inject('redisUrl'))
  await redis.ping()
  const over = new AbortController()
  const watching = (async () => {
    let longest = 0
    while (!over.signal.aborted) {
      const asked = performance.now()
      await redis.ping()
      longest = Math.max(longest, performance.now() - asked)
      await later(5)
    }
    return longest
  })()
  return {
    /** Answers the longest it let one wait, ms. */
    async stop() {
      over.abort()
      const longest = await watching
      redis.disconnect()
      return longest
    },
  }
}

/**
 * For a test of what rests on short times on a real clock: leases that lapse, pauses. A try that fails proves nothing when the machine
 * stood still meanwhile, and is made again, five times in all; what fails on a calm machine fails at once.
 */
export const calmly = (body: () => Promise<void>) => async (): Promise<void> => {
  for (let tries = 1; ; tries++) {
    const watch = await watchRedis()
    const delay = monitorEventLoopDelay({ resolution: 5 })
    delay.enable()
    // The first look only says when the next is due: a stand-still before it would not be seen.
    await later(10)
    const failed = await body().then(() => undefined, (error: unknown) => ({ error }))
    // A stand-still is noted by a timer, which may come after what failed by it.
    if (failed) await later(20)
    delay.disable()
    const stood = Math.max(delay.max / 1e6, await watch.stop())
    if (!failed) return
    if (tries === 5 || stood < standStill) throw failed.error
  }
}
