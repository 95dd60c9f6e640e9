/** Several processes, one connection. */
import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, onTestFinished, test } from 'vitest'
import { TryAgain } from '../../../src/domain/errors.ts'
import { calmly } from '../../support/calm.ts'
import { eventually } from '../../support/eventually.ts'
import { startRedis } from '../../support/redis.ts'
import { botScene, group, pieceTo, saidIn } from './botScene.ts'

/** A leader and a standby. */
async function two(options: Parameters<typeof botScene>[0] = {}) {
  const scene = await botScene(options)
  const leader = await scene.open()
  await scene.wecom.subscribed()
  const standby = await scene.open()
  await scene.wecom.say({ group, from: 'zhangsan', at: true, text: '在吗' })
  await eventually(() => expect(scene.heard).toHaveLength(1))
  return { ...scene, leader, standby, reply: scene.heard[0]?.reply }
}

const key = (id: string, name: string) => `tx:{~channels}:bot:${id}:${name}`

describe('one connection', () => {
  test('a standby does not connect, and knows how the leader is doing', calmly(async () => {
    const { wecom, leader, standby } = await two()
    await sleep(1000)
    expect(wecom.exchanges('aibot_subscribe')).toHaveLength(1)
    expect(leader.state?.()).toMatchObject({ up: true })
    await eventually(() => expect(standby.state?.()).toMatchObject({ up: true }))
  }))
  test('a process that only serves the web never connects, but knows', calmly(async () => {
    const { wecom, open } = await botScene()
    const web = await open({ candidate: false, lease: 100 })
    expect(web.state?.()).toMatchObject({ up: false, detail: '正在连接' })
    await sleep(500)
    expect(wecom.exchanges('aibot_subscribe')).toEqual([])
    expect(web.state?.()).toMatchObject({ up: false, detail: expect.stringContaining('等待接替') })
    await open()
    await wecom.subscribed()
    await eventually(() => expect(web.state?.()).toMatchObject({ up: true }))
  }))
  test('the leader stops: the standby takes over at once, and nobody was thrown out', calmly(async () => {
    const { wecom, leader, heard, standby } = await two({ lease: 60_000 })
    const began = performance.now()
    await leader.stop()
    await wecom.subscribed(2)
    expect(performance.now() - began).toBeLessThan(2000)
    await wecom.say({ group, from: 'lisi', at: true, text: '还在' })
    await eventually(() => expect(heard).toHaveLength(2))
    expect(standby.state?.()).toMatchObject({ up: true })
  }))
  test('another holds the lease: the leader closes, and sends no more', calmly(async () => {
    const { wecom, leader, redis, bot } = await two()
    await redis.set(key(bot.id, 'leader'), 'somebody', 'PX', 60_000)
    await eventually(() => expect(wecom.connected()).toBe(false))
    expect(wecom.exchanges('aibot_subscribe')).toHaveLength(1)
    // What the last leader said of itself lapses.
    await eventually(() => expect(leader.state?.()).toMatchObject({ up: false, detail: expect.stringContaining('等待接替') }))
  }))
  test('a leader that cannot be sure of its lease says nothing, but keeps listening', calmly(async () => {
    const own = await startRedis()
    onTestFinished(() => own.stop())
    const redis = own.redis()
    const { wecom, heard, open } = await botScene({ lease: 400, server: { url: own.url, redis } })
    const leader = await open()
    await wecom.subscribed()
    await wecom.say({ group, from: 'lisi', at: true, text: '在吗' })
    await eventually(() => expect(heard).toHaveLength(1))
    process.kill(own.pid, 'SIGSTOP')
    let sent: Promise<unknown> | undefined
    try {
      await sleep(600)
      sent = leader.send(pieceTo(wecom, '稍后'))
      await wecom.say({ group, from: 'lisi', at: true, text: '停顿中' })
      await wecom.enter('lisi')
      await eventually(() => expect(heard).toHaveLength(2))
      expect(wecom.exchanges('aibot_respond_welcome_msg')).toEqual([])
      expect(saidIn(wecom)).toEqual([])
    } finally {
      process.kill(own.pid, 'SIGCONT')
    }
    await sent
    expect(saidIn(wecom)).toEqual(['稍后'])
    expect(wecom.exchanges('aibot_subscribe')).toHaveLength(1)
  }))
  test('thrown out by one of ours that led meanwhile, unnoticed: it connects again', calmly(async () => {
    const { wecom, redis, bot, leader } = await two()
    await redis.del(key(bot.id, 'leader'))
    wecom.kick()
    await wecom.subscribed(2)
    await eventually(() => expect(leader.state?.().up).toBe(true))
  }))
  test('thrown out from outside: neither of them fights, and both say so', calmly(async () => {
    const { wecom, leader, standby, reply } = await two()
    wecom.kick()
    await sleep(2500)
    expect(wecom.exchanges('aibot_subscribe')).toHaveLength(1)
    expect(leader.state?.()).toMatchObject({ up: false, detail: expect.stringContaining('别处连接') })
    expect(standby.state?.()).toMatchObject({ up: false, detail: expect.stringContaining('别处连接') })
    for (const channel of [leader, standby]) await expect(channel.send(pieceTo(wecom, '被顶替', { reply }))).rejects.toThrow('别处连接')
  }))
})

describe('sending through the leader', () => {
  test('by the way back and unasked', calmly(async () => {
    const { wecom, standby, reply } = await two()
    await standby.send(pieceTo(wecom, '应答', { reply }))
    await standby.send(pieceTo(wecom, '提醒'))
    expect(wecom.chat(group).slice(1).map(({ via, text }) => `${via} ${text}`)).toEqual(['aibot_respond_msg 应答', 'aibot_send_msg 提醒'])
  }))
  test('pieces of two workspaces may go by the same id', calmly(async () => {
    const { wecom, leader, standby } = await two()
    await leader.send(pieceTo(wecom, '甲', { id: 'same' }))
    await standby.send(pieceTo(wecom, '乙', { id: 'same' }))
    expect(saidIn(wecom)).toEqual(['甲', '乙'])
  }))
  test('what is refused there is refused here', calmly(async () => {
    const { wecom, standby } = await two()
    wecom.fault({ on: 'aibot_send_msg', effect: { errcode: 40_008 } })
    await expect(standby.send(pieceTo(wecom, '不收'))).rejects.toMatchObject({ name: 'Refused', errcode: 40_008 })
  }))
  test('a piece that one process has sent is not sent again by another', calmly(async () => {
    const { wecom, leader, standby } = await two()
    await leader.send(pieceTo(wecom, '一次'))
    await standby.send(pieceTo(wecom, '一次'))
    expect(saidIn(wecom)).toEqual(['一次'])
  }))
  test('while nobody leads it waits for who takes over', calmly(async () => {
    const { wecom, standby, leader } = await two({ lease: 60_000 })
    await leader.stop()
    const sent = standby.send(pieceTo(wecom, '交接中'))
    await sent
    expect(saidIn(wecom)).toEqual(['交接中'])
  }))
  test('a process that stops does not wait for an answer', calmly(async () => {
    const { wecom, open } = await botScene()
    const alone = await open({ candidate: false })
    const sent = alone.send(pieceTo(wecom, '无人')).catch((error: unknown) => error)
    await alone.stop()
    expect(await sent).toBeInstanceOf(TryAgain)
  }))
  test('what nobody waits for any more is not sent', calmly(async () => {
    const { wecom, standby, redis, bot } = await two()
    const id = 'late'
    await redis.set(key(bot.id, `ask:${id}`), JSON.stringify({ id, from: 'x', key: 'late', chatid: wecom.group(group).chatid, chat_type: 2, body: { msgtype: 'markdown', markdown: { content: '迟到' } } }), 'PX', 3000)
    await redis.rpush(key(bot.id, 'asks'), id, 'gone', 'gone2')
    await standby.send(pieceTo(wecom, '其后'))
    expect(saidIn(wecom)).toEqual(['其后'])
  }))
  test('many at once all arrive, once', calmly(async () => {
    const { wecom, standby, leader } = await two({ fake: { rules: { botPerMinute: 1000 } } })
    const texts = Array.from({ length: 60 }, (_, i) => `第${i}条`)
    await Promise.all(texts.map((text, i) => (i % 2 ? standby : leader).send(pieceTo(wecom, text))))
    expect(saidIn(wecom).sort()).toEqual([...texts].sort())
  }))
})

test('nothing of it is taken for a workspace, and everything lapses', calmly(async () => {
  const { wecom, standby, redis, reply } = await two()
  await standby.send(pieceTo(wecom, '应答', { reply, actions: [{ label: '一', say: '二' }] }))
  const keys = await redis.keys('*')
  expect(keys.length).toBeGreaterThan(2)
  for (const one of keys) {
    expect(one).toMatch(/^tx:\{~channels\}:(?:bot|account):/)
    expect(await redis.pttl(one)).toBeGreaterThan(0)
  }
}))
