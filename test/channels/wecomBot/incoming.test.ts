import { describe, expect, test } from 'vitest'
import { readBotCall } from '../../../src/channels/wecomBot/incoming.ts'

const now = Date.UTC(2026, 10, 16, 1)
const read = (raw: unknown) => readBotCall(raw, now, ({ response_url: url }, at) => (url === undefined ? undefined : { handle: url, until: at + 1 }))
const base = { msgid: 'M1', aibotid: 'B1', chatid: 'wrAAAA1', chattype: 'group', from: { userid: 'WangMin' } }
const text = { ...base, msgtype: 'text', text: { content: '@团讯  /帮助' } }

describe('messages', () => {
  test('of a group: everything as it came, mention and capitals too', () => {
    expect(read(text)).toEqual({ sort: 'message', message: { channel: 'wecomBot', id: 'M1', group: 'wrAAAA1', sender: 'WangMin', text: '@团讯  /帮助', at: now, toBot: true } })
  })
  test('in private, also where the kind of chat is missing; time and way back where they are given', () => {
    const single = { ...text, chatid: undefined, chattype: undefined }
    const call = read({ ...single, create_time: 1_700_000_000, response_url: 'https://x' })
    expect(call).toMatchObject({ message: { group: undefined, at: 1_700_000_000_000, reply: { handle: 'https://x', until: 1_700_000_000_001 } } })
  })
  test('quotes are apart from the text', () => {
    expect(read({ ...text, quote: { msgtype: 'text', text: { content: '任务-2026-004' } } })).toMatchObject({ message: { quote: '任务-2026-004', text: '@团讯  /帮助' } })
    expect(read({ ...text, quote: { msgtype: 'mixed', mixed: { msg_item: [{ msgtype: 'text', text: { content: '一' } }, { msgtype: 'image', image: { url: 'u' } }] } } })).toMatchObject({ message: { quote: '一' } })
    expect(read({ ...text, quote: { msgtype: 'image', image: { url: 'u' } } })).not.toHaveProperty('message.quote')
  })
  test('words with pictures are one message, and what hung on it is known', () => {
    const mixed = { msg_item: [{ msgtype: 'text', text: { content: '@团讯 /活动' } }, { msgtype: 'image', image: { url: 'u' } }, { msgtype: 'text', text: { content: '主题:x' } }] }
    expect(read({ ...base, msgtype: 'mixed', mixed })).toMatchObject({ message: { text: '@团讯 /活动\n主题:x', attachments: [{ name: '图片', type: 'image', ref: 'M1/1' }] } })
    expect(read({ ...base, msgtype: 'file', file: { url: 'u' } })).toMatchObject({ message: { text: '', attachments: [{ type: 'file' }] } })
  })
  test('speech is text', () => expect(read({ ...base, msgtype: 'voice', voice: { content: '进度怎么样' } })).toMatchObject({ message: { text: '进度怎么样' } }))
  test('control characters go, line breaks stay', () =>
    expect(read({ ...text, text: { content: '一\u0000\u0007\n二\t三\u001f' } })).toMatchObject({ message: { text: '一\n二\t三' } }))
})

describe('events', () => {
  const event = { ...base, msgtype: 'event' }
  const tap = { event_key: '/收到 通知-2026-001', task_id: 't1' }
  test.each([
    ['nested', { eventtype: 'template_card_event', template_card_event: tap }],
    ['flat', { eventtype: 'template_card_event', ...tap }],
  ])('a tap, %s', (_name, given) => {
    expect(read({ ...event, event: given })).toMatchObject({ sort: 'tap', task: 't1', message: { text: '/收到 通知-2026-001', sender: 'WangMin', group: 'wrAAAA1', tap: true } })
  })
  test('somebody opens the chat', () =>
    expect(read({ msgid: 'M', from: { userid: 'a' }, msgtype: 'event', event: { eventtype: 'enter_chat' } })).toEqual({ sort: 'entered', userid: 'a' }))
  test('another connection took over', () => expect(read({ msgtype: 'event', event: { eventtype: 'disconnected_event' } })).toEqual({ sort: 'replaced' }))
  test.each([['feedback_event'], ['enter_check_update'], ['constructor']])('%s is none of ours', (eventtype) => expect(read({ ...event, event: { eventtype } })).toBeUndefined())
  test('a tap without a key says nothing', () => expect(read({ ...event, event: { eventtype: 'template_card_event', task_id: 't1' } })).toBeUndefined())
})

test.each([
  ['sys', { ...text, from: { userid: 'sys' } }],
  ['no sender', { ...text, from: undefined }],
  ['an empty sender', { ...text, from: { userid: '' } }],
  ['a group without its id', { ...text, chatid: undefined }],
  ['no id', { ...text, msgid: undefined }],
  ['a poll', { ...base, msgtype: 'stream', stream: { id: 's' } }],
  ['nothing', undefined],
  ['a text', 'hello'],
  ['__proto__', JSON.parse('{"__proto__":{"msgid":"M1"}}')],
])('%s is passed over', (_name, raw) => expect(read(raw)).toBeUndefined())
