import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { startUpkeep } from '../../src/app/upkeep.ts'
import { silentLog } from '../../src/bot/log.ts'
import { kinds } from '../../src/domain/records/index.ts'
import { layoutOf } from '../../src/ledger/layout.ts'
import { bringUpToDate } from '../../src/ledger/upToDate.ts'
import { freshRedis } from '../support/redis.ts'

const sign = (workspace: string) => `tx:{${workspace}}:hold:layout:${layoutOf(kinds)}`

beforeEach(() => void vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] }))
afterEach(() => void vi.useRealTimers())

test('signs of life are given for every workspace from the moment it is added, until it is stopped, and for no other', async () => {
  const { redis } = await freshRedis()
  const errors: string[] = []
  const upkeep = startUpkeep({ redis, log: silentLog, onError: (error) => void errors.push(error.message) })
  for (const workspace of ['one', 'two', 'three']) await bringUpToDate(redis, { workspace, kinds })
  const forget = () => redis.del(...['one', 'two', 'three'].map(sign))
  await forget()
  upkeep.add('one')
  const given = async (...names: string[]) => {
    await vi.advanceTimersByTimeAsync(10_000)
    return redis.exists(...names.map(sign))
  }
  await expect.poll(() => given('one')).toBe(1)
  upkeep.add('two')
  await forget()
  await expect.poll(() => given('one', 'two')).toBe(2)
  expect(await redis.exists(sign('three'))).toBe(0)
  upkeep.stop()
  await expect.poll(async () => (await forget()) + (await given('one', 'two'))).toBe(0)
  expect([await given('one', 'two'), errors]).toEqual([0, []])
})
