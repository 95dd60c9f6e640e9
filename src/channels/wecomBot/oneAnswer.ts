/** The one answer that a response_url takes (protocol.md section B4). */
import { createHash } from 'node:crypto'
import type { Redis } from 'ioredis'
import { Refused, TryAgain } from '../../domain/errors.ts'
import { hour } from '../../domain/time.ts'
import { demandOk, type WecomApi } from '../wecom/api.ts'

/** Says something of what is in the answer; whatever else is refused is the address itself. */
const badContent = new Set([40_008, 40_058, 44_004, 45_002])

/**
 * Posts to a response_url. Throws TryAgain and Refused as the platform says, but for this: when nobody knows whether a message arrived and it
 * is refused the second time, the first one has used the address up, and it is there. `key` is the message's, the same when it is sent again.
 */
export function createOneAnswer({ redis, prefix, api }: { redis: Redis; prefix: string; api: WecomApi }): (url: string, key: string, body: object) => Promise<void> {
  return async (url, key, body) => {
    const { pathname, searchParams } = new URL(url)
    const mark = `${prefix}unsure:${createHash('sha256').update(url).digest('base64url')}`
    try {
      demandOk(await api({ path: pathname, query: Object.fromEntries(searchParams), body }))
    } catch (error) {
      if (error instanceof TryAgain && error.errcode === undefined) await redis.set(mark, key, 'PX', hour)
      const usedUp = error instanceof Refused && !badContent.has(error.errcode ?? 0)
      if (!usedUp || (await redis.get(mark)) !== key) throw error
    }
  }
}
