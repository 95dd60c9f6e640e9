import { setTimeout as later } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { createLease } from '../../src/ledger/lease.ts'
import { calmly } from '../support/calm.ts'
import { freshRedis } from '../support/redis.ts'

const key = 'tx:{test}:hold:a'

async function scene(ms: number) {
  const { redis } = await freshRedis()
  return { redis, lease: createLease(redis, 'test', ms) }
}

test('one holds, the other goes; after letting go the next may', calmly(async () => {
  const { lease } = await scene(5000)
  const first = await lease('a')
  expect(await lease('a')).toBeUndefined()
  expect(await lease('b')).toBeDefined()
  await first?.release()
  expect(await lease('a')).toBeDefined()
}))

test('a hold lasts as long as the work, however long that is', calmly(async () => {
  const { redis, lease } = await scene(150)
  const hold = await lease('a')
  await later(500)
  expect(await redis.pttl(key)).toBeGreaterThan(0)
  expect(await lease('a')).toBeUndefined()
  expect(await hold?.renew()).toBe(true)
  await hold?.release()
  await later(200)
  expect(await redis.exists(key)).toBe(0)
}))

test('of somebody who was killed it lapses within seconds', calmly(async () => {
  const { redis, lease } = await scene(100)
  await createLease(redis, 'test')('a')
  expect(await redis.pttl(key)).toBeLessThanOrEqual(5000)
  await redis.set(key, 'somebody killed', 'PX', 100)
  expect(await lease('a')).toBeUndefined()
  await later(120)
  expect(await lease('a')).toBeDefined()
}))

test('what lapsed while Redis stood still goes on, unless another has taken it', calmly(async () => {
  const { redis, lease } = await scene(60_000)
  const short = createLease(redis, 'test', 90)
  const hold = await short('a')
  await redis.del(key)
  await later(100)
  expect(await hold?.renew()).toBe(true)
  await redis.set(key, 'another')
  await later(100)
  expect(await hold?.renew()).toBe(false)
  await hold?.release()
  expect(await redis.get(key)).toBe('another')
  await redis.del(key)
  expect(await lease('a')).toBeDefined()
}))

test('what may have been another\'s in between is renewed, not kept', calmly(async () => {
  const { redis, lease } = await scene(90)
  const hold = await lease('a')
  await later(100)
  expect(await hold?.keep()).toBe(true)
  await redis.del(key)
  await later(100)
  expect(await hold?.keep()).toBe(false)
  expect([await hold?.renew(), await hold?.keep()]).toEqual([true, true])
  await redis.set(key, 'another')
  hold?.doubt()
  expect([await hold?.renew(), await hold?.keep()]).toEqual([false, false])
}))

test('what is free is not kept before anybody has asked', calmly(async () => {
  const { redis, lease } = await scene(60)
  const hold = await lease('a')
  const began = performance.now()
  while (performance.now() - began < 40);
  void redis.del(key)
  expect(await hold?.keep()).toBe(false)
}))

test('what a script has let go is not taken again by itself, though its answer is still on its way', calmly(async () => {
  const { redis, lease } = await scene(300)
  const hold = await lease('a')
  await redis.del(key)
  await later(150)
  expect(await redis.exists(key)).toBe(0)
  hold?.letGo()
  await later(200)
  expect(await redis.exists(key)).toBe(0)
}))

test('an answer that comes when the hold may have lapsed again does not count', calmly(async () => {
  const { redis } = await scene(0)
  let delay = 0
  const slow = Object.assign(Object.create(redis) as typeof redis, {
    async eval(...args: Parameters<typeof redis.eval>) {
      const answer = await redis.eval(...args)
      await later(delay)
      return answer
    },
  })
  const hold = await createLease(slow, 'test', 300)('a')
  delay = 450
  await later(350)
  expect(await hold?.renew()).toBe(false)
  delay = 0
  expect(await hold?.renew()).toBe(true)
  await hold?.release()
}))

test('holding on costs Redis nothing while the hold is fresh', calmly(async () => {
  const { redis, lease } = await scene(60_000)
  const hold = await lease('a')
  const before = await redis.info('commandstats')
  for (let i = 0; i < 20; i++) expect(await hold?.renew()).toBe(true)
  const calls = (info: string) => Number(/cmdstat_eval(?:sha)?:calls=(\d+)/.exec(info)?.[1])
  expect(calls(await redis.info('commandstats')) - calls(before)).toBeLessThan(20)
}))
