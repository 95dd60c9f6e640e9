import { describe, expect, test } from 'vitest'
import { Refused, TryAgain } from '../../../src/domain/errors.ts'
import { tableLines } from '../../../src/domain/table.ts'
import { eventually } from '../../support/eventually.ts'
import { botScene, certain, group, pieceTo, saidIn, spoken } from './botScene.ts'

describe('hearing', () => {
  test('a mention in a group: as it came, with its way back', async () => {
    const { heard, wecom } = await spoken()
    expect(heard[0]).toMatchObject({ channel: 'wecomBot', group: wecom.group(group).chatid, sender: 'zhangsan', text: '@团讯 在吗', toBot: true, reply: { handle: expect.stringContaining('REQ') } })
    expect((heard[0]?.reply?.until ?? 0) - (heard[0]?.at ?? 0)).toBe(24 * 3_600_000)
  })
  test('in private, with a quote, by voice', async () => {
    const { wecom, heard } = await spoken()
    await wecom.say({ from: 'lisi', text: '收到', quote: '通知-2026-001' })
    await wecom.say({ from: 'lisi', text: '进度', kind: 'voice' })
    await eventually(() => expect(heard).toHaveLength(3))
    expect(heard[1]).toMatchObject({ group: undefined, sender: 'lisi', text: '收到', quote: '通知-2026-001', toBot: true })
    expect(heard[2]).toMatchObject({ text: '进度' })
  })
  test('what mentions nobody never arrives', async () => {
    const { wecom, heard } = await spoken()
    await wecom.say({ group, from: 'lisi', text: '大家好' })
    await wecom.say({ group, from: 'lisi', at: true, text: '二' })
    await eventually(() => expect(heard).toHaveLength(2))
    expect(heard.map(({ text }) => text)).not.toContain('大家好')
  })
  test('while it cannot be made safe it is kept, in order, and nothing of it stands in the log', async () => {
    let away = true
    const { wecom, heard, open, lines } = await botScene({ ...certain, hear: async ({ text }) => (away && text.includes('甲乙') ? Promise.reject(new Error('Redis is away')) : 'heard') })
    await open()
    await wecom.subscribed()
    for (const text of ['甲乙', '丙丁', '戊己']) await wecom.say({ group, from: 'lisi', at: true, text })
    await eventually(() => expect(lines.text).toContain('Redis is away'))
    await wecom.say({ from: 'wangwu', text: '另一会话' })
    await eventually(() => expect(heard.map(({ text }) => text)).toEqual(['另一会话']))
    away = false
    await eventually(() => expect(heard.map(({ text }) => text)).toEqual(['另一会话', '@团讯 甲乙', '@团讯 丙丁', '@团讯 戊己']))
    expect(lines.text).not.toMatch(/甲乙|lisi|fake-bot-secret/)
  })
  test('one that shows a fault of the program does not hold up the next', async () => {
    const { wecom, heard, lines } = await spoken({ hear: async ({ text }) => (text.includes('坏') ? Promise.reject(new TypeError('a bug')) : 'heard') })
    await wecom.say({ group, from: 'lisi', at: true, text: '坏' })
    await wecom.say({ group, from: 'lisi', at: true, text: '好' })
    await eventually(() => expect(heard.at(-1)?.text).toBe('@团讯 好'))
    expect(lines.text.match(/a bug/g)).toHaveLength(1)
  })
  test('somebody who opens the chat is welcomed in time', async () => {
    const { wecom } = await spoken()
    await wecom.enter('lisi')
    expect(await wecom.until('lisi', ([first]) => first)).toMatchObject({ text: '您好，我是团讯。', via: 'aibot_respond_welcome_msg' })
  })
  test('and is so where the welcome fails at first, as the event comes once a day', async () => {
    let failures = 1
    const { wecom } = await spoken({ welcome: () => (failures-- > 0 ? Promise.reject(new Error('no view')) : Promise.resolve('您好')) })
    await wecom.enter('lisi')
    expect(await wecom.until('lisi', ([first]) => first)).toMatchObject({ text: '您好' })
  })
  test('a welcome that cannot be made is left out, and the rest goes on', async () => {
    const { wecom, heard, lines } = await spoken({ welcome: () => Promise.reject(new Error('no view')) })
    await wecom.enter('lisi')
    await eventually(() => expect(lines.text).toContain('no view'))
    await wecom.say({ from: 'lisi', text: '在' })
    await eventually(() => expect(heard).toHaveLength(2))
  })
})

describe('sending', () => {
  test('the first answer goes the way back, another is pushed', async () => {
    const { wecom, channel, reply } = await spoken()
    await channel.send(pieceTo(wecom, '已记录 活动-2026-001\n时间：周五', { reply }))
    await channel.send(pieceTo(wecom, '又及', { reply }))
    const [first, second] = wecom.chat(group).slice(1)
    expect(first).toMatchObject({ via: 'aibot_respond_msg', text: '已记录 活动-2026-001  \n时间：周五', finished: true })
    expect(second).toMatchObject({ via: 'aibot_send_msg', kind: 'markdown', text: '又及' })
  })
  test('a table is one in an answer that goes the way back, and lines in what is pushed', async () => {
    const { wecom, channel, reply } = await spoken()
    const text = ['统计', ...tableLines({ head: ['单位', '已开展'], rows: [['中河街道', '已开展2场']] })].join('\n')
    await channel.send(pieceTo(wecom, text, { reply }))
    await channel.send(pieceTo(wecom, `${text}\n又`, { reply }))
    expect(wecom.chat(group).slice(1).map((line) => [line.via, line.text])).toEqual([
      ['aibot_respond_msg', '统计\n\n| 单位 | 已开展 |\n| --- | --- |\n| 中河街道 | 2场 |'],
      ['aibot_send_msg', '统计  \n中河街道：已开展2场  \n又'],
    ])
  })
  test('unasked, to a group and to a person, by their kind of chat', async () => {
    const { wecom, channel } = await spoken()
    await channel.send(pieceTo(wecom, '提醒'))
    await wecom.say({ from: 'lisi', text: '在' })
    await channel.send(pieceTo(wecom, '私下', { to: { person: 'lisi' } }))
    expect(wecom.exchanges('aibot_send_msg').map(({ body }) => (body as { chat_type: number }).chat_type)).toEqual([2, 1])
    expect(saidIn(wecom, 'lisi')).toEqual(['私下'])
  })
  test('the same piece again is not said again', async () => {
    const { wecom, channel } = await spoken()
    for (let i = 0; i < 3; i++) await channel.send(pieceTo(wecom, '一次'))
    await Promise.all([channel.send(pieceTo(wecom, '两次')), channel.send(pieceTo(wecom, '两次'))])
    expect(saidIn(wecom)).toEqual(['一次', '两次'])
  })
  test('the same words of another piece are', async () => {
    const { wecom, channel } = await spoken()
    for (const id of ['a', 'b']) await channel.send(pieceTo(wecom, '同文', { id }))
    expect(saidIn(wecom)).toEqual(['同文', '同文'])
  })
  test('names stand below the text, calls and Markdown of people do nothing', async () => {
    const { wecom, channel } = await spoken()
    await channel.send(pieceTo(wecom, '**请报送** <@lisi>', { mentions: [{ id: 'lisi', name: '李四' }] }))
    const shown = wecom.chat(group).at(-1)
    expect(shown?.mentioned).toEqual([])
    expect(shown?.text).toMatch(/@李四$/)
    expect(shown?.text).not.toContain('**')
  })
  test.each([846_605, 846_608])('a way back that is over (%i): pushed', async (errcode) => {
    const { wecom, channel, reply } = await spoken()
    wecom.fault({ on: 'aibot_respond_msg', effect: { errcode } })
    await channel.send(pieceTo(wecom, '迟了', { reply }))
    expect(wecom.chat(group).at(-1)).toMatchObject({ via: 'aibot_send_msg', text: '迟了' })
  })
  test('the way back still works after a reconnection', async () => {
    const { wecom, channel, reply } = await spoken()
    wecom.drop()
    await wecom.subscribed(2)
    await channel.send(pieceTo(wecom, '重连之后', { reply }))
    expect(wecom.chat(group).at(-1)).toMatchObject({ via: 'aibot_respond_msg', text: '重连之后' })
  })
  test('an answer whose acknowledgement was lost is not said twice', async () => {
    const { wecom, channel, reply } = await spoken()
    wecom.fault({ on: 'aibot_respond_msg', effect: 'loseAnswer', times: 1 })
    await expect(channel.send(pieceTo(wecom, '丢了回执', { reply }))).rejects.toThrow(TryAgain)
    await channel.send(pieceTo(wecom, '丢了回执', { reply }))
    expect(saidIn(wecom)).toEqual(['丢了回执'])
  })
  test.each([40_008, 846_607, 93_006, 853_000])('errcode %i is a refusal', async (errcode) => {
    const { wecom, channel } = await spoken()
    wecom.fault({ on: 'aibot_send_msg', effect: { errcode }, times: 1 })
    const error = await channel.send(pieceTo(wecom, '不收')).catch((e: unknown) => e)
    expect(error).toBeInstanceOf(Refused)
    expect(error).toMatchObject({ errcode })
  })
  test('an interface that cannot be reached: the start does not wait for it, and it is said', async () => {
    const { open, wecom } = await botScene(certain)
    const channel = await open({ account: { id: 'x', secret: 'y', url: 'ws://127.0.0.1:9' } })
    await eventually(() => expect(channel.state?.()).toMatchObject({ up: false, detail: expect.stringContaining('连不上企业微信') }))
    wecom.unreachable(true)
    const other = await open()
    await eventually(() => expect(other.state?.()).toMatchObject({ up: false, detail: expect.stringContaining('连不上企业微信') }))
    wecom.unreachable(false)
    await wecom.subscribed()
    await eventually(() => expect(other.state?.()).toMatchObject({ up: true }))
  })
  test('a chat in which nobody has spoken to the bot refuses', async () => {
    const { wecom, open } = await botScene(certain)
    const channel = await open()
    await wecom.subscribed()
    await expect(channel.send(pieceTo(wecom, '贸然'))).rejects.toMatchObject({ name: 'Refused', errcode: 846_607 })
  })
  test('not subscribed any more: connects again, and then it goes', async () => {
    const { wecom, channel } = await spoken()
    wecom.fault({ on: 'aibot_send_msg', effect: { errcode: 846_609 }, times: 1 })
    await expect(channel.send(pieceTo(wecom, '断了'))).rejects.toMatchObject({ name: 'TryAgain', errcode: 846_609 })
    await wecom.subscribed(2)
    await channel.send(pieceTo(wecom, '断了'))
    expect(saidIn(wecom)).toEqual(['断了'])
  })
  test('30 a minute and conversation have room, counted for all processes', async () => {
    const { wecom, channel, open } = await spoken()
    const other = await open()
    const to = pieceTo(wecom, '').to
    for (let i = 0; i < 30; i++) expect(await (i % 2 ? channel : other).room?.(to, 1000 + i)).toBe(0)
    expect(await other.room?.(to, 2000)).toBe(59_000)
    expect(await other.room?.({ person: 'lisi' }, 2000)).toBe(0)
  })
})
