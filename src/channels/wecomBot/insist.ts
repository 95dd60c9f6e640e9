import { setTimeout as sleep } from 'node:timers/promises'

/** Does what must be answered in time and never comes again until it works, with short pauses; at `until` (ms of performance.now) it throws what it threw last. */
export async function insist<T>(work: () => Promise<T>, until: number): Promise<T> {
  for (let pause = 100; ; pause *= 2) {
    try {
      return await work()
    } catch (error) {
      if (performance.now() + pause > until) throw error
      await sleep(pause)
    }
  }
}
