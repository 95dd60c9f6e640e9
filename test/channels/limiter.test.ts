import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createLimiter } from '../../src/channels/limiter.ts'
import { freshRedis } from '../support/redis.ts'

const minute = 60_000
const at = Date.UTC(2026, 10, 16)

describe('limiter', () => {
  test('so many within any window, then the wait until the oldest falls out of it', async () => {
    const { redis } = await freshRedis()
    const take = createLimiter(redis, 'w')
    for (let i = 0; i < 20; i++) expect(await take('k', [{ count: 20, per: minute }], at + i * 100)).toBe(0)
    expect(await take('k', [{ count: 20, per: minute }], at + 2_000)).toBe(58_000)
    expect(await take('k', [{ count: 20, per: minute }], at + minute)).toBe(0)
    expect(await take('k', [{ count: 20, per: minute }], at + minute)).toBe(100)
    expect(await take('other', [{ count: 20, per: minute }], at + 2_000)).toBe(0)
  })

  test('every limit holds, the longest wait counts, and a refused place takes none', async () => {
    const { redis } = await freshRedis()
    const take = createLimiter(redis, 'w')
    const limits = [{ count: 2, per: 1_000 }, { count: 3, per: 10_000 }]
    expect([await take('k', limits, at), await take('k', limits, at), await take('k', limits, at)]).toEqual([0, 0, 1_000])
    expect([await take('k', limits, at + 1_000), await take('k', limits, at + 1_000)]).toEqual([0, 9_000])
  })

  test('in no window are there ever more than may be', async () => {
    const { redis } = await freshRedis()
    let run = 0
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 0, max: 700 }), { maxLength: 40 }), async (gaps) => {
        const take = createLimiter(redis, `w${run++}`)
        const taken: number[] = []
        let now = at
        for (const gap of gaps) {
          now += gap
          if ((await take('k', [{ count: 3, per: 1_000 }], now)) === 0) taken.push(now)
        }
        for (const end of taken) expect(taken.filter((one) => one > end - 1_000 && one <= end).length).toBeLessThanOrEqual(3)
      }),
      { numRuns: 30 },
    )
  })

  test('nothing is kept longer than the longest window', async () => {
    const { redis } = await freshRedis()
    await createLimiter(redis, 'w')('k', [{ count: 2, per: 1_000 }, { count: 3, per: 10_000 }], at)
    const left = await redis.pttl('tx:{w}:rate:k')
    expect(left).toBeGreaterThan(9_000)
    expect(left).toBeLessThanOrEqual(10_000)
  })

  test('two processes share one count', async () => {
    const { redis } = await freshRedis()
    const [one, two] = [createLimiter(redis, 'w'), createLimiter(redis, 'w')]
    const waits = await Promise.all(Array.from({ length: 30 }, (_, i) => (i % 2 ? one : two)('k', [{ count: 20, per: minute }], at)))
    expect(waits.filter((wait) => wait === 0)).toHaveLength(20)
  })
})
