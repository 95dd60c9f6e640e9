import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import type { ChannelState } from '../../../src/channels/channel.ts'
import type { Connection, Ears } from '../../../src/channels/wecomBot/connection.ts'
import { createLine, type Pauses } from '../../../src/channels/wecomBot/line.ts'
import { TryAgain } from '../../../src/domain/errors.ts'
import { calmly } from '../../support/calm.ts'
import { eventually } from '../../support/eventually.ts'

const pauses: Pauses = { first: 10, longest: 40, refused: 150, tooOften: 100, replaced: 60_000, rest: 60_000, good: 10_000 }

/** A line whose connections do as they are told. */
function lineScene({ wasOurs, unreachable = () => {}, ...more }: Partial<Pauses> & { wasOurs?: () => boolean; unreachable?: () => void } = {}) {
  const opened: { ears: Ears; at: number; closed: boolean }[] = []
  const states: ChannelState[] = []
  let answer: Connection['send'] = async () => 0
  const line = createLine({
    open(ears) {
      const one = { ears, at: performance.now(), closed: false }
      opened.push(one)
      return { send: (...frame) => answer(...frame), close: () => void (one.closed = true) }
    },
    frame: () => {}, unreachable, changed: (state) => void states.push(state), now: Date.now, pauses: { ...pauses, ...more }, ...(wasOurs ? { wasOurs } : {}),
  })
  onTestFinished(() => {
    line.stop()
    vi.useRealTimers()
  })
  const last = () => {
    const one = opened.at(-1)
    if (!one) throw new Error('nothing was opened')
    return one
  }
  /** Waits for the nth connection. */
  const nth = (count: number) => eventually(() => expect(opened).toHaveLength(count), 2)
  return { line, opened, states, last, nth, answers: (send: Connection['send']) => void (answer = send) }
}

describe('a lost connection', () => {
  test('is made again for ever, with growing pauses that have an end', async () => {
    vi.useFakeTimers()
    const { line, opened, last, nth } = lineScene()
    line.start()
    for (let i = 1; i <= 9; i++) {
      await nth(i)
      last().ears.ended({ why: 'lost' })
    }
    await nth(10)
    const gaps = opened.slice(1).map(({ at }, i) => at - (opened[i]?.at ?? 0))
    expect(gaps[0]).toBeLessThan(38)
    expect(gaps[8]).toBeGreaterThanOrEqual(38)
    expect(gaps[8]).toBeLessThan(400)
    expect(line.state()).toMatchObject({ up: false, detail: '连不上企业微信，正在重连' })
  })
  test('again and again: it is told that another may fare better, from the sixth on, until it is up', async () => {
    let told = 0
    const { line, last, nth } = lineScene({ unreachable: () => void (told += 1), good: 0 })
    line.start()
    const counts: number[] = []
    for (let i = 1; i <= 9; i++) {
      await nth(i)
      if (i === 9) last().ears.up()
      last().ears.ended({ why: 'lost' })
      counts.push(told)
    }
    expect(counts).toEqual([0, 0, 0, 0, 0, 1, 2, 3, 3])
  })
  test('that was replaced or refused is nothing that another could do better', async () => {
    let told = 0
    const { line, last, nth } = lineScene({ unreachable: () => void (told += 1), wasOurs: () => true, refused: 10 })
    line.start()
    for (let i = 1; i <= 16; i++) {
      await nth(i)
      last().ears.ended(i > 8 ? { why: 'replaced' } : { why: 'refused', errcode: 853_000 })
    }
    expect(told).toBe(0)
  })
  test('after a good while is a first one again', async () => {
    vi.useFakeTimers()
    const { line, opened, last, nth } = lineScene({ good: 0, longest: 10_000, first: 20 })
    line.start()
    for (let i = 1; i <= 5; i++) {
      await nth(i)
      last().ears.up()
      last().ears.ended({ why: 'lost' })
    }
    await nth(6)
    expect((opened[5]?.at ?? 0) - (opened[4]?.at ?? 0)).toBeLessThan(300)
  })
  test('says since when', async () => {
    const { line, last, states } = lineScene()
    line.start()
    last().ears.up()
    const { since } = line.state()
    expect(line.state()).toEqual({ up: true, since })
    last().ears.ended({ why: 'lost' })
    expect(states.map(({ up }) => up)).toEqual([false, true, false])
  })
})

describe('a refused subscription', () => {
  test('five times: the settings are wrong, it is said and tried on slowly', calmly(async () => {
    const { line, opened, last, nth } = lineScene()
    line.start()
    for (let i = 1; i <= 4; i++) {
      last().ears.ended({ why: 'refused', errcode: 853_000 })
      expect(line.state().detail).toBe('订阅被拒绝：智能机器人的 secret 不对（853000）')
      await nth(i + 1)
    }
    last().ears.ended({ why: 'refused', errcode: 853_000 })
    expect(line.state()).toMatchObject({ up: false, detail: expect.stringMatching(/已连续5次.*WECOM_BOT_ID.*WECOM_BOT_SECRET/) })
    expect(await line.ready(5000)).toBe(false)
    await sleep(100)
    expect(opened).toHaveLength(5)
    await nth(6)
    last().ears.up()
    expect(line.state()).toMatchObject({ up: true })
  }))
  test('too often: waits its window, and says nothing of the settings', calmly(async () => {
    const { line, opened, last, nth } = lineScene()
    line.start()
    for (let i = 1; i <= 6; i++) {
      last().ears.ended({ why: 'refused', errcode: 45_009 })
      expect(line.state().detail).not.toContain('WECOM_BOT_SECRET')
      if (i === 1) {
        await sleep(60)
        expect(opened).toHaveLength(1)
      }
      await nth(i + 1)
    }
  }))
})

describe('another connection took over', () => {
  test('no fight: it is left alone, and said', calmly(async () => {
    const { line, opened, last } = lineScene()
    line.start()
    const waits = line.ready(60_000)
    last().ears.ended({ why: 'replaced' })
    expect(await waits).toBe(false)
    await sleep(200)
    expect(opened).toHaveLength(1)
    expect(line.state()).toMatchObject({ up: false, detail: expect.stringContaining('别处连接') })
    expect(await line.ready(5000)).toBe(false)
    await expect(line.send('aibot_send_msg', 'r', {})).rejects.toThrow(TryAgain)
  }))
  test('one of ours that has let go again: as after any loss', async () => {
    const { line, last, nth } = lineScene({ wasOurs: () => true })
    line.start()
    last().ears.up()
    last().ears.ended({ why: 'replaced' })
    expect(line.state().detail).not.toContain('别处')
    await nth(2)
  })
  test('told to start it does so at once', async () => {
    const { line, opened, last } = lineScene()
    line.start()
    last().ears.ended({ why: 'replaced' })
    line.start()
    expect(opened).toHaveLength(2)
  })
  test('long after, it is tried once more', async () => {
    const { line, last, nth } = lineScene({ replaced: 50 })
    line.start()
    last().ears.ended({ why: 'replaced' })
    await nth(2)
  })
})

describe('stopping', () => {
  test('ends the connection and whatever waits for it', calmly(async () => {
    const { line, opened, last } = lineScene()
    line.start()
    const waits = line.ready(5000)
    line.stop()
    expect(await waits).toBe(false)
    expect(last().closed).toBe(true)
    await sleep(60)
    expect(opened).toHaveLength(1)
  }))
  test('in a pause nothing is opened any more, until it is started again', calmly(async () => {
    const { line, opened, last } = lineScene()
    line.start()
    last().ears.ended({ why: 'lost' })
    line.stop()
    await sleep(60)
    expect(opened).toHaveLength(1)
    line.start()
    line.start()
    expect(opened).toHaveLength(2)
  }))
})

describe('sending', () => {
  const send = (line: ReturnType<typeof lineScene>['line']) => line.send('aibot_send_msg', 'r', {})
  const lost = () => Promise.reject(new TryAgain('no answer'))

  test('waits for the connection as long as it is told', calmly(async () => {
    const { line, last } = lineScene()
    line.start()
    expect(await line.ready(10)).toBe(false)
    const waits = line.ready(5000)
    last().ears.up()
    expect(await waits).toBe(true)
    expect(await send(line)).toBe(0)
  }))
  test('twice without an answer: another connection', async () => {
    const { line, opened, last, answers } = lineScene()
    line.start()
    last().ears.up()
    answers(lost)
    await expect(send(line)).rejects.toThrow('no answer')
    expect(opened).toHaveLength(1)
    await expect(send(line)).rejects.toThrow('no answer')
    expect(opened).toHaveLength(2)
    expect(opened[0]?.closed).toBe(true)
  })
  test('an answer in between, be it a refusal, shows that somebody is there', async () => {
    const { line, opened, last, answers } = lineScene()
    line.start()
    last().ears.up()
    for (const one of [lost, async () => 93_006, lost]) {
      answers(one)
      await send(line).catch(() => {})
    }
    expect(opened).toHaveLength(1)
  })
})
