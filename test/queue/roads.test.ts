import { describe, expect, it, onTestFinished } from 'vitest'
import { createBot } from '../../src/bot/bot.ts'
import { silentLog } from '../../src/bot/log.ts'
import { createVirtualBot } from '../../src/bot/virtual.ts'
import type { Incoming } from '../../src/channels/channel.ts'
import { createChatLog } from '../../src/channels/simulator/log.ts'
import { createSimulator } from '../../src/channels/simulator/simulator.ts'
import { TryAgain } from '../../src/domain/errors.ts'
import { kinds } from '../../src/domain/records/index.ts'
import { createLease } from '../../src/ledger/lease.ts'
import { openLedger } from '../../src/ledger/ledger.ts'
import type { Redis } from 'ioredis'
import { verify } from '../../src/ledger/verify.ts'
import { loadParts } from '../../src/parts.ts'
import { startWorkers } from '../../src/queue/queue.ts'
import { openWaker } from '../../src/queue/waker.ts'
import { connectRedis } from '../../src/redis/connect.ts'
import { loadSetup } from '../../src/setup/load.ts'
import { parseSetup } from '../../src/setup/yaml.ts'
import { at } from '../support/bot.ts'
import { patience, until } from '../support/eventually.ts'
import { quietPilot } from '../support/quiet.ts'
import { freshRedis } from '../support/redis.ts'

const start = at('2026-11-16 09:00')
const street = '中河街道工作群'
const script: [sender: string, text: string][] = [
  ['wangmin', '/活动 主题:读书会'], ['wangmin', '11月20日14:00'], ['chenlei', '/活动 校园开放日 11月18日'], ['wangmin', '大家辛苦了'],
  ['wangmin', '/任务 标题:台账 截止:11月18日17:00 对象:各成员单位'], ['sunyan', '/完成 任务1'], ['wangmin', '/通知 冬训'], ['chenlei', '收到'],
  ['wangmin', '/活懂 x'], ['zhouling', '/任务 台账 11月30日'], ['chenlei', '/延期 任务1 11月25日 等数据'], ['wangmin', '/同意 任务1'], ['wangmin', '/更正 活动1 地点:三楼'],
]
const messages = script.map(([sender, text], i): Incoming => ({ channel: 'simulator', id: `m${i}`, group: street, sender, text, at: start + i * 1000 }))

async function scene() {
  const { redis, url } = await freshRedis()
  const setup = parseSetup(quietPilot, 'test.yaml')
  const open = () => openLedger(redis, { workspace: setup.workspace, kinds, salt: 'same' })
  const ledger = open()
  await loadSetup(ledger, setup, start)
  const chatLog = createChatLog(redis, setup.workspace)
  const parts = await loadParts()
  const common = { ...parts, ledger, lease: createLease(redis, setup.workspace), log: silentLog }
  const said = async () => (await chatLog.list(`g:${street}`, 0)).filter(({ sender }) => sender === 'bot').map(({ text, mentions }) => ({ text, mentions }))
  return { redis, url, ledger, common, chatLog, said, workspace: setup.workspace }
}

/** Everything recorded, as it stands in the records themselves. */
async function records(redis: Redis): Promise<unknown> {
  const keys = (await redis.keys('tx:*:r:*')).sort()
  return Promise.all(keys.map(async (key) => [key, Object.entries(await redis.hgetall(key)).sort()]))
}

/** The same bot behind the real queue, worked by several workers at once. */
async function queued({ url, common, chatLog, workspace }: Awaited<ReturnType<typeof scene>>, { workers = 1, broken = (): boolean => false, wakes = true } = {}) {
  const errors: string[] = []
  const onError = (error: Error, what: string) => void errors.push(`${what} ${error.message}`)
  const connection = connectRedis(url)
  const waker = openWaker({ connection, onError })
  const simulator = createSimulator(chatLog, async () => '团讯')
  const channel = { ...simulator, send: async (piece: Parameters<typeof simulator.send>[0]) => {
    if (broken()) throw new TryAgain('down')
    return simulator.send(piece)
  } }
  let now = start
  const wake = { inbox: (chat: string) => waker.inbox({ workspace, chat }), outbox: (chat: string) => waker.outbox({ workspace, chat }) }
  const none = { inbox: async () => {}, outbox: async () => {} }
  const bot = createBot({ ...common, channels: [channel], now: () => now, wake: wakes ? wake : none })
  const sweeper = createBot({ ...common, channels: [channel], now: () => now, wake })
  const started = await Promise.all(Array.from({ length: workers }, () =>
    startWorkers({
      connection, onError, schedules: [],
      handlers: { inbox: ({ chat }) => bot.workInbox(chat), outbox: ({ chat }) => bot.workOutbox(chat), clock: async () => {} },
    })))
  onTestFinished(async () => {
    for (const one of started) await one.close()
    await waker.close()
    connection.disconnect()
  })
  const settled = async () => {
    const end = Date.now() + patience
    for (;;) {
      const waiting = [...(await common.ledger.inbox.chats()), ...(await common.ledger.outbox.chats())]
      if (waiting.length === 0) return
      if (Date.now() > end) throw new Error(`still waiting: ${waiting.join(' ')} ${errors.join(' ')}`)
      await new Promise((done) => setTimeout(done, 30))
    }
  }
  const hear = async (message: Incoming) => {
    now = message.at
    return bot.hear(message)
  }
  return { hear, settled, sweep: () => sweeper.sweep(), pass: (ms: number) => void (now += ms), errors }
}

describe('the virtual road and the road through the queue', () => {
  it('give the same records and the same words', async () => {
    const [one, two] = [await scene(), await scene()]
    const simulator = createSimulator(one.chatLog, async () => '团讯')
    const virtual = await createVirtualBot({ ...one.common, channels: [simulator] }, start)
    for (const message of messages) await virtual.say(message)
    const queue = await queued(two, { workers: 2 })
    for (const message of messages) {
      await queue.hear(message)
      await queue.settled()
    }
    expect(await two.said()).toEqual(await one.said())
    expect((await one.said()).length).toBeGreaterThan(9)
    expect(await records(two.redis)).toEqual(await records(one.redis))
    const ends = await Promise.all([one, two].map(async ({ ledger }) => (await ledger.view()).head))
    expect(ends[0]?.seq).toBe(ends[1]?.seq)
  })

  it('keep the order of a group and do nothing twice with several workers and no pause between messages', async () => {
    const all = await scene()
    const queue = await queued(all, { workers: 2 })
    for (let i = 0; i < 30; i++) {
      expect(await queue.hear({ channel: 'simulator', id: `a${i}`, group: street, sender: 'wangmin', text: `/活动 第${i + 1}场 2026年11月${(i % 28) + 1}日`, at: start + i })).toBe('heard')
      if (i % 5 === 0) expect(await queue.hear({ channel: 'simulator', id: `a${i}`, group: street, sender: 'wangmin', text: '重复', at: start + i })).not.toBe('heard')
    }
    await queue.settled()
    expect((await all.said()).map(({ text }) => /活动-2026-\d+：第\d+场/.exec(text)?.[0])).toEqual(
      Array.from({ length: 30 }, (_, i) => `活动-2026-${String(i + 1).padStart(3, '0')}：第${i + 1}场`),
    )
    expect((await verify(all.redis, { workspace: all.workspace, kinds })).faults).toEqual([])
  })

  it('give every record of several groups at once a number of its own, without a gap', async () => {
    const all = await scene()
    const queue = await queued(all, { workers: 2 })
    const groups = [[street, 'wangmin'], ['宁波市工作群', 'zhaogang'], ['全省试点工作群', 'lixin']] as const
    for (let i = 0; i < 30; i++) {
      const [group, sender] = groups[i % 3] ?? groups[0]
      await queue.hear({ channel: 'simulator', id: `b${i}`, group, sender, text: `/活动 第${i + 1}场 2026年11月${(i % 28) + 1}日`, at: start + i })
    }
    await queue.settled()
    const said = (await Promise.all(groups.map(([group]) => all.chatLog.list(`g:${group}`, 0)))).flat().filter(({ sender }) => sender === 'bot')
    const numbers = said.flatMap(({ text }) => /^已记录 活动-2026-(\d+)/.exec(text)?.[1] ?? []).map(Number).sort((a, b) => a - b)
    expect(numbers).toEqual(Array.from({ length: 30 }, (_, i) => i + 1))
  })

  it('find what nobody was woken for', async () => {
    const all = await scene()
    const queue = await queued(all, { wakes: false })
    for (const message of messages.slice(0, 3)) await queue.hear(message)
    expect(await all.said()).toEqual([])
    await queue.sweep()
    while ((await all.ledger.inbox.chats()).length > 0) await new Promise((done) => setTimeout(done, 30))
    await queue.sweep()
    await queue.settled()
    expect(await all.said()).toHaveLength(3)
  })

  it('send everything in order once a failing channel is back', async () => {
    const all = await scene()
    let down = true
    const queue = await queued(all, { workers: 2, broken: () => down })
    for (const message of messages.slice(0, 3)) await queue.hear(message)
    // Everything is answered, and the first answer was tried.
    await until(async () => (await all.ledger.inbox.chats()).length === 0 && ((await all.ledger.outbox.head(`g:${street}`))?.tries ?? 0) > 0)
    expect(await all.said()).toEqual([])
    down = false
    queue.pass(60_000)
    await queue.sweep()
    await queue.settled()
    expect((await all.said()).map(({ text }) => text.slice(0, 6))).toEqual(['还需要填写“', '已记录 活动', '已记录 活动'])
  })
})
