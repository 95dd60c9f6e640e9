/** What every channel owes the bot, on every platform: heard once, in order, with who and where; said whole, in order, within the limit. */
import { describe, expect, onTestFinished, test } from 'vitest'
import type { Outgoing } from '../../src/channels/channel.ts'
import { splitText } from '../../src/channels/split.ts'
import { fold, foldText } from '../../src/grammar/fold.ts'
import { cutQuote } from '../../src/grammar/quote.ts'
import { createEar, type Ear } from '../support/channel.ts'
import { freshRedis } from '../support/redis.ts'
import { onCallbacks, onLongConnection, onSimulator, onWechaty } from './journeys/rigs.ts'
import type { Rig, Scene } from './journeys/walk.ts'

const group = '中河街道工作群'
const bot = '团讯'

async function start(open: (scene: Scene) => Promise<Rig>): Promise<Rig & { ear: Ear; speak(text: string, more?: { private?: boolean; quote?: string }): Promise<unknown> }> {
  const { redis } = await freshRedis()
  const rig = await open({ redis, people: new Map([['WangMin', '王敏'], ['lixin', '李欣']]), groups: [group, '另一个群'], botName: bot, now: Date.now })
  const ear = createEar()
  for (const channel of rig.channels) await channel.start(ear.hear)
  onTestFinished(async () => void (await Promise.all(rig.channels.map((channel) => channel.stop()))))
  await rig.begin()
  const speak = (text: string, more: { private?: boolean; quote?: string } = {}) =>
    rig.say({ group: more.private ? undefined : group, person: 'WangMin', text: rig.mentionOnly && !more.private ? `@${bot} ${text}` : text, at: Date.now(), quote: more.quote })
  return { ...rig, ear, speak }
}

const heard = (ear: Ear, many: number) => expect.poll(() => ear.heard.length, { timeout: 8000 }).toBe(many)
const resting = () => new Promise((done) => setTimeout(done, 60))

describe.each([['the simulator', onSimulator], ['the long connection', onLongConnection], ['URL callbacks, app and robot', onCallbacks], ['Wechaty', onWechaty]] as const)('%s', (name, open) => {
  test('hears a group in order, each message once, with who and where', async () => {
    const { ear, speak, address } = await start(open)
    for (let i = 1; i <= 5; i++) {
      await speak(`/查 活动${i}`)
      await heard(ear, i)
    }
    await resting()
    expect(ear.heard.map(({ text }) => /活动\d/.exec(text)?.[0])).toEqual(['活动1', '活动2', '活动3', '活动4', '活动5'])
    expect(new Set(ear.heard.map(({ id }) => id)).size).toBe(5)
    for (const message of ear.heard) {
      expect(message).toMatchObject({ group: address(group), sender: 'WangMin' })
      expect(Math.abs(message.at - Date.now())).toBeLessThan(60_000)
    }
  })

  test('a private chat has no group, and keeps capitals, line breaks and strange signs', async () => {
    const { ear, speak } = await start(open)
    await speak('/活动 主题:青年&<联谊>\n地点:Café 🎉', { private: true })
    await heard(ear, 1)
    expect(ear.heard[0]).toMatchObject({ sender: 'WangMin', text: '/活动 主题:青年&<联谊>\n地点:Café 🎉' })
    expect(ear.heard[0]?.group).toBeUndefined()
    expect(ear.heard[0]?.toBot).not.toBe(false)
  })

  test('a quote comes along: beside the text, or in front of it where the platform puts it there', async () => {
    const { ear, speak } = await start(open)
    const quoted = '【通知】通知-2026-001：开会'
    if (name === 'Wechaty') await speak(`「${bot}：${quoted}」\n${'- '.repeat(14)}-\n收到`)
    else await speak('收到', { quote: quoted })
    await heard(ear, 1)
    const [{ text, quote } = { text: '' }] = ear.heard
    const read = cutQuote(fold(text), [bot])
    expect([foldText(quote ?? read.quote ?? ''), read.message.text.trim().replace(/^@团讯\s+/, '')]).toEqual([foldText(quoted), '收到'])
  })

  test('what could not be made safe is not taken for heard: it comes again, or whoever said it is told', async () => {
    const { ear, speak } = await start(open)
    let failures = 1
    ear.answer = async () => {
      if (failures-- > 0) throw new Error('redis is away')
      return 'heard'
    }
    const told = await Promise.resolve(speak('/帮助')).then(() => false, () => true)
    if (told) await speak('/帮助')
    await heard(ear, 1)
    await resting()
    expect(ear.heard).toHaveLength(1)
  })

  test('after a stop nothing is heard; started again it is', async () => {
    const { ear, speak, channels, begin } = await start(open)
    for (const channel of channels) await channel.stop()
    await Promise.resolve(speak('/帮助')).catch(() => {})
    await resting()
    expect(ear.heard).toEqual([])
    // A puppet is made anew for that: test/channels/wechaty/session.test.ts.
    if (name === 'Wechaty') return
    for (const channel of channels) await channel.start(ear.hear)
    await begin()
    await speak('/待办')
    await heard(ear, 1)
  })

  test('a text of 12 000 signs arrives whole and in order wherever it may be pushed, no piece above the limit', { timeout: 30_000 }, async () => {
    const { channels, address, webhook, said } = await start(open)
    const lines = Array.from({ length: 400 }, (_, i) => `${i + 1}号 ${'浙江省宁波市鄞州区中河街道开展青年活动'.slice(0, 14 + (i % 6))}：${'好'.repeat(10)}`)
    const text = lines.join('\n')
    expect([...text].length).toBeGreaterThan(12_000)
    for (const channel of channels) {
      const { can, id } = channel
      const at = id === 'groupRobot' ? webhook?.(group) : address(group)
      const places: Outgoing['to'][] = [...(can.push.groups && at !== undefined ? [{ group: at }] : []), ...(can.push.people ? [{ person: 'WangMin' }] : [])]
      for (const to of places) {
        const before = said().length
        const pieces = splitText(text, can.maxBytes, can.bytes)
        for (const [i, piece] of pieces.entries()) await channel.send({ id: `c${id}${JSON.stringify(to)}/${i}`, text: piece, sort: 'bulletin', to, mentions: [], at: Date.now() })
        const there = said().slice(before)
        expect(there).toHaveLength(pieces.length)
        const whole = there.map((one) => one.text.replace(/（\d+\/\d+）\s*$/, '')).join('\n').replace(/[^\S\n]+\n/g, '\n')
        expect(whole.normalize('NFKC')).toBe(text.normalize('NFKC'))
      }
    }
  })
})
