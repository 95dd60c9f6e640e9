/** Clears away what has aged. No rule rests on it: whatever is purged had stopped to count before. */
import type { Redis } from 'ioredis'
import { addDays, day, instant } from '../../domain/time.ts'
import type { Purged } from '../types.ts'
import { createFailures } from './failures.ts'
import { remembered } from './inbox.ts'
import { purgeReceipts } from './receipts.ts'

/** Days for which failed work is kept unless the configuration says otherwise. */
const keptFailureDays = 90

/** Sets named `seen:YYYYMMDD` or `done:YYYYMMDD` whose day ended so long ago that a message of it would be refused. */
async function purgeDays(redis: Redis, prefix: string, now: number): Promise<number> {
  const names = await redis.smembers(`${prefix}days`)
  const aged = names.filter((name) => {
    const [, y, m, d] = /:(\d{4})(\d{2})(\d{2})$/.exec(name) ?? []
    return y !== undefined && instant(addDays(`${y}-${m}-${d}`, 1)) <= now - remembered
  })
  if (aged.length === 0) return 0
  await redis.unlink(...aged.map((name) => prefix + name))
  await redis.srem(`${prefix}days`, ...aged)
  return aged.length
}

async function purgeStates(redis: Redis, prefix: string, now: number): Promise<number> {
  const keys = await redis.zrange(`${prefix}lapsing`, '-inf', String(now), 'BYSCORE')
  if (keys.length === 0) return 0
  await redis.multi().hdel(`${prefix}state`, ...keys).zrem(`${prefix}lapsing`, ...keys).exec()
  return keys.length
}

export async function purge(redis: Redis, prefix: string, now: number, failureDays = keptFailureDays): Promise<Purged> {
  return {
    days: await purgeDays(redis, prefix, now),
    receipts: await purgeReceipts(redis, prefix, now),
    failures: await createFailures(redis, prefix).purge(now - failureDays * day),
    states: await purgeStates(redis, prefix, now),
  }
}
