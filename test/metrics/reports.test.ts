import { expect, onTestFinished, test, vi } from 'vitest'
import { silentLog } from '../../src/bot/log.ts'
import type { Channel, ChannelState } from '../../src/channels/channel.ts'
import { channelsOf, openReports, startReporting } from '../../src/metrics/reports.ts'
import { eventually } from '../support/eventually.ts'
import { freshRedis } from '../support/redis.ts'

const channelWith = (state: () => ChannelState): Channel => ({
  id: 'wecomBot', platform: 'wecom', can: { hear: 'mentioned', push: { groups: true, people: true }, mention: false, maxBytes: 1 }, start: async () => {}, send: async () => ({}), stop: async () => {}, state,
})

test('what a process said that has been silent for a minute is cleared away by the others', async () => {
  const { redis } = await freshRedis()
  let time = 0
  const start = () => startReporting({ redis, role: 'all', serves: [], ills: async () => [], channels: [], metrics: { figures: async () => [], observer: {} as never }, log: silentLog, now: () => time })
  const kept = () => redis.hkeys('tx:{~channels}:processes')
  onTestFinished(start())
  await eventually(async () => expect(await kept()).toHaveLength(1))
  const [killed] = await kept()
  time = 60_000
  onTestFinished(start())
  await eventually(async () => expect(await kept()).toEqual([expect.not.stringContaining(killed ?? '')]))
})

test('a change of a channel is reported within a second, not after ten; without one nothing is written', async () => {
  const { redis } = await freshRedis()
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'performance'] })
  onTestFinished(() => void vi.useRealTimers())
  let state: ChannelState = { up: false, since: 1, detail: '正在连接' }
  let written = 0
  const figures = async () => {
    written += 1
    return []
  }
  const stop = startReporting({ redis, role: 'all', serves: [], ills: async () => [], channels: [channelWith(() => state)], metrics: { figures, observer: {} as never }, log: silentLog, now: Date.now })
  onTestFinished(stop)
  /** What stands in Redis once what was written a moment ago has arrived: first it is read who else reports. */
  const seen = async () => {
    for (let i = 0; i < 3; i++) await redis.ping()
    return channelsOf(await openReports(redis).all(Date.now()))
  }
  expect(await seen()).toEqual([{ id: 'wecomBot', ...state }])
  state = { up: true, since: 2 }
  await vi.advanceTimersByTimeAsync(1000)
  expect(await seen()).toEqual([{ id: 'wecomBot', up: true, since: 2 }])
  await vi.advanceTimersByTimeAsync(9000)
  expect(written).toBe(2)
  await vi.advanceTimersByTimeAsync(1000)
  expect(written).toBe(3)
})
