import { describe, expect, onTestFinished, test } from 'vitest'
import type { Channel, ChannelState } from '../../src/channels/channel.ts'
import { silentLog } from '../../src/bot/log.ts'
import { asText, createMetrics } from '../../src/metrics/metrics.ts'
import { channelsOf, figuresOf, openReports, startReporting } from '../../src/metrics/reports.ts'
import { freshRedis } from '../support/redis.ts'

const now = Date.UTC(2026, 10, 16)

const channelOf = (id: string, state?: () => ChannelState): Channel => ({
  id, platform: 'wecom', can: { hear: 'all', push: { groups: true, people: true }, mention: true, maxBytes: 1 },
  start: async () => {}, stop: async () => {}, send: async () => ({}), ...(state ? { state } : {}),
})

describe('counts of several processes', () => {
  test('are added up, by command, channel and code', async () => {
    const [one, two] = [createMetrics(), createMetrics()]
    one.observer.heard('wecomBot', 'heard')
    two.observer.heard('wecomBot', 'heard')
    two.observer.heard('wecomBot', 'ignored')
    one.observer.handled('活动', 'recorded')
    one.observer.sent({ channel: 'wecomBot', sort: 'answer', outcome: 'sent', errcode: undefined, ms: 700 })
    two.observer.sent({ channel: 'wecomBot', sort: 'bulletin', outcome: 'refused', errcode: 846_607, ms: 10 })
    const text = await asText([await one.figures(), await two.figures()])
    expect(text).toContain('tuanxun_messages_heard_total{channel="wecomBot",outcome="heard"} 2')
    expect(text).toContain('tuanxun_commands_total{command="活动",outcome="recorded"} 1')
    expect(text).toContain('tuanxun_sends_total{channel="wecomBot",sort="bulletin",outcome="refused",errcode="846607"} 1')
    expect(text).toContain('tuanxun_answer_seconds_bucket{le="1",channel="wecomBot"} 1')
    expect(text).toContain('tuanxun_answer_seconds_count{channel="wecomBot"} 1')
  })
})

describe('reports of processes', () => {
  test('are there at once, and gone when the process stops or has been silent for a minute', async () => {
    const { redis } = await freshRedis()
    const reports = openReports(redis)
    const start = (role: string) => startReporting({ redis, role, serves: [], ills: async () => [], channels: [channelOf('groupRobot')], metrics: createMetrics(), log: silentLog, now: () => now })
    const stop = start('worker')
    const other = start('web')
    onTestFinished(async () => other())
    await expect.poll(async () => (await reports.all(now)).map(({ role }) => role).toSorted()).toEqual(['web', 'worker'])
    expect(figuresOf(await reports.all(now))).toHaveLength(2)
    await stop()
    expect((await reports.all(now)).map(({ role }) => role)).toEqual(['web'])
    expect(await reports.all(now + 60_000)).toEqual([])
  })

  test('a channel is up where any process has it up; else the longest trouble is told', () => {
    const one = (id: string, up: boolean, since: number, detail?: string) => ({ at: now, role: 'worker', figures: [], channels: [{ id, up, since, ...(detail === undefined ? {} : { detail }) }] })
    expect(channelsOf([one('a', false, 5, '重连'), one('a', true, 9), one('b', false, 7, '晚'), one('b', false, 3, '早')])).toEqual([
      { id: 'a', up: true, since: 9 }, { id: 'b', up: false, since: 3, detail: '早' },
    ])
  })

  test('a Redis that is away disturbs nobody', async () => {
    const { redis } = await freshRedis()
    const warned: string[] = []
    redis.hset = () => Promise.reject(new Error('away'))
    const stop = startReporting({ redis, role: 'web', serves: [], ills: async () => [], channels: [], metrics: createMetrics(), log: { ...silentLog, warn: (_fields, message) => void warned.push(message) }, now: () => now })
    await expect.poll(() => warned).toHaveLength(1)
    await stop()
  })
})
