/** Ordinary chat: no answer, and not a trace in the product's store. */
import { readFileSync } from 'node:fs'
import type { Redis } from 'ioredis'
import { expect, it } from 'vitest'
import { startBot } from '../support/bot.ts'

const lines = readFileSync(new URL('../grammar/fixtures/chat.txt', import.meta.url), 'utf8')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('//'))
  .map((line) => line.replaceAll('\\n', '\n'))

/** Every key of the product with its whole content. */
async function store(redis: Redis): Promise<Record<string, string>> {
  const keys = (await redis.keys('tx:*')).sort()
  const dumps = await Promise.all(keys.map((key) => redis.dumpBuffer(key)))
  return Object.fromEntries(keys.map((key, i) => [key, dumps[i]?.toString('base64') ?? '']))
}

it(`${lines.length} ordinary lines get no answer and leave no trace`, async () => {
  expect(lines.length).toBeGreaterThanOrEqual(500)
  const bot = await startBot()
  const { redis } = bot
  const before = await store(redis)
  const senders = ['wangmin', 'chenlei', 'sunyan', 'lixin', 'nobody']
  for (const [i, line] of lines.entries()) {
    expect(await bot.say(senders[i % senders.length] ?? '', '中河街道工作群', line), line).toEqual([])
    expect(bot.outcome(), line).toBe('ignored')
  }
  expect(await store(redis)).toEqual(before)
})
