import { expect, test } from 'vitest'
import { isBusy, takeSample } from '../../../src/cli/soak/sample.ts'
import { freshRedis } from '../../support/redis.ts'

test('counts what stands in Redis, of this workspace alone', async () => {
  const { redis } = await freshRedis()
  for (const [workspace, n] of [['soak', 1], ['other', 5]] as const) {
    const p = `tx:{${workspace}}:`
    await redis.hset(`${p}head`, 'seq', 7 * n)
    await redis.sadd(`${p}days`, 'seen:20250106', 'done:20250106')
    await redis.sadd(`${p}seen:20250106`, 'a', 'b')
    await redis.sadd(`${p}done:20250106`, 'c')
    for (let i = 0; i < 4 * n; i++) await redis.xadd(`${p}sent`, '*', 'r', '{}')
    await redis.hset(`${p}state`, 'x', '1', 'y', '1')
    await redis.zadd(`${p}failed`, 1, 'F')
    await redis.sadd(`${p}in`, 'g:1')
    await redis.sadd(`${p}out`, 'g:1', 'g:2')
  }
  await redis.set('{tuanxun}:inbox:id', 1)
  await redis.set('{tuanxun-2}:inbox:id', 1)
  expect(await takeSample(redis, 'soak', 2)).toEqual({
    week: 2, entries: 7, ids: 3, receipts: 4, states: 2, failed: 1, waiting: 3, queue: 1, redisMb: expect.any(Number), processMb: expect.any(Number),
  })
})

test.each(['tx:{soak}:in', 'tx:{soak}:out', '{tuanxun}:inbox:wait', '{tuanxun}:clock:active'])('is busy while there is something in %s', async (key) => {
  const { redis } = await freshRedis()
  for (const other of ['tx:{other}:in', 'tx:{soak}:head', '{tuanxun}:inbox:meta', '{tuanxun}:clock:delayed']) await redis.sadd(other, 'x')
  expect(await isBusy(redis, 'soak')).toBe(false)
  await redis.sadd(key, 'x')
  expect(await isBusy(redis, 'soak')).toBe(true)
})
