import { afterEach, expect, onTestFinished, test, vi } from 'vitest'
import { connectRedis } from '../../src/redis/connect.ts'
import { startProxy } from '../faults/proxy.ts'
import { startRedis } from '../support/redis.ts'

afterEach(() => void vi.useRealTimers())

test('a connection that was forgotten on the way without a word is given up after fifteen seconds, and what was asked is asked again', async () => {
  const server = await startRedis()
  const proxy = await startProxy(server.socket)
  const redis = connectRedis(`redis://127.0.0.1:${proxy.port}`)
  onTestFinished(async () => {
    redis.disconnect()
    await proxy.stop()
    await server.stop()
  })
  await redis.set('a', '1')
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
  await vi.advanceTimersByTimeAsync(1500)
  await breathe()
  await vi.advanceTimersByTimeAsync(2000)
  expect(await asked).toBe('1')
})
