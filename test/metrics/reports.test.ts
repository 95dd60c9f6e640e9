import { expect, onTestFinished, test, vi } from 'vitest'
import { silentLog } from '../../src/bot/log.ts'
import type { Channel, ChannelState } from '../../src/channels/channel.ts'
import { channelsOf, openReports, startReporting } from '../../src/metrics/reports.ts'
import { freshRedis } from '../support/redis.ts'

const channelWith = (state: () => ChannelState): Channel => ({
  id: 'wecomBot', platform: 'wecom', can: { hear: 'mentioned', push: { groups: true, people: true }, mention: false, maxBytes: 1 }, start: async () => {}, send: async () => ({}), stop: async () => {}, state,
})

test('what a process said that has been silent for a minute is cleared away by the others', async () => {
  const { redis } = await freshRedis()
  let time = 0
  const start = () => startReporting({ redis, role: 'all', channels: [], metrics: { figures: async () => [], observer: {} as never }, log: silentLog, now: () => time })
  const kept = () => redis.hkeys('tx:{~channels}:processes')
  onTestFinished(start())
  await vi.waitFor(async () => expect(await kept()).toHaveLength(1))
  const [killed] = await kept()
  time = 60_000
  onTestFinished(start())
  await vi.waitFor(async () => expect(await kept()).toEqual([expect.not.stringContaining(killed ?? '')]))
})

test('a change of a channel is reported at once, not after ten seconds; without one nothing is written', async () => {
  const { redis } = await freshRedis()
  let state: ChannelState = { up: false, since: 1, detail: '正在连接' }
  let written = 0
  const figures = async () => {
    written += 1
    return []
  }
  const stop = startReporting({ redis, role: 'all', channels: [channelWith(() => state)], metrics: { figures, observer: {} as never }, log: silentLog, now: Date.now })
  onTestFinished(stop)
  const seen = async () => channelsOf(await openReports(redis).all(Date.now()))
  await vi.waitFor(async () => expect(await seen()).toEqual([{ id: 'wecomBot', ...state }]))
  state = { up: true, since: 2 }
  await vi.waitFor(async () => expect(await seen()).toEqual([{ id: 'wecomBot', up: true, since: 2 }]), 2500)
  const before = written
  await new Promise((done) => setTimeout(done, 1200))
  expect(written).toBe(before)
})
