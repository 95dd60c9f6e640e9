/** What every channel owes the bot, on every platform: said whole, in order and within the limit, or it tells what came of it. */
import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { splitText } from '../../../src/channels/split.ts'
import { tableLines, withoutTables } from '../../../src/domain/table.ts'
import type { Failure, Way } from './means.ts'
import { patience } from '../../support/eventually.ts'
import { platforms, start, type Started } from './scene.ts'

/** Ways of which it is documented that what they show may hold tables (protocol.md sections B4 and C). */
const showTables = ['answered', 'by the robot']

/** What was said since, as it was written: line breaks and signs of the channel's own aside. */
const plain = (text: string): string => text.replace(/（\d+\/\d+）\s*$/, '').replace(/[^\S\n]+\n/g, '\n').normalize('NFKC')

/** Has each way fail; `again` sends the same piece once more, `shown` is what of it was said. */
async function each(scene: Started, how: Failure, then: (way: Way, sent: Promise<unknown>, again: () => Promise<unknown>, shown: () => string[]) => Promise<void>): Promise<void> {
  for (const way of scene.means.ways()) {
    const text = `${way.name} ${how}`
    const piece = await scene.piece(way, text)
    const lift = way.fail(how)
    if (!lift) continue
    const send = () => scene.channelOf(way).send(piece)
    const again = () => (lift(), send())
    await then(way, send(), again, () => scene.said().filter((one) => one.text.startsWith(text)).map((one) => plain(one.text)))
    lift()
  }
}
const failure = (way: Way, sent: Promise<unknown>): Promise<unknown> => sent.then(() => expect.fail(`${way.name} took it`), (why: unknown) => why)

describe.each(platforms)('%s', (_name, open) => {
  test('a text of 12 000 signs arrives whole and in order wherever it may be pushed, no piece above the limit', async () => {
    const scene = await start(open)
    const lines = Array.from({ length: 400 }, (_, i) => `${i + 1}号 ${'浙江省宁波市鄞州区中河街道开展青年活动'.slice(0, 14 + (i % 6))}：${'好'.repeat(10)}`)
    const text = lines.join('\n')
    expect([...text].length).toBeGreaterThan(12_000)
    for (const way of scene.means.ways().filter(({ back }) => !back)) {
      const { can } = scene.channelOf(way)
      const before = scene.said().length
      const pieces = splitText(text, can.maxBytes, can.bytes)
      for (const piece of pieces) await scene.send(way, piece)
      const there = scene.said().slice(before)
      expect(there).toHaveLength(pieces.length)
      expect(there.map((one) => plain(one.text)).join('\n')).toBe(text.normalize('NFKC'))
    }
  })

  test('the longest piece is taken as it is; with a byte more there are two', async () => {
    const scene = await start(open)
    for (const way of scene.means.ways()) {
      const { can } = scene.channelOf(way)
      const longest = '字'.repeat(Math.floor(can.maxBytes / 3))
      const full = longest + 'y'.repeat(can.maxBytes - Buffer.byteLength(longest))
      expect([Buffer.byteLength(full), splitText(full, can.maxBytes, can.bytes), splitText(`${full}z`, can.maxBytes, can.bytes).length]).toEqual([can.maxBytes, [full], 2])
      await scene.send(way, full)
      expect(scene.said().at(-1)?.text).toBe(full)
    }
  })

  test.each<Failure>(['passing', 'silent', 'tooOften'])('%s: to be tried again, and then it arrives once', async (how) => {
    const scene = await start(open)
    await each(scene, how, async (way, sent, again, shown) => {
      const error = await failure(way, sent)
      const errcode = way.errcode[how]
      expect(error, way.name).toMatchObject({ name: 'TryAgain', ...(errcode === undefined ? {} : { errcode }), ...(how === 'tooOften' ? { afterMs: 60_000 } : {}) })
      expect(shown()).toEqual([])
      await again()
      expect(shown()).toEqual([`${way.name} ${how}`])
    })
  })

  test('refused: by the platform’s number, without a secret, so that another way may be tried', async () => {
    const scene = await start(open)
    await each(scene, 'refused', async (way, sent, _again, shown) => {
      const error = await failure(way, sent)
      expect(error, way.name).toMatchObject({ name: 'Refused', errcode: way.errcode.refused, message: expect.stringMatching(/[\u4e00-\u9fff]/) })
      expect(JSON.stringify(error, Object.getOwnPropertyNames(error as object))).not.toMatch(/key=|access_token=|response_code=/)
      expect(shown()).toEqual([])
    })
  })

  test('slow: waited for, and said once', async () => {
    const scene = await start(open)
    await each(scene, 'slow', async (way, sent, _again, shown) => {
      await sent
      expect(shown()).toEqual([`${way.name} slow`])
    })
  })

  test('somebody whom the platform does not know is mentioned in vain: the words arrive', async () => {
    const scene = await start(open)
    for (const way of scene.means.ways()) {
      await scene.send(way, `请看，${way.name}`, { mentions: [{ id: 'Nobody', name: '无此人' }] })
      expect(scene.said().at(-1)?.text).toContain(`请看，${way.name}`)
    }
  })

  test('a table is one where that is documented, and lines everywhere else', async () => {
    const scene = await start(open)
    const text = ['统计', ...tableLines({ head: ['单位', '场次'], rows: [['中河街道', '2场']] })].join('\n')
    for (const way of scene.means.ways()) {
      const { can } = scene.channelOf(way)
      await scene.send(way, can.tables ? text : withoutTables(text))
      expect(plain(scene.said().at(-1)?.text ?? ''), way.name).toBe(showTables.includes(way.name) ? '统计\n\n| 单位 | 场次 |\n| --- | --- |\n| 中河街道 | 2场 |' : '统计\n中河街道:2场')
    }
  })

  test('no more in a minute than the platform takes, each destination by itself', async () => {
    const scene = await start(open)
    for (const way of scene.means.ways()) {
      const [{ room }, at] = [scene.channelOf(way), Date.now()]
      if (!way.limit || !room) continue
      const waits = await Promise.all(Array.from({ length: way.limit.perMinute + 1 }, () => room(way.to, at)))
      expect([way.name, waits.filter((wait) => wait === 0).length, Math.max(...waits)]).toEqual([way.name, way.limit.perMinute, 60_000])
      expect([await room(way.limit.other, at), await room(way.to, at + 59_999), await room(way.to, at + 60_000)]).toEqual([0, 1, 0])
    }
  })

  test('stopped while it sends: it ends, and whoever sends learns what came of it', async () => {
    const scene = await start(open)
    const first = scene.channels.flatMap((channel) => scene.means.ways().find((one) => one.channel === channel.id) ?? [])
    for (const way of first) {
      const [channel, piece] = [scene.channelOf(way), await scene.piece(way, '还在发')]
      const lift = way.fail('slow')
      const outcome = channel.send(piece).then(() => 'sent', (error: Error) => error.name)
      await sleep(30)
      const stopped = channel.stop().then(() => 'stopped')
      expect(['sent', 'TryAgain']).toContain(await Promise.race([outcome, sleep(patience, 'waits for ever', { ref: false })]))
      expect(await Promise.race([stopped, sleep(patience, 'waits for ever', { ref: false })])).toBe('stopped')
      lift?.()
    }
  })
})
