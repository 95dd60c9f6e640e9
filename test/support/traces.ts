import type { TestBot } from './bot.ts'

/** Everything the product keeps in Redis that holds a word; the simulated platform's own memory is not the product's. */
export async function traces({ redis }: Pick<TestBot, 'redis'>, word: string): Promise<string[]> {
  const found: string[] = []
  for (const key of await redis.keys('tx:*')) {
    const type = await redis.type(key)
    const read: Record<string, () => Promise<unknown>> = {
      string: () => redis.get(key), hash: () => redis.hgetall(key), list: () => redis.lrange(key, 0, -1),
      set: () => redis.smembers(key), zset: () => redis.zrange(key, '0', '-1'), stream: () => redis.xrange(key, '-', '+'),
    }
    if (`${key}${JSON.stringify(await read[type]?.())}`.includes(word)) found.push(key)
  }
  return found
}
