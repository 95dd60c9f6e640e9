import { describe, expect, test } from 'vitest'
import { createGaps } from '../../../src/channels/wecomBot/gaps.ts'
import { day, hour, instant, minute } from '../../../src/domain/time.ts'
import { eventually } from '../../support/eventually.ts'
import { freshRedis } from '../../support/redis.ts'
import { botScene, group } from './botScene.ts'

async function scene() {
  const { redis } = await freshRedis()
  const start = instant('2026-11-16', '09:00')
  let time = start
  const open = () => createGaps({ redis, prefix: 'g:', blind: 90_000, now: () => time })
  /** Minutes since the start. */
  const shown = ({ last }: ReturnType<typeof open>) => {
    const gap = last()
    return gap && [(gap.from - start) / minute, (gap.to - start) / minute]
  }
  return { redis, open, shown, pass: (ms: number) => void (time += ms) }
}

describe('a gap', () => {
  test('is none when there never was a connection', async () => {
    const { open, shown, pass } = await scene()
    const gaps = open()
    pass(hour)
    await gaps.up()
    expect(shown(gaps)).toBeUndefined()
  })

  test('reaches from the loss to the next connection', async () => {
    const { open, shown, pass } = await scene()
    const gaps = open()
    await gaps.up()
    pass(10 * minute)
    await gaps.lost(false)
    pass(3 * minute)
    expect(shown(gaps)).toBeUndefined()
    await gaps.up()
    pass(minute)
    expect(shown(gaps)).toEqual([10, 13])
  })

  test('reaches over processes: from the last beat of one that is gone', async () => {
    const { open, shown, pass } = await scene()
    const first = open()
    await first.up()
    pass(5 * minute)
    await first.beat()
    pass(2 * minute)
    const next = open()
    await next.up()
    expect(shown(next)).toEqual([5, 7])
    pass(hour)
    await next.beat()
    const third = open()
    await third.up()
    expect(shown(third)).toEqual([5, 7])
  })

  test('after pings without an answer it reaches from the last sign of life, at most as long as nobody notices', async () => {
    const { open, shown, pass } = await scene()
    const gaps = open()
    await gaps.up()
    pass(10 * minute)
    gaps.alive()
    pass(minute)
    await gaps.beat()
    await gaps.lost(true)
    await gaps.up()
    expect(shown(gaps)).toEqual([10, 11])
    pass(60 * minute)
    await gaps.beat()
    await gaps.lost(true)
    await gaps.up()
    expect(shown(gaps)).toEqual([69.5, 71])
  })

  test('of a moment is none', async () => {
    const { open, shown, pass } = await scene()
    const gaps = open()
    await gaps.up()
    await gaps.lost(false)
    pass(1999)
    await gaps.up()
    expect(shown(gaps)).toBeUndefined()
  })

  test('is one while the connection does not hold, and another when it held', async () => {
    const { open, shown, pass } = await scene()
    const gaps = open()
    await gaps.up()
    for (const held of [1, 1, 1, 10]) {
      pass(held * minute)
      await gaps.lost(false)
      pass(minute)
      await gaps.up()
      if (held === 1) expect(shown(gaps)?.[0]).toBe(1)
    }
    expect(shown(gaps)).toEqual([16, 17])
  })

  test('is spoken of for a day, and nothing is kept for ever', async () => {
    const { redis, open, shown, pass } = await scene()
    const gaps = open()
    await gaps.up()
    await gaps.lost(false)
    pass(minute)
    await gaps.up()
    pass(day - 1)
    expect(shown(gaps)).toEqual([0, 1])
    pass(1)
    expect(shown(gaps)).toBeUndefined()
    for (const key of await redis.keys('g:*')) expect(await redis.pttl(key)).toBeGreaterThan(0)
  })

  test('is found out later where it could not be read when the connection came up', async () => {
    const { redis, open, shown, pass } = await scene()
    const gaps = open()
    await gaps.up()
    await gaps.lost(false)
    pass(minute)
    await redis.set('g:gap', '{', 'PX', hour)
    await expect(gaps.up()).rejects.toThrow(SyntaxError)
    await redis.del('g:gap')
    pass(minute)
    await gaps.beat()
    expect(shown(gaps)).toEqual([0, 1])
  })
})

test('the channel says from when to when nobody listened, in every process', async () => {
  let shift = 0
  const { wecom, open } = await botScene({ now: () => Date.now() + shift })
  const [leader, standby] = [await open(), await open()]
  await wecom.subscribed()
  await eventually(() => expect([leader.state?.(), standby.state?.()]).toMatchObject([{ up: true }, { up: true }]))
  expect([leader.state?.().gap, leader.state?.().detail]).toEqual([undefined, undefined])
  wecom.unreachable(true)
  await eventually(() => expect(leader.state?.().up && standby.state?.().up).toBe(false))
  shift = 5 * minute
  const { heard } = await wecom.say({ group, from: 'lisi', at: true, text: '/帮助' })
  expect(heard).toEqual([{ bot: expect.any(String) }])
  wecom.unreachable(false)
  for (const channel of [leader, standby]) {
    await eventually(() => expect(channel.state?.()).toMatchObject({ up: true, detail: expect.stringMatching(/\d\d:\d\d断过线，其间发给它的话收不到/) }))
    const gap = channel.state?.().gap
    expect((gap?.to ?? 0) - (gap?.from ?? 0)).toBeGreaterThan(4.9 * minute)
    expect((gap?.to ?? 0) - (gap?.from ?? 0)).toBeLessThan(5.3 * minute)
  }
})
