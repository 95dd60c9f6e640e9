import { describe, expect, it } from 'vitest'
import { card } from './cardSample.ts'
import { errcodeOf, markdown, sdkScene } from './sdkScene.ts'

const minute = 60_000

describe('what a bot hears', () => {
  it('only what mentions it in a group, and all of a single chat', async () => {
    const { wecom, next, frames } = await sdkScene()
    const unheard = await wecom.say({ group: '工作群', from: 'zhangsan', text: '明天谁值班？ @张三' })
    await wecom.say({ group: '工作群', from: 'zhangsan', text: '/请假 9月12日', at: 2, quote: '明天谁值班？' })
    await wecom.say({ from: 'lisi', text: '你好' })
    expect(unheard.heard).toEqual([])
    const { chatid } = wecom.group('工作群')
    expect((await next()).body).toMatchObject({
      aibotid: 'aib-fake-1',
      chatid,
      chattype: 'group',
      from: { userid: 'zhangsan' },
      msgtype: 'text',
      text: { content: '@团讯  /请假 9月12日' },
      quote: { msgtype: 'text', text: { content: '明天谁值班？' } },
    })
    expect((await next()).body).toMatchObject({ chattype: 'single', from: { userid: 'lisi' }, text: { content: '你好' } })
    expect(frames).toEqual([])
  })

  it('words with a picture, which can be fetched for five minutes; no bare pictures in a group', async () => {
    const { wecom, next, client, pass } = await sdkScene()
    await wecom.say({ group: '工作群', from: 'lisi', text: '看这张表', at: true, kind: 'mixed' })
    const [words, image] = ((await next()).body['mixed'] as { msg_item: { image: { url: string; aeskey: string } }[] }).msg_item
    expect(words).toEqual({ msgtype: 'text', text: { content: '@团讯 看这张表' } })
    const { url, aeskey } = image?.image ?? { url: '', aeskey: '' }
    expect((await client.downloadFile(url, aeskey)).buffer.subarray(1, 4).toString()).toBe('PNG')
    pass(5 * minute + 1)
    await expect(client.downloadFile(url, aeskey)).rejects.toThrow('403')
    expect((await wecom.say({ group: '工作群', from: 'lisi', text: '', at: true, kind: 'image' })).heard).toEqual([])
  })

  it('nothing of what was said while it was away', async () => {
    const { wecom, next } = await sdkScene()
    wecom.drop()
    const { heard } = await wecom.say({ from: 'lisi', text: '在吗' })
    expect(heard).toEqual([{ bot: 'aib-fake-1' }])
    await wecom.subscribed(2)
    await wecom.say({ from: 'lisi', text: '还在吗' })
    expect((await next()).body).toMatchObject({ text: { content: '还在吗' } })
  })

  it('the same message again with the same id', async () => {
    const { wecom, next } = await sdkScene()
    const { message } = await wecom.say({ from: 'lisi', text: '你好' })
    await wecom.repeat(message)
    expect((await next()).body).toEqual((await next()).body)
  })

  it('ciphertext for ids where the corp is set so', async () => {
    const { wecom, next } = await sdkScene({ corp: { bots: [{ cipherIds: true }] } })
    await wecom.say({ from: 'lisi', text: '你好' })
    expect((await next()).body['from']).toEqual({ userid: expect.stringMatching(/^wo/) })
  })
})

describe('what a bot answers', () => {
  it('a stream that grows, until it is finished or six minutes old', async () => {
    const { wecom, client, next, pass } = await sdkScene()
    const said = wecom.ask({ group: '工作群', from: 'lisi', at: true, text: '/周报' })
    const frame = await next()
    await client.replyStream(frame, 's1', '正在汇总')
    await client.replyStream(frame, 's1', '**已汇总** <@lisi>', true)
    expect(await said).toMatchObject({ text: '**已汇总** <@lisi>', before: ['正在汇总'], mentioned: ['lisi'], by: { bot: 'aib-fake-1' } })
    expect(await errcodeOf(client.replyStream(frame, 's1', '再来'))).toBe(846608)
    await client.replyStream(frame, 's2', '慢慢来')
    pass(6 * minute + 1)
    expect(await errcodeOf(client.replyStream(frame, 's2', '太慢了', true))).toBe(846608)
    expect(wecom.chat('工作群')).toHaveLength(3)
  })

  it.each([
    ['words that are too long', { msgtype: 'stream', stream: { id: 's', finish: true, content: '字'.repeat(6827) } }, 45002],
    ['no words', { msgtype: 'stream', stream: { id: 's', finish: true, content: '' } }, 44004],
    ['plain text', { msgtype: 'text', text: { content: '好' } }, 40008],
    ['a stream with a card', { msgtype: 'stream_with_template_card', stream: { id: 's', finish: true, content: '好' } }, 40008],
    ['a card without buttons', { msgtype: 'template_card', template_card: { ...card('t'), button_list: undefined } }, 40058],
    ['a card with seven buttons', { msgtype: 'template_card', template_card: { ...card('t'), button_list: Array.from({ length: 7 }, () => ({ text: '好', key: 'k' })) } }, 40058],
    ['a card with a bad task', { msgtype: 'template_card', template_card: card('换班 17') }, 40058],
  ])('refuses %s', async (_name, body, errcode) => {
    const { wecom, client, next } = await sdkScene()
    await wecom.say({ from: 'lisi', text: '你好' })
    expect(await errcodeOf(client.reply(await next(), body))).toBe(errcode)
    expect(wecom.chat('lisi')).toHaveLength(1)
  })

  it('only to what may be answered', async () => {
    const { wecom, client, next, pass } = await sdkScene()
    expect(await errcodeOf(client.replyStream({ headers: { req_id: 'REQ0' } }, 's', '好', true))).toBe(846605)
    await wecom.enter('lisi')
    const entered = await next()
    expect(entered.body).toMatchObject({ from: { userid: 'lisi' }, event: { eventtype: 'enter_chat' }, create_time: expect.any(Number) })
    expect(entered.body).not.toHaveProperty('chattype')
    expect(await errcodeOf(client.replyStream(entered, 's', '好', true))).toBe(846605)
    await client.replyWelcome(entered, { msgtype: 'text', text: { content: '您好' } })
    expect(wecom.chat('lisi').map(({ text }) => text)).toEqual(['您好'])
    pass(5001)
    expect(await errcodeOf(client.replyWelcome(entered, { msgtype: 'text', text: { content: '您好' } }))).toBe(846605)
  })
})

describe('what a bot says unasked', () => {
  it('only where it has been spoken to, to the chat as it is written, in Markdown or as a card', async () => {
    const { wecom, client } = await sdkScene()
    const { chatid } = wecom.group('工作群')
    expect(await errcodeOf(client.sendMessage(chatid, markdown('提醒')))).toBe(846607)
    await wecom.say({ group: '工作群', from: 'lisi', at: true, text: '你好' })
    expect(await errcodeOf(client.sendMessage(chatid, markdown('提醒')))).toBe(0)
    expect(await errcodeOf(client.sendMessage(chatid.toLowerCase(), markdown('提醒')))).toBe(93006)
    expect(await errcodeOf(client.sendMessage(chatid, { msgtype: 'text', text: { content: '提醒' } } as never))).toBe(40008)
    expect(await errcodeOf(client.sendMessage('lisi', markdown('提醒')))).toBe(846607)
    expect(wecom.chat('工作群').map(({ text }) => text)).toEqual(['@团讯 你好', '提醒'])
    expect(wecom.exchanges('aibot_send_msg').map(({ answer }) => answer)).toEqual([846607, 0, 93006, 40008, 846607])
  })

  it('where the word may not be old, not after it', async () => {
    const { wecom, client, pass } = await sdkScene({ rules: { spokenMs: 60 * minute } })
    await wecom.say({ from: 'lisi', text: '你好' })
    pass(60 * minute + 1)
    expect(await errcodeOf(client.sendMessage('lisi', markdown('提醒')))).toBe(846607)
  })

  it('thirty times a minute with its answers; then it is blocked for a minute', async () => {
    const { wecom, client, next, pass } = await sdkScene()
    await wecom.say({ from: 'lisi', text: '你好' })
    await wecom.say({ from: 'wangwu', text: '你好' })
    await client.replyStream(await next(), 's', '您好', true)
    for (let n = 1; n < 30; n++) await client.sendMessage('lisi', markdown(`${n}`))
    expect(await errcodeOf(client.sendMessage('lisi', markdown('一条太多')))).toBe(45009)
    expect(await errcodeOf(client.sendMessage('wangwu', markdown('别处可以')))).toBe(0)
    pass(minute - 1)
    expect(await errcodeOf(client.sendMessage('lisi', markdown('还太早')))).toBe(45009)
    pass(1)
    expect(await errcodeOf(client.sendMessage('lisi', markdown('又可以了')))).toBe(0)
  })

  it('a thousand times an hour', async () => {
    const { wecom, client, pass } = await sdkScene({ rules: { botPerHour: 3 } })
    await wecom.say({ from: 'lisi', text: '你好' })
    for (let n = 0; n < 3; n++) await client.sendMessage('lisi', markdown(`${n}`))
    pass(59 * minute)
    expect(await errcodeOf(client.sendMessage('lisi', markdown('一条太多')))).toBe(45009)
  })
})
