import { afterEach, describe, expect, test } from 'vitest'
import type { Redis } from 'ioredis'
import { connectRedis } from '../../src/redis/connect.ts'
import { freePort } from '../support/ports.ts'
import { freshRedis, startRedis } from '../support/redis.ts'

const open: Redis[] = []
const connect = (...args: Parameters<typeof connectRedis>) => {
  const redis = connectRedis(...args)
  open.push(redis)
  return redis
}
afterEach(() => open.splice(0).forEach((redis) => redis.disconnect()))

describe('connectRedis', () => {
  test('a unix: URL leads to the socket and to the numbered database', async () => {
    const fresh = await freshRedis()
    await fresh.redis.set('here', '1')
    expect(await connect(fresh.url).get('here')).toBe('1')
    const other = fresh.url.replace(/db=\d+/, 'db=0')
    expect(await connect(other).get('here')).toBeNull()
  })

  test('a redis: URL leads to a port and its numbered database', async () => {
    const port = String(await freePort())
    const server = await startRedis({ port })
    try {
      await connect(`redis://127.0.0.1:${port}/3`).set('there', '1')
      expect(await connect(`redis://127.0.0.1:${port}/3`).get('there')).toBe('1')
      expect(await connect(`redis://127.0.0.1:${port}`).get('there')).toBeNull()
    } finally {
      await server.stop()
    }
  })

  test('a socket whose path holds blanks and Chinese is found', () => {
    const redis = connect('unix:///tmp/%E6%95%B0%E6%8D%AE%20a/redis.sock', { redis: { lazyConnect: true } })
    expect(redis.options).toMatchObject({ path: '/tmp/数据 a/redis.sock' })
  })

  test('nobody there: the listener is told, nothing is thrown, and a duplicate keeps the settings', async () => {
    const seen: Error[] = []
    const redis = connect('unix:///tmp/tuanxun-nobody.sock', { onError: (error) => seen.push(error) })
    await expect.poll(() => seen.length).toBeGreaterThan(1)
    expect(seen[0]?.message).toContain('ENOENT')
    expect(redis.options.maxRetriesPerRequest).toBeNull()
    expect(redis.duplicate({ lazyConnect: true }).options.maxRetriesPerRequest).toBeNull()
  })
})

describe('freshRedis', () => {
  test('two are apart, and both are empty', async () => {
    const [one, two] = [await freshRedis(), await freshRedis()]
    await one.redis.set('key', '1')
    expect(await two.redis.dbsize()).toBe(0)
    await one.stop()
    expect(await connect(one.url).dbsize()).toBe(0)
  })
})

test('a server of its own is gone with its folder after stop', async () => {
  const server = await startRedis()
  expect(await server.redis().ping()).toBe('PONG')
  await server.stop()
  expect(() => process.kill(server.pid, 0)).toThrow('ESRCH')
})
