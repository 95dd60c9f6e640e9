import { beforeEach, describe, expect, test } from 'vitest'
import { watchChannels, type ChannelSeen } from '../../src/bot/watch.ts'
import { minute } from '../../src/domain/time.ts'
import type { Ledger } from '../../src/ledger/types.ts'
import { startQuietBot } from '../support/quiet.ts'

let ledger: Ledger
let time: number

beforeEach(async () => {
  const bot = await startQuietBot('2026-11-16 22:00')
  ledger = bot.ledger
  time = bot.now()
})

const up: ChannelSeen[] = [{ id: 'wecomBot', up: true }, { id: 'groupRobot', up: true }]
const down: ChannelSeen[] = [{ id: 'wecomBot', up: false, detail: '断线，正在重连' }, { id: 'groupRobot', up: true }]

/** Looks once a minute; answers what was told, by minute. */
async function look(...states: ChannelSeen[][]): Promise<(string | undefined)[]> {
  const told: (string | undefined)[] = []
  for (const seen of states) {
    const notices = await watchChannels(ledger, ['wecomBot', 'groupRobot'], seen, time)
    told.push(notices[0] && `${notices.map(({ to }) => to).join()} ${notices[0].text}`)
    time += minute
  }
  return told
}

describe('a channel that goes silent', () => {
  test('is told to the admins alone, once, within five minutes, and once when it is back', async () => {
    const told = await look(up, down, down, down, down, down, down, down, up, up)
    expect(told).toEqual([
      undefined, undefined, undefined, undefined, 'p:lixin 智能机器人从22:01起不通：断线，正在重连。期间收不到它的消息；要发的会改走别的通道或等它恢复。',
      undefined, undefined, undefined, 'p:lixin 智能机器人已恢复。', undefined,
    ])
  })

  test('for a moment is nobody’s business', async () => {
    expect(await look(down, down, up, down, down, up)).toEqual(Array(6).fill(undefined))
  })

  test('because no process has it any more is told too', async () => {
    expect((await look([up[1]!], [up[1]!], [up[1]!], [up[1]!])).at(-1)).toContain('没有进程在用它')
  })

  test('is remembered over a restart, and all well leaves nothing behind', async () => {
    await look(down, down)
    expect(await (await ledger.view()).state('channels-down')).toContain('wecomBot')
    await look(up)
    expect(await (await ledger.view()).state('channels-down')).toBeUndefined()
  })

  test('two processes that look at once tell it once', async () => {
    await look(down, down, down)
    const both = await Promise.all([watchChannels(ledger, ['wecomBot'], down, time), watchChannels(ledger, ['wecomBot'], down, time)])
    expect(both.flat().length).toBeGreaterThan(0)
    expect(await ledger.outbox.chats()).toEqual(['p:lixin'])
    await ledger.outbox.sent((await ledger.outbox.head('p:lixin'))!, { channel: 'x', at: time })
    expect(await ledger.outbox.head('p:lixin')).toBeUndefined()
  })
})

describe('a gap in which nothing was heard', () => {
  /** Up again, after so many ms of silence that ended so many ms before the first look. */
  const after = (length: number, ago: number): ChannelSeen[] => [{ id: 'wecomBot', up: true, gap: { from: time - ago - length, to: time - ago } }, up[1]!]

  test('is told once, from when to when, when it has been over for three minutes', async () => {
    const seen = after(10 * minute, 0)
    expect(await look(seen, seen, seen, seen, seen, seen)).toEqual([
      undefined, undefined, undefined,
      'p:lixin 智能机器人在2026年11月16日 21:50至22:00断过线，其间发给它的话收不到，平台也不补发。请提醒各群：这段时间发过指令而没有回音的，请再发一次。',
      undefined, undefined,
    ])
  })

  test('a later one is told again, and over midnight with both days', async () => {
    expect((await look(after(2 * minute, 4 * minute)))[0]).toContain('21:54至21:56断过线')
    time += 2 * 60 * minute
    expect((await look(after(5 * minute, 3 * minute)))[0]).toContain('2026年11月16日 23:53至23:58')
    time += 10 * minute
    expect((await look(after(10 * minute, 5 * minute)))[0]).toContain('2026年11月16日 23:57至2026年11月17日 00:07')
  })

  test('that goes on is told when it is over', async () => {
    const start = after(2 * minute, 0)
    const grown = [{ ...start[0]!, gap: { from: start[0]!.gap!.from, to: time + 4 * minute } }, up[1]!]
    expect((await look(start, start, start, grown, grown, grown, grown, grown)).map((one) => one !== undefined)).toEqual([...Array(7).fill(false), true])
  })

  test.each([['of seconds', 59_000, 4 * minute], ['of yesterday', 10 * minute, 25 * 60 * minute]])('%s is nobody’s business', async (_name, length, ago) => {
    const seen = after(length, ago)
    expect(await look(seen, seen, seen, seen)).toEqual(Array(4).fill(undefined))
  })

  test('of a channel that is down is told when it is up', async () => {
    const seen = after(10 * minute, 5 * minute)
    expect(await look([{ ...seen[0]!, up: false }, up[1]!], seen)).toEqual([undefined, expect.stringContaining('断过线')])
  })
})
