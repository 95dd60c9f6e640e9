import { beforeEach, describe, expect, it } from 'vitest'
import { deliver } from '../../src/bot/deliver.ts'
import { waysTo } from '../../src/bot/chat.ts'
import type { Channel, Outgoing } from '../../src/channels/channel.ts'
import { Refused, TryAgain } from '../../src/domain/errors.ts'
import { amend } from '../../src/domain/record.ts'
import { group, type GroupData } from '../../src/domain/records/directory.ts'
import { dayOf, minute } from '../../src/domain/time.ts'
import type { Notice } from '../../src/domain/notice.ts'
import type { Ledger } from '../../src/ledger/types.ts'
import { startQuietBot } from '../support/quiet.ts'

const name = '中河街道工作群'
const to = `g:${name}`

type Made = Channel & { sent: Outgoing[]; fail: Error | undefined; wait: number }

function channelOf(id: string, more: Partial<Channel> & { reach?: Channel['can']['push']; maxBytes?: number } = {}): Made {
  const made: Made = {
    id, platform: 'wecom', sent: [], fail: undefined, wait: 0,
    can: { hear: 'all', push: more.reach ?? { groups: true, people: true }, mention: true, maxBytes: more.maxBytes ?? 20_000 },
    start: async () => {}, stop: async () => {},
    room: async () => made.wait,
    async send(piece) {
      if (made.fail) throw made.fail
      made.sent.push(piece)
      return { ref: piece.id }
    },
    ...more,
  }
  return made
}

let ledger: Ledger
let start: number
let time: number
const now = () => time

beforeEach(async () => {
  const bot = await startQuietBot('2026-11-16 09:00')
  ledger = bot.ledger
  start = time = bot.now()
  await set({ addresses: { wecom: 'wrAAAA1' }, webhook: 'key-1' })
})

async function set(patch: Partial<GroupData>) {
  const view = await ledger.view()
  const found = await view.get(group, name)
  if (!found) throw new Error('no such group')
  await ledger.commit({ cause: { key: `set|${JSON.stringify(patch)}`, day: dayOf(now()) }, view, now: now(), by: 'test', changes: [amend(group, found, patch, 'settings')], notices: [] })
}

const say = async (...notices: Partial<Notice>[]) =>
  ledger.commit({
    cause: { key: `say|${JSON.stringify(notices)}`, day: dayOf(now()) }, view: await ledger.view(), now: now(), by: 'test', changes: [],
    notices: notices.map((notice): Notice => ({ to, text: '话', sort: 'notice', ...notice })),
  })

const go = (...channels: Channel[]) => deliver(to, { ledger, channels, now })

describe('ways to a chat', () => {
  const bot = channelOf('wecomBot')
  const robot = channelOf('groupRobot', { reach: { groups: true, people: false } })
  const app = channelOf('wecomApp', { reach: { groups: false, people: true } })
  const ids = async (of: Parameters<typeof waysTo>[0], ...channels: Channel[]) =>
    waysTo(of, (await ledger.view()).directory, channels, start).map(({ channel, to: at, reply }) => `${channel.id} ${JSON.stringify(at)}${reply ? ' back' : ''}`)

  it('a group is reached at its platform address and by its webhook, the fallback last', async () => {
    expect(await ids({ to }, robot, bot, app)).toEqual(['groupRobot {"group":"key-1"}', 'wecomBot {"group":"wrAAAA1"}'])
    await set({ fallback: 'groupRobot' })
    expect(await ids({ to }, robot, bot, app)).toEqual(['wecomBot {"group":"wrAAAA1"}', 'groupRobot {"group":"key-1"}'])
  })

  it('the cheap way back comes first, while it works', async () => {
    const reply = { handle: 'R1', until: start + 1 }
    expect((await ids({ to, via: 'wecomBot', reply }, robot, bot))[0]).toBe('wecomBot {"group":"wrAAAA1"} back')
    expect((await ids({ to, via: 'wecomBot', reply: { ...reply, until: start } }, robot, bot))[0]).toBe('wecomBot {"group":"wrAAAA1"}')
  })

  it('a channel that cannot push answers only by the way back', async () => {
    const mute = channelOf('wecomBot', { reach: { groups: false, people: false } })
    expect(await ids({ to }, mute)).toEqual([])
    expect(await ids({ to, via: 'wecomBot', reply: { handle: 'R1', until: start + 1 } }, mute)).toEqual(['wecomBot {"group":"wrAAAA1"} back'])
  })

  it('people are reached where they have an id, unknown ones where they were heard', async () => {
    expect(await ids({ to: 'p:wangmin' }, robot, bot, app)).toEqual([])
    expect(await ids({ to: 'y:wecomApp|LiSi' }, robot, bot, app)).toEqual(['wecomApp {"person":"LiSi"}'])
    expect(await ids({ to: 'x:wecomBot|wrB' }, robot, bot, app)).toEqual(['wecomBot {"group":"wrB"}'])
  })
})

describe('delivery by more than one way', () => {
  it('what one way refuses goes by the next at once, and the receipt names it', async () => {
    const [bot, robot] = [channelOf('wecomBot'), channelOf('groupRobot')]
    bot.fail = new Refused('本群还没有人@过机器人（846607）', 846_607)
    await say({ text: '一' })
    expect(await go(bot, robot)).toEqual({ done: true })
    expect(robot.sent.map(({ text }) => text)).toEqual(['一'])
    expect((await (await ledger.view()).said(0, time)).map(({ channel }) => channel)).toEqual(['groupRobot'])
  })

  it('a passing failure waits for the same way first, and takes the next after three tries', async () => {
    const [bot, robot] = [channelOf('wecomBot'), channelOf('groupRobot')]
    bot.fail = new TryAgain('断线')
    await say({ text: '一' })
    for (let i = 0; i < 3; i++) {
      expect(await go(bot, robot)).toMatchObject({ done: false })
      expect(robot.sent).toEqual([])
      time += 10 * minute
    }
    expect(await go(bot, robot)).toEqual({ done: true })
    expect(robot.sent).toHaveLength(1)
  })

  it('a full channel is waited for: no other way is taken and no try is counted', async () => {
    const [bot, robot] = [channelOf('wecomBot'), channelOf('groupRobot')]
    bot.wait = 4_000
    await say({ text: '一' })
    for (let i = 0; i < 20; i++) expect(await go(bot, robot)).toEqual({ done: false, retryAfter: 4_000 })
    expect(await ledger.outbox.head(to)).toMatchObject({ tries: 0 })
    bot.wait = 0
    expect(await go(bot, robot)).toEqual({ done: true })
    expect([bot.sent.length, robot.sent.length]).toEqual([1, 0])
  })

  it('what every way refuses is given up after some tries, with all reasons, and stands in nobody\'s way', async () => {
    const [bot, robot] = [channelOf('wecomBot'), channelOf('groupRobot')]
    bot.fail = new Refused('没有人@过', 846_607)
    robot.fail = new Refused('机器人已移除', 93_000)
    await say({ text: '一' })
    for (let i = 0; i < 11; i++) {
      await go(bot, robot)
      time += 30 * minute
    }
    expect((await ledger.failed.list(5)).map(({ error }) => error)).toEqual(['智能机器人：没有人@过；群机器人：机器人已移除'])
  })
})

describe('pieces', () => {
  const text = Array.from({ length: 60 }, (_, i) => `第${i}行一些文字`).join('\n')
  const whole = (sent: Outgoing[]) => sent.map((piece) => piece.text.replace(/（\d+\/\d+）$/, '')).join('\n')

  it('after a failure half-way the rest follows, nothing twice', async () => {
    const bot = channelOf('wecomBot', { maxBytes: 300 })
    await say({ text, actions: [{ label: '收到', say: '/收到 通知-2026-001' }] })
    let left = 2
    bot.room = async () => {
      if (left === 0) bot.fail = new TryAgain('断线')
      left -= 1
      return 0
    }
    expect(await go(bot)).toMatchObject({ done: false })
    expect(bot.sent).toHaveLength(2)
    expect(await ledger.outbox.head(to)).toMatchObject({ tries: 1, pieces: { channel: 'wecomBot', sent: 2 } })
    bot.fail = undefined
    left = Infinity
    time += minute
    expect(await go(bot)).toEqual({ done: true })
    expect(whole(bot.sent)).toBe(text)
    expect(bot.sent.map(({ actions }) => actions?.length ?? 0)).toEqual([...bot.sent.slice(1).map(() => 0), 1])
  })

  it('a way that answers once is left to what fits into it, where there is another', async () => {
    const reply = { handle: 'R1', until: start + minute }
    const [once, robot] = [channelOf('wecomBot', { maxBytes: 300, reach: { groups: false, people: false } }), channelOf('groupRobot', { maxBytes: 500 })]
    const answer = async (words: string) => {
      const notice = { to, text: words, sort: 'answer' as const, id: words.slice(0, 9), at: time, tries: 0, via: 'wecomBot', reply }
      const waiting = [notice]
      const outbox = { ...ledger.outbox, head: async () => waiting[0], sent: async () => waiting.shift() === undefined, pieceSent: async () => {} }
      await deliver(to, { ledger: { ...ledger, outbox }, channels: [once, robot], now })
    }
    await answer('短的')
    await answer(text)
    expect([once.sent.map((piece) => piece.text), whole(robot.sent)]).toEqual([['短的'], text])
    await set({ webhook: undefined })
    await answer(text)
    expect(once.sent.length).toBeGreaterThan(2)
  })

  it('another channel begins at the beginning', async () => {
    const [bot, robot] = [channelOf('wecomBot', { maxBytes: 300 }), channelOf('groupRobot', { maxBytes: 500 })]
    await say({ text })
    bot.room = async () => {
      if (bot.sent.length === 1) bot.fail = new Refused('已移出群')
      return 0
    }
    expect(await go(bot, robot)).toEqual({ done: true })
    expect(whole(robot.sent)).toBe(text)
  })
})

it('a platform that asks for a pause has it, whoever looks meanwhile', async () => {
  const bot = channelOf('wecomBot')
  await say({})
  bot.fail = new TryAgain('发送太频繁', minute, 45_009)
  expect(await go(bot)).toEqual({ done: false, retryAfter: minute })
  bot.fail = undefined
  for (const left of [45_000, 30_000, 1]) {
    time = start + minute - left
    expect(await go(bot)).toEqual({ done: false, retryAfter: left })
  }
  expect(bot.sent).toEqual([])
  time = start + minute
  expect([await go(bot), bot.sent.length]).toEqual([{ done: true }, 1])
})

describe('what is told about sending', () => {
  it('every try with its channel, outcome and errcode; the log without words', async () => {
    const [bot, robot] = [channelOf('wecomBot'), channelOf('groupRobot')]
    const told: unknown[] = []
    const lines: unknown[] = []
    const tell = () => deliver(to, { ledger, channels: [bot, robot], now, observer: { sent: (what) => void told.push(what) }, log: { warn: (...line) => void lines.push(line) } })
    await say({ text: '秘密的话', sort: 'nudge' })
    bot.wait = 500
    await tell()
    bot.wait = 0
    bot.fail = new TryAgain('发送太频繁', 60_000, 45_009)
    time += 1_000
    await tell()
    time += minute
    bot.fail = new Refused('没有人@过', 846_607)
    await tell()
    expect(told).toEqual([
      { channel: 'wecomBot', sort: 'nudge', outcome: 'full', errcode: undefined, ms: 0 },
      { channel: 'wecomBot', sort: 'nudge', outcome: 'failed', errcode: 45_009, ms: 1_000 },
      { channel: 'wecomBot', sort: 'nudge', outcome: 'refused', errcode: 846_607, ms: 61_000 },
      { channel: 'groupRobot', sort: 'nudge', outcome: 'sent', errcode: undefined, ms: 61_000 },
    ])
    expect(lines).toMatchObject([[{ channel: 'wecomBot', outcome: 'failed', errcode: 45_009 }, expect.anything()], [{ outcome: 'refused', errcode: 846_607 }, expect.anything()]])
    expect(JSON.stringify(lines)).not.toContain('秘密')
  })
})
