import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { troubleOf } from '../../src/redis/trouble.ts'
import { startRedis, type TestRedis } from '../support/redis.ts'
import { connectRedis } from '../../src/redis/connect.ts'

describe('what Redis itself says', () => {
  let server: TestRedis
  beforeAll(async () => {
    server = await startRedis()
  })
  afterAll(() => server.stop())

  /** How a write fails after some settings; they are taken back. */
  async function failing(settings: Record<string, string>, back: Record<string, string>): Promise<string | undefined> {
    const redis = server.redis()
    for (const [name, value] of Object.entries(settings)) await redis.config('SET', name, value)
    const error = await redis.set('a', '1').then(() => undefined, (caught: Error) => caught)
    for (const [name, value] of Object.entries(back)) await redis.config('SET', name, value)
    return error && troubleOf(error)
  }

  test('a full memory', async () => {
    expect(await failing({ maxmemory: '1' }, { maxmemory: '0' })).toContain('内存用满')
  })

  test('too few replicas', async () => {
    expect(await failing({ 'min-replicas-to-write': '1' }, { 'min-replicas-to-write': '0' })).toContain('有节点不在')
  })

  test('another password, and none', async () => {
    const admin = server.redis()
    await admin.config('SET', 'requirepass', 'right')
    for (const redis of [{ password: 'wrong' }, {}]) {
      const stranger = connectRedis(server.url, { redis })
      expect(troubleOf(await stranger.get('a').then(() => new Error('let in'), (error: Error) => error))).toContain('不认用户名或口令')
      stranger.disconnect()
    }
  })
})

test.each([
  'READONLY You can\'t write against a read only replica.', 'MISCONF Errors writing to the AOF file: No space left on device', 'LOADING Redis is loading the dataset in memory', 'self-signed certificate',
])('%s: has words', (message) => {
  expect(troubleOf(new Error(message))).toMatch(/只读的副本|写不进磁盘|正在载入|证书/)
})

test.each([
  'connect ECONNREFUSED 127.0.0.1:6379', 'connect ENOENT /run/redis.sock', 'getaddrinfo ENOTFOUND redis', 'read ECONNRESET', 'Connection is closed.',
  'Socket timeout. Expecting data, but didn\'t receive any in 15000ms.', 'Failed to refresh slots cache.',
])('%s: it cannot be reached', (message) => {
  expect(troubleOf(new Error(message))).toContain('连不上 Redis')
})

test('a host with two addresses, neither of which answers', () => {
  expect(troubleOf(Object.assign(new Error(''), { code: 'ECONNREFUSED' }))).toContain('连不上 Redis')
})

test.each(['x is not a function', 'ENOENT: no such file or directory, open \'/backups/forgotten.ndjson\'', 'ERR unknown command', 'NOSCRIPT No matching script', 'the message could not be made safe in time'])('%s: nothing of Redis', (message) => {
  expect(troubleOf(new Error(message))).toBeUndefined()
})
