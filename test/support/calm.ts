import { monitorEventLoopDelay } from 'node:perf_hooks'
import { setTimeout as later } from 'node:timers/promises'

/** A process that was kept from working for so long (ms) says nothing of what rests on short times. */
const standStill = 40

/**
 * For a test of what rests on short times on a real clock: leases that lapse, pauses. A try that fails proves nothing when the machine
 * stood still meanwhile, and is made again, five times in all; what fails on a calm machine fails at once.
 */
export const calmly = (body: () => Promise<void>) => async (): Promise<void> => {
  for (let tries = 1; ; tries++) {
    const delay = monitorEventLoopDelay({ resolution: 5 })
    delay.enable()
    // The first look only says when the next is due: a stand-still before it would not be seen.
    await later(10)
    try {
      return await body()
    } catch (error) {
      // A stand-still is noted by a timer, which may come after what failed by it.
      await later(20)
      if (tries === 5 || delay.max / 1e6 < standStill) throw error
    } finally {
      delay.disable()
    }
  }
}
