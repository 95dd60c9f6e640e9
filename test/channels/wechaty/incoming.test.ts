import { describe, expect, test } from 'vitest'
import { createPhone, heard, openWechaty, sleep } from './mock.ts'

async function pilot() {
  const phone = createPhone()
  const wang = phone.contact('wxid_wang', '飞鱼', { alias: '王敏' })
  const room = phone.room('1@chatroom', '中河街道工作群', wang)
  return { phone, wang, room, ...(await openWechaty([phone])) }
}

describe('what a puppet hands over', () => {
  test('a text in a room: ids, time, the name by which the bot knows the sender', async () => {
    const { phone, wang, room, ear } = await pilot()
    const at = Math.floor(Date.now() / 1000) * 1000 + 1000
    const id = phone.say('/帮助', wang, room, { at: at / 1000 })
    await heard(ear, 1)
    expect(ear.heard).toEqual([{ channel: 'wechaty', id, group: '1@chatroom', sender: 'wxid_wang', senderName: '王敏', text: '/帮助', at: Math.min(at, ear.heard[0]?.at ?? 0), toBot: false }])
  })

  test('the name in the room comes before the account’s own note', async () => {
    const { phone, wang, room, ear } = await pilot()
    phone.puppet.aliases.set('1@chatroom|wxid_wang', '中河-王敏')
    phone.say('/帮助', wang, room)
    await heard(ear, 1)
    expect(ear.heard[0]?.senderName).toBe('中河-王敏')
  })

  test('a private chat is meant for the bot', async () => {
    const { phone, wang, ear } = await pilot()
    phone.say('待办', wang, phone.self)
    await heard(ear, 1)
    expect(ear.heard[0]).toMatchObject({ text: '待办', toBot: true, sender: 'wxid_wang' })
    expect(ear.heard[0]?.group).toBeUndefined()
  })

  test.each([
    ['from a phone', '@团讯\u2005现在谁是轮值主席', '现在谁是轮值主席'],
    ['from a computer', '@团讯 现在谁是轮值主席', '现在谁是轮值主席'],
    ['at the end', '现在谁是轮值主席 @团讯', '现在谁是轮值主席 '],
  ])('mentioned %s', async (_how, text, left) => {
    const { phone, wang, room, ear } = await pilot()
    phone.say(text, wang, room, { mentions: [phone.self] })
    await heard(ear, 1)
    expect(ear.heard[0]).toMatchObject({ text: left, toBot: true })
  })

  test('the account’s name in the room goes with the mention, and somebody else’s stays', async () => {
    const { phone, wang, room, ear } = await pilot()
    phone.puppet.aliases.set('1@chatroom|wxid_bot', '小团（机器人）')
    phone.say('@小团（机器人）\u2005/任务 报台账 明天 @谢华\u2005', wang, room, { mentions: [phone.self] })
    await heard(ear, 1)
    expect(ear.heard[0]).toMatchObject({ text: '/任务 报台账 明天 @谢华\u2005', toBot: true })
  })

  test('somebody else mentioned, everybody mentioned: not the bot', async () => {
    const { phone, wang, room, ear } = await pilot()
    phone.say('@谢华\u2005你来', wang, room, { mentions: [wang] })
    phone.say('@所有人 明天开会', wang, room, { mentions: [wang, phone.self] })
    await heard(ear, 2)
    expect(ear.heard.map(({ toBot }) => toBot)).toEqual([false, false])
    expect(ear.heard[1]?.text).toBe('@所有人 明天开会')
  })

  test('a quote comes flattened and stays as it is', async () => {
    const { phone, wang, room, ear } = await pilot()
    const text = '「团讯：请回执」\n- - - - - - - - - - - - - - -\n收到'
    phone.say(text, wang, room)
    await heard(ear, 1)
    expect(ear.heard[0]?.text).toBe(text)
  })

  test('接龙: a list is one already, a bare title becomes one', async () => {
    const { phone, wang, room, ear } = await pilot()
    phone.say('#接龙\n通知-2026-001\n1. 王敏', wang, room, { type: 10 })
    phone.say('周五团日', wang, room, { type: 10 })
    await heard(ear, 2)
    expect(ear.heard.map(({ text }) => text)).toEqual(['#接龙\n通知-2026-001\n1. 王敏', '#接龙\n周五团日'])
  })

  test('a picture and a file are attachments, without the XML that stands for their text', async () => {
    const { phone, wang, room, ear } = await pilot()
    const id = phone.say('<msg><img/></msg>', wang, room, { type: 6 })
    phone.say('<msg><appmsg/></msg>', wang, phone.self, { type: 1, filename: '台账.xlsx' })
    await heard(ear, 2)
    expect(ear.heard.map(({ text, toBot, attachments }) => ({ text, toBot, attachments }))).toContainEqual({ text: '', toBot: false, attachments: [{ name: '图片', type: 'image', ref: id }] })
    expect(ear.heard.map(({ toBot }) => toBot).sort()).toEqual([false, true])
    expect(ear.heard.flatMap(({ attachments }) => attachments?.map(({ name }) => name))).toContain('台账.xlsx')
  })

  test('nothing of the bot’s own, before its start, recalled, forwarded, stickers, cards, public accounts', async () => {
    const { phone, wang, room, ear } = await pilot()
    const news = phone.contact('gh_1', '公众号', { type: 2 })
    phone.say('/帮助', phone.self, room)
    phone.say('/帮助', phone.self, wang)
    phone.say('/帮助', wang, room, { at: Date.now() - 60_000 })
    for (const type of [0, 3, 4, 5, 8, 9, 11, 12, 13, 14, 16]) phone.say('/帮助', wang, room, { type })
    phone.say('/帮助', news, phone.self)
    phone.say('最后', wang, room)
    await heard(ear, 1)
    await sleep(60)
    expect(ear.heard.map(({ text }) => text)).toEqual(['最后'])
  })

  test('a clock that goes ahead does not make messages of tomorrow', async () => {
    const { phone, wang, room, ear } = await pilot()
    phone.say('/帮助', wang, room, { at: Date.now() + 86_400_000 })
    await heard(ear, 1)
    expect(ear.heard[0]?.at).toBeLessThanOrEqual(Date.now())
  })

  test('the same message twice is one', async () => {
    const { phone, wang, room, ear } = await pilot()
    const id = phone.say('/帮助', wang, room)
    phone.puppet.emit('message', { messageId: id })
    phone.say('又', wang, room)
    await heard(ear, 2)
    expect(ear.heard.map(({ text }) => text)).toEqual(['/帮助', '又'])
  })

  test('while Redis is away a message is kept and the order with it', async () => {
    const { phone, wang, room, ear } = await pilot()
    let away = 2
    ear.answer = async () => {
      if (away-- > 0) throw new Error('Redis is away')
      return 'heard'
    }
    phone.say('一', wang, room)
    phone.say('二', wang, room)
    await heard(ear, 2)
    expect(ear.heard.map(({ text }) => text)).toEqual(['一', '二'])
  })
})
