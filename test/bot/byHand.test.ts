/** Groups that no channel reaches: the text goes to whoever pastes it. */
import { beforeEach, describe, expect, it } from 'vitest'
import { pasters } from '../../src/bot/byHand.ts'
import { deliver } from '../../src/bot/deliver.ts'
import type { Channel, Outgoing } from '../../src/channels/channel.ts'
import { Refused, TryAgain } from '../../src/domain/errors.ts'
import { amend } from '../../src/domain/record.ts'
import { group } from '../../src/domain/records/directory.ts'
import { dayOf, minute } from '../../src/domain/time.ts'
import type { Notice } from '../../src/domain/notice.ts'
import type { TestBot } from '../support/bot.ts'
import { startQuietBot } from '../support/quiet.ts'

const name = '中河街道工作群'
const to = `g:${name}`
const head = `下一条请粘贴到“${name}”\n机器人发不到这个群，请复制后粘贴。贴好请回“已粘贴”。`

let bot: TestBot
let time: number
const now = () => time
const woken: string[] = []

async function set(fallback: string | undefined, webhook?: string) {
  const view = await bot.ledger.view()
  const found = await view.get(group, name)
  if (!found) throw new Error('no such group')
  await bot.ledger.commit({ cause: { key: `set|${fallback}|${webhook}`, day: dayOf(time) }, view, now: time, by: 'test', changes: [amend(group, found, { fallback, webhook, addresses: { wecom: 'wr1' } }, 'settings')], notices: [] })
}
const say = async (...notices: Partial<Notice>[]) =>
  bot.ledger.commit({
    cause: { key: `say|${JSON.stringify(notices)}`, day: dayOf(time) }, view: await bot.ledger.view(), now: time, by: 'test', changes: [],
    notices: notices.map((notice): Notice => ({ to, text: '话', sort: 'notice', ...notice })),
  })
const go = (...channels: Channel[]) => deliver(to, { ledger: bot.ledger, channels, now, wake: async (chat) => void woken.push(chat) })

function channel(fail?: Error): Channel & { sent: Outgoing[] } {
  const sent: Outgoing[] = []
  return {
    id: 'wecomBot', platform: 'wecom', can: { hear: 'mentioned', push: { groups: true, people: true }, mention: true, maxBytes: 2000 }, start: async () => {}, stop: async () => {}, sent,
    async send(piece) {
      if (fail) throw fail
      sent.push(piece)
      return {}
    },
  }
}

/** What waits for somebody in private, taken off. */
async function given(person = 'wangmin'): Promise<string[]> {
  const texts: string[] = []
  for (let notice = await bot.ledger.outbox.head(`p:${person}`); notice; notice = await bot.ledger.outbox.head(`p:${person}`)) {
    texts.push(notice.text)
    await bot.ledger.outbox.sent(notice, { channel: 'test', at: time })
  }
  return texts
}

beforeEach(async () => {
  bot = await startQuietBot('2026-11-16 09:00')
  time = bot.now()
  woken.length = 0
  await set('paste')
})

describe('a group set to be pasted by hand', () => {
  it('a line that says where, then the text alone, each notice in its order; whoever gets it is woken', async () => {
    await say({ text: '第一条\n两行' }, { text: '第二条', sort: 'bulletin', mentions: ['chenlei'] }, { text: '@陈磊 第三条', mentions: ['chenlei'] })
    expect(await go()).toEqual({ done: true })
    expect(await given()).toEqual([head, '第一条\n两行', head, '@陈磊\n第二条', head, '@陈磊 第三条'])
    expect(new Set(woken)).toEqual(new Set(['p:wangmin']))
    expect(await bot.ledger.failed.count()).toBe(0)
  })

  it('the receipt names the way by hand, of whatever sort', async () => {
    await say({ sort: 'nudge', mentions: ['chenlei'] })
    await go()
    expect(await (await bot.ledger.view()).said(0, time)).toMatchObject([{ to, sort: 'nudge', channel: 'paste', mentions: ['chenlei'] }])
  })

  it('what a channel takes is not handed over', async () => {
    await say({ text: '一' })
    const made = channel()
    await go(made)
    expect([made.sent.map(({ text }) => text), await given()]).toEqual([['一'], []])
  })

  it('a robot known from before is not tried: where people outside are, none may be', async () => {
    await say({ text: '一' })
    const robot = { ...channel(), id: 'groupRobot' }
    await set('paste', 'key-1')
    await go(robot)
    expect([robot.sent, await given()]).toEqual([[], [head, '一']])
    await set('groupRobot', 'key-1')
    await say({ text: '二' })
    await go(robot)
    expect([robot.sent.map(({ text }) => text), await given()]).toEqual([['二'], []])
  })

  it('a refusal hands over at once, a passing failure after three tries', async () => {
    await say({ text: '一' })
    expect(await go(channel(new Refused('没有人@过', 846_607)))).toEqual({ done: true })
    expect(await given()).toEqual([head, '一'])
    await say({ text: '二' })
    for (let i = 0; i < 3; i++) {
      expect(await go(channel(new TryAgain('断线')))).toMatchObject({ done: false })
      expect(await given()).toEqual([])
      time += 10 * minute
    }
    expect(await go(channel(new TryAgain('断线')))).toEqual({ done: true })
    expect(await given()).toEqual([head, '二'])
  })

  it('a full channel is waited for', async () => {
    await say({ text: '一' })
    expect(await go({ ...channel(), room: async () => 4_000 })).toEqual({ done: false, retryAfter: 4_000 })
    expect(await given()).toEqual([])
  })

  it('is handed over once, though the receipt could not be noted', async () => {
    await say({ text: '一' })
    const sent = async () => Promise.reject(new Error('READONLY'))
    await expect(deliver(to, { ledger: { ...bot.ledger, outbox: { ...bot.ledger.outbox, sent } }, channels: [], now })).rejects.toThrow('READONLY')
    await go()
    expect(await given()).toEqual([head, '一'])
  })
})

it('other groups, and people, are not handed over', async () => {
  await set('groupRobot')
  await say({ text: '一' }, { to: 'p:chenlei', text: '二' })
  await go()
  expect(await given()).toEqual([])
  expect((await bot.ledger.failed.list(5)).map(({ error }) => error)).toEqual([`没有可用的通道：${to}`])
})

it('who pastes: the cadres of the unit, else its admins, else those above', async () => {
  const { directory } = await bot.ledger.view()
  const of = (unit: string) => pasters({ ...(directory.group(name) as NonNullable<ReturnType<typeof directory.group>>), unit }, directory, time).map(({ id }) => id)
  expect(of('浙江省/宁波市/鄞州区/中河街道')).toEqual(['wangmin'])
  expect(of('浙江省/宁波市/鄞州区')).toEqual(['zhaogang'])
  expect(of('浙江省/宁波市/鄞州区/中河街道/中河中学')).toEqual(['wangmin'])
  expect(of('浙江省')).toEqual(['lixin'])
  expect(of('火星')).toEqual([])
})
