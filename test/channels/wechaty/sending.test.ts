import { describe, expect, test } from 'vitest'
import { createLimiter } from '../../../src/channels/limiter.ts'
import { createPace } from '../../../src/channels/wechaty/pace.ts'
import { template } from '../../../src/channels/wechaty/sending.ts'
import type { WechatyContact } from '../../../src/channels/wechaty/library.ts'
import { Refused, TryAgain } from '../../../src/domain/errors.ts'
import { day, hour } from '../../../src/domain/time.ts'
import { freshRedis } from '../../support/redis.ts'
import { createPhone, openWechaty } from './mock.ts'

const piece = (to: { group: string } | { person: string }, text: string, mentions: { id: string; name: string }[] = []) =>
  ({ id: 'n1', text, sort: 'answer' as const, to, mentions, at: 0 })

async function pilot(options: Parameters<typeof openWechaty>[1] = {}) {
  const phone = createPhone()
  const wang = phone.contact('wxid_wang', '飞鱼')
  const xie = phone.contact('wxid_xie', '谢华')
  phone.room('1@chatroom', '中河街道工作群', wang, xie)
  phone.puppet.aliases.set('1@chatroom|wxid_wang', '中河-王敏')
  return { phone, ...(await openWechaty([phone], options)) }
}

describe('sending', () => {
  test('to a room and to a person', async () => {
    const { phone, channel } = await pilot()
    await channel.send(piece({ group: '1@chatroom' }, '已记录\n活动-2026-001'))
    await channel.send(piece({ person: 'wxid_wang' }, '您好'))
    expect(phone.puppet.sent).toEqual([{ to: '1@chatroom', text: '已记录\n活动-2026-001', mentions: [] }, { to: 'wxid_wang', text: '您好', mentions: [] }])
  })

  test('mentions: by the name in the room, in the text where it names them, else before it', async () => {
    const { phone, channel } = await pilot()
    await channel.send(piece({ group: '1@chatroom' }, '任务快到期了（@王敏）', [{ id: 'wxid_wang', name: '王敏' }, { id: 'wxid_xie', name: '谢华' }]))
    expect(phone.puppet.sent).toEqual([{ to: '1@chatroom', text: '@谢华\u2005任务快到期了（@中河-王敏）', mentions: ['wxid_xie', 'wxid_wang'] }])
  })

  test('who is mentioned and cannot be found stays a name', async () => {
    const { phone, channel } = await pilot()
    await channel.send(piece({ group: '1@chatroom' }, '请看（@李欣）', [{ id: 'wxid_gone', name: '李欣' }]))
    expect(phone.puppet.sent[0]).toEqual({ to: '1@chatroom', text: '请看（@李欣）', mentions: [] })
  })

  test('nobody of that address: refused, so that another way is tried', async () => {
    const { channel, phone } = await pilot()
    await expect(channel.send(piece({ group: '9@chatroom' }, '您好'))).rejects.toThrow(Refused)
    await expect(channel.send(piece({ person: 'wxid_gone' }, '您好'))).rejects.toThrow(Refused)
    await expect(channel.send(piece({ person: '@0123abcd' }, '您好'))).rejects.toThrow(Refused)
    await expect(channel.send(piece({ group: 'web:0123' }, '您好'))).rejects.toThrow(Refused)
    expect(phone.puppet.sent).toEqual([])
  })

  test('the puppet fails: tried again, with its number and without its words', async () => {
    const { channel, phone } = await pilot()
    phone.puppet.broken = new Error('error 23060 while sending "身份证"')
    const error = await channel.send(piece({ group: '1@chatroom' }, '身份证')).catch((one: unknown) => one)
    expect(error).toBeInstanceOf(TryAgain)
    expect(error).toMatchObject({ message: '微信协议报错 23060', errcode: 23060 })
  })

  test('not logged in: tried again', async () => {
    const { channel } = await pilot({ logIn: false })
    expect(await channel.room?.({ group: '1@chatroom' }, Date.now())).toBe(0)
    await expect(channel.send(piece({ group: '1@chatroom' }, '您好'))).rejects.toThrow(TryAgain)
  })
})

describe('a template of a text with mentions', () => {
  const contact = (id: string) => ({ id }) as WechatyContact
  const shown = (text: string, names: string[]) => {
    const { parts, mentions } = template(text, names.map((name) => ({ contact: contact(name), name })))
    expect(parts.length).toBe(mentions.length + 1)
    return parts.reduce((all, part, i) => all + part + (mentions[i] ? `[${mentions[i].id}]` : ''), '')
  }
  test.each([
    ['您好', [], '您好'],
    ['@甲 @乙 您好', ['乙', '甲'], '[甲] [乙] 您好'],
    ['您好', ['甲', '乙'], '[甲]\u2005[乙]\u2005您好'],
    ['您好@甲', ['甲', '乙'], '[乙]\u2005您好[甲]'],
    ['@甲您好@甲', ['甲'], '[甲]您好@甲'],
  ])('%s %j', (text, names, want) => expect(shown(text, names)).toBe(want))
})

describe('the pace', () => {
  const start = Date.parse('2026-11-22T01:00:00Z')
  async function pace(options: { daily?: number; slowHours?: number; random?: () => number } = {}) {
    const { redis } = await freshRedis()
    return createPace({ limiter: createLimiter(redis, '~channels'), daily: 200, slowHours: 6, random: () => 0, ...options })
  }

  test('two to six seconds between pieces, whoever they go to', async () => {
    const slow = await pace({ random: () => 1 })
    expect(await slow.room(start, 0)).toBe(0)
    expect(await slow.room(start + 1000, 0)).toBe(5000)
    expect(await slow.room(start + 5999, 0)).toBe(1)
    expect(await slow.room(start + 6000, 0)).toBe(0)
    const quick = await pace()
    expect(await quick.room(start, 0)).toBe(0)
    expect(await quick.room(start + 1999, 0)).toBe(1)
    expect(await quick.room(start + 2000, 0)).toBe(0)
  })

  test('in the first hours after a fresh login five times as long, and not many an hour', async () => {
    const fresh = await pace()
    expect(await fresh.room(start, start)).toBe(0)
    expect(await fresh.room(start + 9_000, start)).toBe(1000)
    for (let i = 1; i < 40; i++) expect(await fresh.room(start + i * 10_000, start)).toBe(0)
    expect(await fresh.room(start + 400_000, start)).toBe(hour - 400_000)
    expect(await fresh.room(start + 6 * hour, start)).toBe(0)
    expect(await fresh.room(start + 6 * hour + 2000, start)).toBe(0)
  })

  test('the day is full: tried again, said on the status page, and over after 24 hours', async () => {
    const daily = await pace({ daily: 3 })
    for (let i = 0; i < 3; i++) expect(await daily.room(start + i * 2000, 0)).toBe(0)
    const error = await daily.room(start + 6000, 0).catch((one: unknown) => one)
    expect(error).toBeInstanceOf(TryAgain)
    // Without a time of its own: the outbox goes on to another way after a few tries.
    expect((error as TryAgain).afterMs).toBeUndefined()
    expect(daily.full(start + 6000)).toBe('24小时内已发满3条，09:00后再发')
    expect(daily.full(start + day)).toBeUndefined()
    expect(await daily.room(start + day, 0)).toBe(0)
  })

  test('the channel keeps to it', async () => {
    const { channel } = await pilot({ daily: 1, random: () => 0 })
    expect(await channel.room?.({ group: '1@chatroom' }, start)).toBe(0)
    await expect(channel.room?.({ person: 'wxid_wang' }, start + 5000)).rejects.toThrow('24小时内最多发1条')
  })
})
