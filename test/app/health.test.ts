import { describe, expect, onTestFinished, test } from 'vitest'
import { createHealth } from '../../src/app/health.ts'
import { silentLog } from '../../src/bot/log.ts'
import type { Channel, ChannelState } from '../../src/channels/channel.ts'
import { groupChat, privateChat } from '../../src/domain/notice.ts'
import { createMetrics } from '../../src/metrics/metrics.ts'
import { openReports, startReporting, type Ill } from '../../src/metrics/reports.ts'
import { countingSaid } from '../support/countingSaid.ts'
import { startRedis } from '../support/redis.ts'
import { startQuietBot } from '../support/quiet.ts'

const street = '中河街道工作群'

/** A deployment with one pilot that expects WeCom's bot; `report` is a process that tells of itself. */
async function scene() {
  const { ledger, redis, now: start } = await startQuietBot('2026-11-16 09:00')
  const counted = countingSaid(ledger)
  let time = start()
  const now = () => time
  const health = createHealth({ redis, ledgers: [counted.ledger], reports: openReports(redis), expected: ['wecomBot'], now })
  const channel = (state: ChannelState): Channel => ({
    id: 'wecomBot', platform: 'wecom', can: { hear: 'mentioned', push: { groups: true, people: true }, mention: false, maxBytes: 1 },
    start: async () => {}, stop: async () => {}, send: async () => ({}), state: () => state,
  })
  const report = async (role: string, state: ChannelState, serves = ['test-pilot'], ills: Ill[] = []) => {
    const before = (await openReports(redis).all(time)).length
    const stop = startReporting({ redis, role, serves, ills: async () => ills, channels: [channel(state)], metrics: createMetrics(), log: silentLog, now })
    await expect.poll(async () => (await openReports(redis).all(time)).length).toBe(before + 1)
    return stop
  }
  const wrong = async () => (await health.checks()).filter(({ ok }) => !ok).map(({ name, why }) => `${name} ${why}`)
  /** Has something said to a chat; `sent` notes that it was, at once. */
  const say = async (to: string, mentions: string[], sent: boolean) => {
    await ledger.commit({ cause: { key: `say|${to}|${mentions.join()}|${time}`, day: '2026-11-16' }, view: await ledger.view(), now: time, by: 'test', changes: [], notices: [{ to, text: '催', sort: 'nudge', mentions }] })
    const head = await ledger.outbox.head(to)
    if (sent && head) await ledger.outbox.sent(head, { channel: 'wecomBot', at: time })
  }
  return { health, ledger, asked: counted.asked, report, wrong, say, now, pass: (ms: number) => void (time += ms) }
}

const up: ChannelState = { up: true, since: 0 }

describe('whether the service can do its work', () => {
  test('all is well where a process works and has the channel', async () => {
    const { report, wrong } = await scene()
    const stop = await report('worker', up)
    expect(await wrong()).toEqual([])
    await stop()
  })

  test('a process that serves pages alone does not work', async () => {
    const { report, wrong } = await scene()
    const stop = await report('web', up)
    expect(await wrong()).toEqual(['worker 没有工作进程'])
    await stop()
  })

  test('processes that serve different pilots are told, whatever the order of their names', async () => {
    const { report, wrong } = await scene()
    const stops = [await report('worker', up, ['a', 'b']), await report('web', up, ['b', 'a'])]
    expect(await wrong()).toEqual([])
    stops.push(await report('web', up, ['a']))
    expect(await wrong()).toEqual([expect.stringMatching(/^pilots 各进程受理的试点不一样（.*a、b.*）：请写同样的 SETUP/)])
    for (const stop of stops) await stop()
  })

  test('what is wrong with the machine of any process', async () => {
    const { report, wrong } = await scene()
    const stops = [await report('web', up), await report('worker', up, ['test-pilot'], [{ name: 'disk', why: '满了' }, { name: 'clock', why: '慢了' }])]
    expect(await wrong()).toEqual(['disk 满了', 'clock 慢了'])
    for (const stop of stops) await stop()
  })

  test('a channel that nobody has told of yet is about to be for half a minute, then it is nobody\'s', async () => {
    const { wrong, pass } = await scene()
    expect(await wrong()).toEqual(['worker 没有工作进程', 'wecomBot 智能机器人：正在连接'])
    pass(29_999)
    expect(await wrong()).toContain('wecomBot 智能机器人：正在连接')
    pass(1)
    expect(await wrong()).toContain('wecomBot 智能机器人：没有进程在用它')
  })

  test('why a channel is down stands there', async () => {
    const { report, wrong } = await scene()
    const stop = await report('all', { up: false, since: 0, detail: '订阅被拒绝' })
    expect(await wrong()).toEqual(['wecomBot 智能机器人：订阅被拒绝'])
    await stop()
  })

  test('a message that has waited for two minutes is stuck, one that has not is not', async () => {
    const { report, wrong, ledger, now, pass } = await scene()
    await ledger.hear({ channel: 'wecomBot', id: '1', chat: groupChat('g1'), sender: 'wangmin', text: '/待办', at: now() }, now())
    pass(119_999)
    const stop = await report('all', up)
    expect(await wrong()).toEqual([])
    pass(1)
    expect(await wrong()).toEqual(['queue 有消息等了120秒还没办'])
    await stop()
  })
})

test('figures: what waits and how long, what failed, how often each was mentioned in a week, which channel is up', async () => {
  const { health, ledger, report, say, now, pass } = await scene()
  await say(groupChat(street), ['wangmin'], true)
  pass(7 * 86_400_000)
  await say(groupChat(street), ['wangmin', 'chenlei'], true)
  await say(privateChat('wangmin'), ['wangmin'], true)
  await say(privateChat('chenlei'), [], false)
  await ledger.failed.add({ id: 'A', at: now(), what: 'job', ref: 'x', error: 'e' })
  pass(90_000)
  const stop = await report('all', up)
  const text = await health.metrics()
  const workspace = 'workspace="test-pilot"'
  for (const line of [
    `tuanxun_inbox_chats{${workspace}} 0`, `tuanxun_outbox_chats{${workspace}} 1`, `tuanxun_outbox_oldest_seconds{${workspace}} 90`, `tuanxun_failed{${workspace}} 1`,
    `tuanxun_nudges_per_person_week{${workspace},quantile="0.5"} 2`, `tuanxun_nudges_per_person_week{${workspace},quantile="1"} 2`, 'tuanxun_channel_up{channel="wecomBot"} 1',
  ]) expect(text).toContain(line)
  await stop()
  expect(await health.metrics()).toContain('tuanxun_channel_up{channel="wecomBot"} 0')
})

test('a week is read once a minute however often its figures are asked for; what waits and what failed is of this moment', async () => {
  const { health, asked, say, now, pass } = await scene()
  const workspace = 'workspace="test-pilot"'
  const most = `tuanxun_nudges_per_person_week{${workspace},quantile="1"}`
  const began = now()
  await say(groupChat(street), ['wangmin'], true)
  await Promise.all([health.metrics(), health.metrics()])
  pass(1)
  await say(groupChat(street), ['wangmin'], true)
  await say(privateChat('chenlei'), [], false)
  pass(59_998)
  const early = await health.metrics()
  expect(asked()).toBe(1)
  for (const line of [`${most} 1`, `tuanxun_outbox_chats{${workspace}} 1`, `tuanxun_nudges_taken_timestamp_seconds{${workspace}} ${began / 1000}`]) expect(early).toContain(line)
  pass(1)
  expect(await health.metrics()).toContain(`${most} 2`)
  expect(asked()).toBe(2)
})

test('a Redis that takes no writes is told in words', async () => {
  const server = await startRedis()
  onTestFinished(server.stop)
  const redis = server.redis()
  const health = createHealth({ redis, ledgers: [], reports: openReports(redis), expected: [], now: () => 0 })
  await redis.config('SET', 'maxmemory', '1')
  expect(await health.checks()).toEqual([{ name: 'redis', ok: false, why: expect.stringContaining('内存用满') }])
})

test('a Redis that is away is told at once', async () => {
  const server = await startRedis()
  const redis = server.redis()
  await redis.ping()
  await server.stop()
  const health = createHealth({ redis, ledgers: [], reports: openReports(redis), expected: [], now: () => 0 })
  await expect.poll(() => redis.status).not.toBe('ready')
  expect(await health.checks()).toEqual([{ name: 'redis', ok: false, why: expect.stringContaining('连不上 Redis') }])
})
