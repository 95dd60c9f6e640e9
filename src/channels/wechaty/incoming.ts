/** A message of a puppet as what it means to us (protocol.md sections F2 to F4). */
import type { Incoming } from '../channel.ts'
import { messageTypes, officialAccount, type Wechaty, type WechatyContact, type WechatyMessage, type WechatyRoom } from './library.ts'
import { plainText, wholeText, withoutOwnMention } from './text.ts'

/** What was said, with who and where as the library knows them. */
export interface Said extends Pick<Incoming, 'id' | 'text' | 'at' | 'toBot' | 'senderName' | 'attachments'> {
  talker: WechatyContact
  room: WechatyRoom | undefined
  /** cut: part of the text is missing and cannot be had; mended: what the puppet had cut off is back. */
  state: 'whole' | 'mended' | 'cut'
}

const files: Readonly<Record<number, { name: string; type: string }>> = {
  [messageTypes.image]: { name: '图片', type: 'image' },
  [messageTypes.file]: { name: '文件', type: 'file' },
  [messageTypes.video]: { name: '视频', type: 'video' },
  [messageTypes.voice]: { name: '语音', type: 'voice' },
}

const orNone = async (name: Promise<string | undefined>): Promise<string> => (await name.catch(() => undefined)) ?? ''

/** How somebody is called in a room, else by the bot's account, else by themselves. */
async function nameOf(talker: WechatyContact, room: WechatyRoom | undefined): Promise<string> {
  return (room && (await orNone(room.alias(talker)))) || (await orNone(talker.alias())) || talker.name()
}

/** The names by which the bot's own account may be mentioned in a room. */
async function ownNames(bot: Wechaty, room: WechatyRoom): Promise<string[]> {
  const self = await bot.Contact.find({ id: bot.puppet.currentUserId }).catch(() => undefined)
  return self ? [await orNone(room.alias(self)), self.name()].filter((name) => name !== '') : []
}

/** Whether the account itself is mentioned, and the text without that. Where a puppet gives no list of ids the library goes by names and may fail, or does not try: then our own name decides. */
async function mentioned(message: WechatyMessage, text: string, bot: Wechaty, room: WechatyRoom): Promise<string | undefined> {
  if (!/[@＠]/.test(text)) return undefined
  const told = await Promise.resolve().then(() => message.mentionSelf()).catch(() => false)
  if (!told && message.payload?.mentionIdList) return undefined
  const without = withoutOwnMention(text, await ownNames(bot, room))
  return told || without !== text ? without : undefined
}

/**
 * Reads a message. Undefined for what nobody says to us: stickers, forwarded records, recalled messages, cards, public accounts, and what is
 * older than `began` (ms). A quote stays in the text: the grammar cuts it off. Of a 接龙 only its title may come; it is passed on as one.
 */
export async function readMessage(message: WechatyMessage, bot: Wechaty, { began, now }: { began: number; now: number }): Promise<Said | undefined> {
  const sent = message.date().getTime()
  // Puppets tell whole seconds.
  if (sent < Math.floor(began / 1000) * 1000) return undefined
  const type = message.type()
  const file = files[type]
  if (!file && type !== messageTypes.text && type !== messageTypes.groupNote) return undefined
  const talker = message.talker()
  if (talker.type() === officialAccount) return undefined
  const room = message.room()
  const said = { id: message.id, talker, room, at: Number.isFinite(sent) ? Math.min(sent, now) : now, senderName: await nameOf(talker, room) }
  if (file) {
    const name = message.payload?.filename ?? file.name
    return { ...said, text: '', toBot: room === undefined, attachments: [{ name, type: file.type, ref: message.id }], state: 'whole' }
  }
  const whole = await wholeText(message, bot)
  const text = plainText(whole?.text ?? message.text(), bot.puppet.name())
  const state = !whole ? 'cut' : whole.mended ? 'mended' : 'whole'
  if (type === messageTypes.groupNote) return { ...said, text: /^\s*[#＃]/.test(text) ? text : `#接龙\n${text}`, toBot: false, state }
  const own = room && (await mentioned(message, text, bot, room))
  return { ...said, text: own ?? text, toBot: room === undefined || own !== undefined, state }
}
