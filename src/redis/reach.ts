/** A connection for a program that somebody waits for. */
import type { Redis } from 'ioredis'
import { UnfitRedis } from './check.ts'
import { connectRedis } from './connect.ts'
import { saidBy, troubleOf } from './trouble.ts'

/** Connects, or throws UnfitRedis in words when that is impossible, or has not come about within so many ms. A Redis that goes away later is waited for. */
export async function reachRedis(url: string, within = 10_000): Promise<Redis> {
  let last = new Error('Connection is closed.')
  const redis = connectRedis(url, { onError: (error) => void (last = error) })
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(last), within)
  })
  try {
    await Promise.race([redis.ping(), late])
    return redis
  } catch (error) {
    redis.disconnect()
    const known = error instanceof Error ? troubleOf(error) : undefined
    throw known === undefined ? error : new UnfitRedis(`${known}\n${saidBy(error as Error)}`)
  } finally {
    clearTimeout(timer)
  }
}
