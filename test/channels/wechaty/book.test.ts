import { describe, expect, test } from 'vitest'
import { createBook, type Entry } from '../../../src/channels/wechaty/book.ts'
import { day } from '../../../src/domain/time.ts'
import { freshRedis } from '../../support/redis.ts'

const now = Date.UTC(2026, 10, 16)
const personSeen = (seen: number, rooms: Record<string, string> = {}): Entry => ({ kind: 'person', name: 'N', rooms, seen })

/** A book that knows `@wang` from a login of before, seen at a time. */
async function scene(seen: number) {
  const { redis } = await freshRedis()
  const before = createBook(redis)
  await before.open('@self1', seen)
  await before.note('@wang', personSeen(seen, { r1: 'a' }))
  return { redis, before, address: before.addressOf('@wang') }
}

describe('the book of addresses', () => {
  test('ids that last are addresses themselves, and nothing is kept of them', async () => {
    const { redis } = await freshRedis()
    const book = createBook(redis)
    await book.open('wxid_self', now)
    await book.note('wxid_wang', personSeen(now))
    expect([book.addressOf('wxid_wang'), book.idOf('wxid_wang'), book.isTied('wxid_wang'), book.idOf('@wang')]).toEqual(['wxid_wang', 'wxid_wang', true, undefined])
    expect(await redis.exists('tx:{~channels}:wechaty:book')).toBe(0)
  })

  test('the same login goes on after a restart; after another one its ids stand for nobody', async () => {
    const { redis, address } = await scene(now)
    const same = createBook(redis)
    await same.open('@self1', now)
    expect([same.addressOf('@wang'), same.idOf(address), [...same.lost().keys()]]).toEqual([address, '@wang', []])
    const other = createBook(redis)
    await other.open('@self2', now)
    expect([other.addressOf('@wang') === address, other.idOf(address), [...other.lost().keys()]]).toEqual([false, undefined, [address]])
  })

  test('what somebody is called in several rooms comes together', async () => {
    const { redis, before, address } = await scene(now)
    await before.note('@wang', personSeen(now, { r2: 'b' }))
    expect(JSON.parse((await redis.hget('tx:{~channels}:wechaty:book', address)) ?? '')).toMatchObject({ rooms: { r1: 'a', r2: 'b' } })
  })

  test.each([[180 * day, 1], [180 * day + 1, 0]])('of whom nothing was heard for %i ms %i is looked for', async (silent, many) => {
    const { redis } = await scene(now)
    const later = createBook(redis)
    await later.open('@self2', now + silent)
    expect([later.lost().size, await redis.hlen('tx:{~channels}:wechaty:book')]).toEqual([many, many])
  })
})
