import { afterEach, expect, test, vi } from 'vitest'
import { startProxied } from '../faults/proxied.ts'

afterEach(() => void vi.useRealTimers())

test('a connection that was forgotten on the way without a word is given up after fifteen seconds, and what was asked is asked again', async () => {
  const { proxy, redis } = await startProxied()
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  proxy.hush()()
  let answer: string | null = 'none'
  const asked = redis.get('a').then((text) => (answer = text))
  // Only the timers are not real: what is to be sent needs a moment.
  const breathe = () => new Promise<void>((resolve) => {
    const beat = setInterval(() => resolve(clearInterval(beat)), 30)
  })
  await breathe()
  await vi.advanceTimersByTimeAsync(14_000)
  await breathe()
  expect([answer, redis.status]).toEqual(['none', 'ready'])
  const givenUp = new Promise((resolve) => redis.once('reconnecting', resolve))
  await vi.advanceTimersByTimeAsync(1500)
  await givenUp
  await vi.advanceTimersByTimeAsync(2000)
  expect(await asked).toBe('1')
})
