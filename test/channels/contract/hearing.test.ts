/** What every channel owes the bot, on every platform: heard once, in order, with who and where. */
import { describe, expect, test } from 'vitest'
import { fold, foldText } from '../../../src/grammar/fold.ts'
import { cutQuote } from '../../../src/grammar/quote.ts'
import type { Ear } from '../../support/channel.ts'
import { bot, group, platforms, resting, start } from './scene.ts'

const heard = (ear: Ear, many: number) => expect.poll(() => ear.heard.length).toBe(many)

describe.each(platforms)('%s', (name, open) => {
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

  test('what the platform delivers twice is heard once: it comes under the same id', async () => {
    const { ear, speak, means } = await start(open)
    const ids: string[] = []
    ear.answer = async ({ id }) => {
      ids.push(id)
      return 'heard'
    }
    await speak('/活动1')
    await heard(ear, 1)
    await means.again()
    await expect.poll(() => ids.length).toBe(2)
    await speak('/活动2')
    await heard(ear, 2)
    expect([ids[0] === ids[1], new Set(ids).size]).toEqual([true, 2])
  })

  test('what nobody can read is nobody’s, and does not stand in the way of what follows', async () => {
    const { ear, speak, means } = await start(open)
    await means.garble()
    await speak('/待办')
    await heard(ear, 1)
    await resting()
    expect(ear.heard.map(({ text }) => text.includes('/待办'))).toEqual([true])
  })

  test('it starts while the platform is away, says so, and hears once it is back', async () => {
    const { ear, speak, means, begin, channels, pass } = await start(open, { away: true })
    if (name !== 'the simulator') await expect.poll(() => channels.some((channel) => channel.state?.().up === false)).toBe(true)
    means.away(false)
    pass(6000)
    await begin()
    await speak('/待办')
    await heard(ear, 1)
  })
})
