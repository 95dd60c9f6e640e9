import { expect, test } from 'vitest'
import { createLimiter } from '../../src/channels/limiter.ts'
import { workspacesIn } from '../../src/ledger/workspaces.ts'
import { freshRedis } from '../support/redis.ts'

test('what the channels keep for all workspaces together is none', async () => {
  const { redis } = await freshRedis()
  await createLimiter(redis, '~channels')('k', [{ count: 1, per: 60_000 }], Date.now())
  await redis.set('tx:{~channels}:token:x', 'y')
  await redis.set('tx:{zhejiang-2026}:hold:g:1', 'y')
  await redis.set('tx:{anhui}:in:g:1', 'y')
  expect(await workspacesIn(redis)).toEqual(['anhui'])
})
