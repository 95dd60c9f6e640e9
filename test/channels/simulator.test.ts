import { describe, expect, test } from 'vitest'
import type { HearOutcome, Incoming } from '../../src/channels/channel.ts'
import { createChatLog } from '../../src/channels/simulator/log.ts'
import { createSimulator, isBots } from '../../src/channels/simulator/simulator.ts'
import { freshRedis } from '../support/redis.ts'

async function scene(outcome: HearOutcome | Error = 'heard') {
  const { redis } = await freshRedis()
  const log = createChatLog(redis, 'w')
  const simulator = createSimulator(log, async () => '小团')
  const heard: Incoming[] = []
  await simulator.start(async (message) => {
    heard.push(message)
    if (outcome instanceof Error) throw outcome
    return outcome
  })
  return { redis, log, simulator, heard }
}
const message = { id: '1', group: '群', sender: 'wangmin', senderName: '王敏', text: '/帮助', at: 1000 }

describe('typing', () => {
  test('reaches the bot as any channel would carry it', async () => {
    const { simulator, heard, log } = await scene()
    const attachments = [{ name: '合影.jpg', type: 'image', ref: 'm1' }]
    await simulator.type({ ...message, quote: '原话', attachments, mentions: ['团讯'] })
    expect(heard).toEqual([{ channel: 'simulator', id: '1', group: '群', sender: 'wangmin', senderName: '王敏', text: '/帮助', quote: '原话', attachments, at: 1000 }])
    expect(await log.list('g:群', 0)).toMatchObject([{ id: 'in:1', sender: 'wangmin', senderName: '王敏', at: 1000, mentions: ['团讯'], quote: '原话' }])
  })
  test.each<[HearOutcome, number]>([['heard', 2], ['duplicate', 2], ['ignored', 0], ['tooOld', 0]])('what was %s leaves %i keys', async (outcome, keys) => {
    const { simulator, redis, log } = await scene(outcome)
    await simulator.type(message)
    expect(await log.list('g:群', 0)).toHaveLength(1)
    expect(await redis.dbsize()).toBe(keys)
  })
  test('a repeat of what a crash kept from being shown is shown, once', async () => {
    const { simulator, log } = await scene('duplicate')
    await simulator.type(message)
    await simulator.type(message)
    expect(await log.list('g:群', 0)).toHaveLength(1)
  })
  test('fails with the hearing and is not shown', async () => {
    const { simulator, log } = await scene(new Error('not safe'))
    await expect(simulator.type(message)).rejects.toThrow('not safe')
    expect(await log.list('g:群', 0)).toEqual([])
  })
  test('in private stands in the person’s own place, under the id when no name is known', async () => {
    const { simulator, log } = await scene()
    await simulator.type({ id: '1', sender: '新人', text: '你好', at: 1 })
    expect(await log.list('p:新人', 0)).toMatchObject([{ senderName: '新人' }])
  })
  test('is refused before the start and after the end', async () => {
    const { simulator } = await scene()
    await simulator.stop()
    await expect(simulator.type(message)).rejects.toThrow('not started')
  })
})

describe('sending', () => {
  const piece = { id: 'n1', text: '请办理', sort: 'notice' as const, to: { group: '群' }, mentions: [{ id: 'wangmin', name: '王敏' }], at: 5 }
  test('puts mentions that the text does not hold at its head, signs with the bot’s name, and once only', async () => {
    const { simulator, log } = await scene()
    expect(await simulator.send(piece)).toEqual({ ref: 'n1' })
    await simulator.send(piece)
    await simulator.send({ ...piece, id: 'n2', text: '请@王敏 办理' })
    const lines = await log.list('g:群', 0)
    expect(lines.map(({ text }) => text)).toEqual(['@王敏 请办理', '请@王敏 办理'])
    expect(lines[0]).toMatchObject({ senderName: '小团', mentions: ['王敏'], at: 5 })
  })
  test('is told from people by more than a name', async () => {
    const { simulator, log } = await scene()
    await simulator.type({ ...message, id: 'out:n1', sender: 'bot', senderName: '小团' })
    await simulator.send(piece)
    expect((await log.list('g:群', 0)).map(isBots)).toEqual([false, true])
  })
})
