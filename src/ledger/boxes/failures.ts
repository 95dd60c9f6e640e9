/** What could not be done, kept until it is purged and shown on the status page. */
import type { Redis } from 'ioredis'
import type { Failure, Ledger } from '../types.ts'

/** Failures by time in `failed`, their content by id in `failures`; adding one again replaces it. */
export const createFailures = (redis: Redis, prefix: string): Ledger['failed'] => ({
  async add(failure) {
    await redis.multi().zadd(`${prefix}failed`, failure.at, failure.id).hset(`${prefix}failures`, failure.id, JSON.stringify(failure)).exec()
  },
  async list(limit) {
    const ids = await redis.zrevrange(`${prefix}failed`, 0, limit - 1)
    const texts = ids.length === 0 ? [] : await redis.hmget(`${prefix}failures`, ...ids)
    return texts.flatMap((text) => (text ? [JSON.parse(text) as Failure] : []))
  },
  count: () => redis.zcard(`${prefix}failed`),
  async purge(before) {
    const ids = await redis.zrange(`${prefix}failed`, '-inf', `(${before}`, 'BYSCORE')
    if (ids.length > 0) await redis.multi().zrem(`${prefix}failed`, ...ids).hdel(`${prefix}failures`, ...ids).exec()
    return ids.length
  },
})

/** Takes message and notice out of the failures that match: what failed stays counted, what was said goes. */
export async function dropWords(redis: Redis, prefix: string, matches: (failure: Failure) => boolean | undefined): Promise<void> {
  for (const text of await redis.hvals(`${prefix}failures`)) {
    const failure = JSON.parse(text) as Failure
    if (!matches(failure)) continue
    const wordless: Failure = { ...failure, message: undefined, notice: undefined }
    await redis.hset(`${prefix}failures`, failure.id, JSON.stringify(wordless))
  }
}
