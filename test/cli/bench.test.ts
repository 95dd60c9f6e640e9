import type { Redis } from 'ioredis'
import { describe, expect, it } from 'vitest'
import { filedRecords } from '../../src/cli/bench/growth.ts'
import { fileInBulk } from '../../src/cli/bench/bulk.ts'
import { benchProgram } from '../../src/cli/benchProgram.ts'
import { openStreets, streetsOf } from '../../src/cli/bench/streets.ts'
import { kinds } from '../../src/domain/records/index.ts'
import { createSalt } from '../../src/ledger/chain/side.ts'
import { verify } from '../../src/ledger/verify.ts'
import { freshRedis } from '../support/redis.ts'

const streets = streetsOf(7)
const start = Date.parse('2026-11-16T09:00:00+08:00')

/** Everything in a Redis, whatever the order inside. */
async function everything(redis: Redis): Promise<Record<string, unknown>> {
  const read: Record<string, (key: string) => Promise<unknown>> = {
    string: (key) => redis.get(key), hash: async (key) => Object.entries(await redis.hgetall(key)).sort(), set: async (key) => (await redis.smembers(key)).sort(),
    zset: (key) => redis.zrange(key, '0', '-1', 'WITHSCORES'), stream: (key) => redis.xrange(key, '-', '+'), list: (key) => redis.lrange(key, 0, -1),
  }
  const keys = (await redis.keys('*')).sort()
  return Object.fromEntries(await Promise.all(keys.map(async (key) => [key, await read[await redis.type(key)]?.(key)] as const)))
}

describe('records filed in bulk', () => {
  it('leave the same keys as a message and a commit each, and a chain in order', async () => {
    const [bulk, real] = [(await freshRedis()).redis, (await freshRedis()).redis]
    await openStreets(bulk, 'same', streets, start, { salt: 'same' })
    const ledger = await openStreets(real, 'same', streets, start, { salt: 'same' })
    await fileInBulk(bulk, 'same', filedRecords(streets, 25, start), createSalt('same'))
    for (const { change, cause, text, by, group, at } of filedRecords(streets, 25, start)) {
      const [channel = '', id = ''] = cause.split('|')
      const message = { channel, id, chat: `g:${group}`, sender: by, group, text, at }
      await ledger.hear(message, at)
      const done = await ledger.commit({ cause: { inbox: message }, view: await ledger.view(), now: at, by, group, text, changes: [change], notices: [] })
      expect(done.outcome).toBe('committed')
    }
    expect(await everything(bulk)).toEqual(await everything(real))
    expect((await verify(bulk, { workspace: 'same', kinds, anchors: [] })).faults).toEqual([])
  })
})

describe('npm run bench', () => {
  const bench = async (redisUrl: string, ...args: string[]) => {
    let printed = ''
    await benchProgram({ args, env: { REDIS_URL: redisUrl }, stdin: (async function* () {})(), print: (text) => void (printed += text) })
    return printed
  }

  it('measures what is asked for, with what belongs to it, and leaves nothing behind', async () => {
    const { url, redis } = await freshRedis()
    expect(await bench(url, 'understand_per_s')).toMatch(/^understand_per_s: \d+\n$/)
    expect(await redis.dbsize()).toBe(0)
  })

  it('says which names there are, and refuses a Redis with data in it', async () => {
    const { url, redis } = await freshRedis()
    await expect(bench(url, 'speed')).rejects.toThrow('没有“speed”这一项，可用：commands_per_s、bullmq_per_s')
    await redis.set('a', '1')
    await expect(bench(url, 'understand_per_s')).rejects.toThrow('空的 Redis')
  })
})
