import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { plainText, withoutOwnMention } from '../../../src/channels/wechaty/text.ts'
import { createPhone, heard, openWechaty, sleep } from './mock.ts'

/** What wechat4u makes of a text in a room: the second piece of a split. */
const cut = (content: string) => content.split(':\n')[1] ?? content

async function pilot(name = 'wechaty-puppet-wechat4u<wechaty-puppet>') {
  const phone = createPhone()
  phone.puppet.calledName = name
  const wang = phone.contact('wxid_wang', '王敏')
  const room = phone.room('1@chatroom', '中河街道工作群', wang)
  return { phone, wang, room, ...(await openWechaty([phone])) }
}
const original = '/活动 主题:\n志愿服务日\n时间:\n明天14:00'
const content = `中河:王敏:\n${original}`

describe('wechat4u cuts a text after a later colon and line break', () => {
  test('the whole is taken from what the server sent, and the status page says so', async () => {
    const { phone, wang, room, ear, channel } = await pilot()
    expect(cut(content)).toBe('/活动 主题')
    phone.say(cut(content), wang, room, { raw: { MsgType: 1, Content: content } })
    await heard(ear, 1)
    expect(ear.heard[0]?.text).toBe(original)
    expect(channel.state?.().detail).toContain('1条消息被协议在冒号换行处截断，已按原文补全')
  })

  test('a text that is whole is left alone, and nothing is said', async () => {
    const { phone, wang, room, ear, channel } = await pilot()
    phone.say('/活动 主题：\n志愿服务日', wang, room, { raw: { MsgType: 1, Content: '王敏:\n/活动 主题：\n志愿服务日' } })
    phone.say('「王敏：在吗」\n- - - - - - - - - - - - - - -\n在', wang, room, { raw: { MsgType: 49, Content: '王敏:\n<msg/>' } })
    await heard(ear, 2)
    expect(ear.heard.map(({ text }) => text)).toEqual(['/活动 主题：\n志愿服务日', '「王敏：在吗」\n- - - - - - - - - - - - - - -\n在'])
    expect(channel.state?.().detail).toBeUndefined()
  })

  test.each([
    ['the original is not there', {}],
    ['it is another text', { MsgType: 1, Content: '王敏:\n别的话' }],
    ['it is no text', { MsgType: 1, Content: 7 }],
  ])('%s: nothing is recorded half; who spoke to the bot is told once', async (_why, raw) => {
    const { phone, wang, room, ear, channel } = await pilot()
    phone.puppet.messageRawPayload = async (id: string) => ({ ...phone.mocker.messagePayload(id), ...('MsgType' in raw ? raw : { MsgType: 1 }) }) as never
    phone.say('/活动 主题', wang, room)
    phone.say('/活动 主题', wang, room)
    phone.say('闲话', wang, room)
    await sleep(200)
    expect(ear.heard).toEqual([])
    expect(phone.puppet.sent).toEqual([{ to: '1@chatroom', text: expect.stringContaining('没有收全'), mentions: [] }])
    expect(channel.state?.().detail).toContain('3条消息没有收全，没有记录')
  })

  test('private chats, and other puppets, are not cut', async () => {
    const { phone, wang, ear } = await pilot()
    phone.say('/活动 主题', wang, phone.self)
    await heard(ear, 1)
    const other = await pilot('wechaty-puppet-padlocal<wechaty-puppet>')
    other.phone.say('/活动 主题', other.wang, other.room)
    await heard(other.ear, 1)
  })
})

describe('plain texts', () => {
  test('HTML of the web protocol, of no other', () => {
    const html = 'a<br/>b&lt;c&gt;&amp;lt;<span class="emoji emoji1f600"></span>'
    expect(plainText(html, 'wechaty-puppet-wechat4u<x>')).toBe('a\nb<c>&lt;😀')
    expect(plainText(html, 'wechaty-puppet-padlocal')).toBe('a<br/>b&lt;c&gt;&amp;lt;😀')
    expect(plainText('<span class="emoji emojiffffff"></span>', '')).toBe('<span class="emoji emojiffffff"></span>')
  })
  test('line breaks of every kind are one, control characters go', () => {
    expect(plainText('a\r\nb\rc\u0000\u0007d\te', '')).toBe('a\nb\ncd\te')
  })
  test('an own mention is taken out once, the longest name first; a name that goes on is another’s', () => {
    expect(withoutOwnMention('@团讯小助手\u2005帮助', ['团讯', '团讯小助手'])).toBe('帮助')
    expect(withoutOwnMention('@团讯小助手\u2005帮助', ['团讯'])).toBe('@团讯小助手\u2005帮助')
    expect(withoutOwnMention('＠团讯 帮助', ['团讯'])).toBe('帮助')
    expect(withoutOwnMention('@a.b', ['a+b', 'a.b'])).toBe('')
    expect(withoutOwnMention('@all 开会 @团讯', ['团讯'])).toBeUndefined()
  })
  test('whatever the name and the text, the rest of the text stays', () => {
    fc.assert(fc.property(fc.string(), fc.string(), fc.string({ minLength: 1 }), (before, after, name) => {
      const text = `${before}@${name}\u2005${after}`
      const left = withoutOwnMention(text, [name])
      if (left === undefined) return
      expect(text.length - left.length === 0 || text.length - left.length === name.length + 1 || text.length - left.length === name.length + 2).toBe(true)
    }))
  })
})
