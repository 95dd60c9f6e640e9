import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Redis } from 'ioredis'
import { checkRedis, UnfitRedis } from '../../src/redis/check.ts'
import { connectRedis } from '../../src/redis/connect.ts'
import { startRedis, type TestRedis } from '../support/redis.ts'

describe('checkRedis', () => {
  let server: TestRedis
  let redis: Redis
  beforeAll(async () => {
    server = await startRedis()
    redis = server.redis()
  })
  afterAll(() => server.stop())

  const set = async (settings: Record<string, string>) => {
    for (const [name, value] of Object.entries(settings)) await redis.config('SET', name, value)
  }
  const safe = { appendonly: 'yes', appendfsync: 'always', save: '', maxmemory: '0', 'maxmemory-policy': 'noeviction' }

  test('one that writes every change and never evicts is fit, without a word', async () => {
    await set(safe)
    expect(await checkRedis(redis)).toEqual([])
  })

  test('an evicting policy matters only with a limit', async () => {
    await set({ ...safe, 'maxmemory-policy': 'allkeys-lru' })
    expect(await checkRedis(redis)).toEqual([])
    await set({ maxmemory: '100mb' })
    await expect(checkRedis(redis)).rejects.toThrow(UnfitRedis)
    await expect(checkRedis(redis)).rejects.toThrow(/allkeys-lru.*noeviction\n.*evicts/s)
  })

  test('a limit without eviction is fit', async () => {
    await set({ ...safe, maxmemory: '100mb' })
    expect(await checkRedis(redis)).toEqual([])
  })

  test('nothing on disk: a loud warning', async () => {
    await set({ ...safe, appendonly: 'no' })
    expect(await checkRedis(redis)).toEqual([expect.stringMatching(/不存盘.*WARNING/)])
  })

  test.each([{ appendfsync: 'everysec' }, { appendonly: 'no', save: '60 1' }])('%j: may lose the latest', async (less) => {
    await set({ ...safe, ...less })
    expect(await checkRedis(redis)).toEqual([expect.stringMatching(/断电.*WARNING/)])
  })

  test('CONFIG forbidden: fit, with a warning that it could not be checked', async () => {
    await set(safe)
    await redis.call('ACL', 'SETUSER', 'tenant', 'on', '>secret', '~*', '+@all', '-config')
    const tenant = connectRedis(server.url, { redis: { username: 'tenant', password: 'secret' } })
    try {
      expect(await checkRedis(tenant)).toEqual([expect.stringContaining('CONFIG GET')])
    } finally {
      tenant.disconnect()
    }
  })

  /** The same server under another version number, or with another field of its INFO. */
  const dressedAs = async (version: string, field = 'redis_version'): Promise<Redis> => {
    const info = (await redis.info()).replace(new RegExp(`${field}:\\S+`), `${field}:${version}`)
    return new Proxy(redis, { get: (target, key) => (key === 'info' ? async () => info : Reflect.get(target, key)) })
  }

  test.each(['6.0.16', '5.0.7'])('version %s is too old', async (version) => {
    await set(safe)
    await expect(checkRedis(await dressedAs(version))).rejects.toThrow(`Redis 版本 ${version} 太旧，需要 6.2`)
  })

  test.each(['6.2.0', '7.0.15', '10.0.0'])('version %s is new enough', async (version) => {
    await set(safe)
    expect(await checkRedis(await dressedAs(version))).toEqual([])
  })

  test('a replica may become the master: not unfit, but not to be used now', async () => {
    await set(safe)
    const error = await checkRedis(await dressedAs('slave', 'role')).then(() => undefined, (caught: unknown) => caught)
    expect(error).not.toBeInstanceOf(UnfitRedis)
    expect(String(error)).toContain('READONLY')
  })

  test('whoever is not let in needs another password', async () => {
    await redis.call('ACL', 'SETUSER', 'stranger', 'on', '>secret', '~*', '+@all')
    for (const login of [{ username: 'stranger', password: 'other' }, { username: 'stranger', password: 'secret' }]) {
      const stranger = connectRedis(server.url, { redis: login })
      const check = checkRedis(stranger)
      if (login.password === 'secret') await expect(check).resolves.toEqual([])
      else await expect(check).rejects.toThrow(/^Redis 不认用户名或口令.*\nWRONGPASS/s)
      stranger.disconnect()
    }
  })
})
