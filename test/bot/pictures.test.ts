/** A bulletin as pictures: first where the group asked for it and a channel can, as text in every other case. */
import { beforeEach, describe, expect, it } from 'vitest'
import { deliver } from '../../src/bot/deliver.ts'
import type { Channel, Outgoing } from '../../src/channels/channel.ts'
import { Refused, TryAgain } from '../../src/domain/errors.ts'
import { amend } from '../../src/domain/record.ts'
import { group, type GroupData } from '../../src/domain/records/directory.ts'
import { dayOf, minute } from '../../src/domain/time.ts'
import type { Notice } from '../../src/domain/notice.ts'
import { Busy, CannotPaint, type Painter } from '../../src/picture/painter.ts'
import { startQuietBot } from '../support/quiet.ts'
import type { TestBot } from '../support/bot.ts'

const name = '中河街道工作群'
const to = `g:${name}`
const text = '工作简报\n第 3 期（总第 12 期）\n中河街道\n2026年11月16日\n\n一、总体进展\n甲：好，电话13812345678（@所有人）\n请发 /查 看全部'

type Made = Channel & { sent: Outgoing[]; fail: (piece: Outgoing) => Error | undefined; wait: number }

function channelOf(id: string, can: Partial<Channel['can']> = {}): Made {
  const made: Made = {
    id, platform: 'wecom', sent: [], fail: () => undefined, wait: 0,
    can: { hear: 'none', push: { groups: true, people: false }, mention: true, maxBytes: 2000, ...can },
    start: async () => {}, stop: async () => {},
    room: async () => made.wait,
    async send(piece) {
      const error = made.fail(piece)
      if (error) throw error
      made.sent.push(piece)
      return { ref: piece.id }
    },
  }
  return made
}

/** A painter of so many pages, each its number; `drawn` are those that were drawn. */
function painterOf(pages: number, more: { cannot?: string; busy?: number; size?: number } = {}) {
  let busy = more.busy ?? 0
  const made = { asked: [] as string[], drawn: [] as number[], trouble: () => undefined }
  const painter: Painter & typeof made = {
    ...made,
    async pages(said) {
      made.asked.push(said)
      if (more.cannot !== undefined) throw new CannotPaint(more.cannot)
      return Array.from({ length: pages }, (_, i) => async () => {
        if (busy-- > 0) throw new Busy('busy')
        made.drawn.push(i + 1)
        return new Uint8Array(more.size ?? 10).fill(i + 1)
      })
    },
  }
  return painter
}

let bot: TestBot
let time: number
let robot: Made
let other: Made
const warned: object[] = []

beforeEach(async () => {
  bot = await startQuietBot('2026-11-16 09:00')
  time = bot.now()
  robot = channelOf('groupRobot', { pictures: { maxBytes: 100 } })
  other = channelOf('wecomBot')
  warned.length = 0
  await set({ addresses: { wecom: 'wrAAAA1' }, webhook: 'key-1', fallback: 'groupRobot', bulletinAs: 'picture' })
})

async function set(patch: Partial<GroupData>) {
  const view = await bot.ledger.view()
  const found = await view.get(group, name)
  if (!found) throw new Error('no such group')
  await bot.ledger.commit({ cause: { key: `set|${JSON.stringify(patch)}`, day: dayOf(time) }, view, now: time, by: 'test', changes: [amend(group, found, patch, 'settings')], notices: [] })
}

const say = async (more: Partial<Notice> = {}) =>
  bot.ledger.commit({ cause: { key: `say|${JSON.stringify(more)}`, day: dayOf(time) }, view: await bot.ledger.view(), now: time, by: 'test', changes: [], notices: [{ to, text, sort: 'bulletin', ...more }] })

const go = (painter?: Painter, channels: Channel[] = [other, robot]) =>
  deliver(to, { ledger: bot.ledger, channels, now: () => time, painter, log: { warn: (what) => void warned.push(what) } })

/** `图1` for a picture, texts by their first line. */
const shown = ({ sent }: Made): string[] => sent.map(({ text: said, picture }) => (picture ? `picture ${picture[0]}` : (said.split('\n', 1)[0] ?? '')))

describe('a bulletin as pictures', () => {
  it('goes by the channel that can, below a line of text by which it is found', async () => {
    const painter = painterOf(2)
    await say()
    expect(await go(painter)).toEqual({ done: true })
    expect(shown(robot)).toEqual(['工作简报', 'picture 1', 'picture 2'])
    expect(robot.sent[0]?.text).toBe('工作简报\n第 3 期（总第 12 期）\n中河街道\n2026年11月16日\n（全文见图，共2张）')
    expect(new Set(robot.sent.map(({ id }) => id)).size).toBe(3)
    expect(other.sent).toEqual([])
    expect((await (await bot.ledger.view()).said(0, time)).map(({ channel }) => channel)).toEqual(['groupRobot'])
  })

  it('hides in a picture what a text hides, and tells how to be heard', async () => {
    const painter = painterOf(1)
    await say()
    await go(painter)
    expect(painter.asked[0]).toContain('138****5678（＠所有人）')
    expect(painter.asked[0]).toContain('请发 @团讯 /查')
    expect(robot.sent[0]?.text).toMatch(/（全文见图）$/)
  })

  it.each([
    ['another sort of notice', { sort: 'notice' as const }, {}],
    ['a group that asked for text', {}, { bulletinAs: 'text' as const }],
    ['a group that said nothing', {}, { bulletinAs: undefined }],
  ])('not so: %s', async (_what, notice, setting) => {
    await set(setting)
    const painter = painterOf(1)
    await say(notice)
    await go(painter)
    expect([shown(other), shown(robot), painter.asked]).toEqual([['工作简报'], [], []])
  })

  it('not so where no channel can, where the group has no robot, or where nothing is there to draw with', async () => {
    const painter = painterOf(1)
    await say()
    await go(painter, [other])
    await say({ text: `${text}二` })
    await go(undefined)
    await set({ webhook: undefined, fallback: undefined })
    await say({ text: `${text}三` })
    await go(painter)
    expect([shown(other), shown(robot), painter.asked]).toEqual([['工作简报', '工作简报', '工作简报'], [], []])
  })
})

describe('what goes wrong', () => {
  it('a crash between two pictures repeats the one of which nothing was noted, and draws no other again', async () => {
    const painter = painterOf(3)
    const noted = bot.ledger.outbox.pieceSent
    let crash = true
    bot.ledger.outbox.pieceSent = async (notice, pieces) => {
      if (crash && pieces.sent === 3) throw new Error('Redis is away')
      return noted(notice, pieces)
    }
    await say()
    await expect(go(painter)).resolves.toMatchObject({ done: false })
    crash = false
    time += minute
    expect(await go(painter)).toEqual({ done: true })
    expect(shown(robot)).toEqual(['工作简报', 'picture 1', 'picture 2', 'picture 2', 'picture 3'])
    expect(painter.drawn).toEqual([1, 2, 2, 3])
    expect(other.sent).toEqual([])
  })

  it.each([
    ['no picture can be made', painterOf(1, { cannot: '没有中文字体' }), '图片：没有中文字体'],
    ['a picture is too large', painterOf(1, { size: 101 }), '图片：太大（101字节）'],
  ])('%s: the text goes as before, and the log says why', async (_what, painter, why) => {
    await say()
    expect(await go(painter)).toEqual({ done: true })
    expect(other.sent.map((piece) => piece.text.includes('一、总体进展'))).toEqual([true])
    expect(robot.sent.every(({ picture }) => !picture)).toBe(true)
    expect(warned).toEqual([expect.objectContaining({ channel: 'groupRobot', sort: 'bulletin', outcome: 'refused', as: 'pictures', why })])
    expect(JSON.stringify(warned)).not.toContain('总体')
  })

  it('a picture that the platform refuses: the whole text goes as before', async () => {
    robot.fail = ({ picture }) => (picture ? new Refused('图片大小不对（40009）', 40_009) : undefined)
    await say()
    expect(await go(painterOf(2))).toEqual({ done: true })
    expect(shown(robot)).toEqual(['工作简报'])
    expect(other.sent[0]?.text).toContain('一、总体进展')
    expect(warned).toEqual([expect.objectContaining({ errcode: 40_009 })])
  })

  it('where the robot is the only way its text follows, and no picture is tried once it has begun', async () => {
    await set({ addresses: {} })
    robot.can.maxBytes = 120
    let pictures = 0
    let texts = 0
    robot.fail = ({ picture }) => {
      if (picture) {
        pictures += 1
        return new Refused('图片大小不对（40009）', 40_009)
      }
      return ++texts === 3 ? new TryAgain('断线') : undefined
    }
    await say()
    expect(await go(painterOf(1))).toMatchObject({ done: false })
    time += minute
    expect(await go(painterOf(1))).toEqual({ done: true })
    expect(pictures).toBe(1)
    expect(robot.sent.map((piece) => piece.text.slice(-5))).toEqual(['全文见图）', '（1/2）', '（2/2）'])
  })

  it('while others are drawn it waits: no other way is taken and no try is counted', async () => {
    const painter = painterOf(1, { busy: 12 })
    await say()
    for (let i = 0; i < 12; i++) expect(await go(painter)).toEqual({ done: false, retryAfter: 2_000 })
    expect(await go(painter)).toEqual({ done: true })
    expect(shown(robot)).toEqual(['工作简报', 'picture 1'])
    expect(other.sent).toEqual([])
  })

  it('a passing failure tries the pictures again', async () => {
    let down = true
    robot.fail = () => (down ? new TryAgain('断线') : undefined)
    await say()
    expect(await go(painterOf(1))).toMatchObject({ done: false })
    down = false
    time += minute
    expect(await go(painterOf(1))).toEqual({ done: true })
    expect(shown(robot)).toEqual(['工作简报', 'picture 1'])
  })
})
