/** What a 自建应用 is told, as what it means to us (protocol.md section D5). Only private chats reach an app. */
import type { Incoming } from '../channel.ts'
import type { XmlTree } from '../wecom/xml.ts'

/** `task` and `code` are a tapped card's: its name, and the right to change it once. */
export type AppCall = { sort: 'message'; message: Incoming } | { sort: 'tap'; message: Incoming; task: string; code: string } | { sort: 'entered'; userid: string }

const kinds: Readonly<Record<string, { name: string; type: string }>> = {
  image: { name: '图片', type: 'image' }, voice: { name: '语音', type: 'voice' }, video: { name: '视频', type: 'video' },
}

/**
 * Reads a decrypted callback. Undefined for what says nothing to the bot: other events, a sender without an id.
 * Messages are told apart by MsgId, events by sender, time and key (protocol.md section A4).
 */
export function readAppCall(xml: XmlTree): AppCall | undefined {
  const one = (name: string): string => (typeof xml[name] === 'string' ? xml[name] : '')
  const sender = one('FromUserName')
  const at = Number(one('CreateTime')) * 1000
  if (sender === '' || sender === 'sys' || !(at > 0)) return undefined
  const message = (id: string, text: string): Incoming => ({ channel: 'wecomApp', id, sender, text, at, toBot: true })
  const type = one('MsgType')
  if (type === 'event') {
    const [event, key] = [one('Event').toLowerCase(), one('EventKey')]
    const id = `${sender}-${one('CreateTime')}-${event}-${key}`
    if (event === 'enter_agent' || event === 'subscribe') return { sort: 'entered', userid: sender }
    if (event === 'click' && key !== '') return { sort: 'message', message: message(id, key) }
    return event === 'template_card_event' && key !== '' ? { sort: 'tap', message: message(`${id}-${one('TaskId')}`, key), task: one('TaskId'), code: one('ResponseCode') } : undefined
  }
  const id = one('MsgId')
  if (id === '') return undefined
  if (type === 'text') return { sort: 'message', message: message(id, one('Content')) }
  const kind = Object.hasOwn(kinds, type) ? kinds[type] : undefined
  return kind && { sort: 'message', message: { ...message(id, ''), attachments: [{ ...kind, ref: one('MediaId') || id }] } }
}
