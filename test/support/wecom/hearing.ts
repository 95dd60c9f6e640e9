/** How what members say reaches a bot (protocol.md B1, B2): the bodies of callbacks. */
import { mediaUrl, responseUrl } from './api/responseUrl.ts'
import type { Message } from './chatLog.ts'
import type { Bot } from './corp.ts'
import { cipherId, findGroup } from './corp.ts'
import { mediaKey } from './crypto.ts'
import type { Json, World } from './world.ts'

/** A small PNG, for those who send pictures with words. */
export const picture = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==', 'base64')

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)

/** Whether a text mentions a bot: its name after @ or ＠. */
export const mentions = (text: string, bot: Bot): boolean => new RegExp(`[@＠]${escaped(bot.name)}`).test(text)

/** What every callback of a bot holds. Events always carry their time. */
export function heardFrom(world: World, bot: Bot, userid: string, chat: string, sort: 'message' | 'event'): Json {
  const group = findGroup(world.corp, chat)
  return {
    msgid: `CAIQ${world.next()}`,
    ...(sort === 'event' && { create_time: Math.floor(world.now() / 1000) }),
    aibotid: bot.id,
    ...(group ? { chatid: group.chatid, chattype: 'group' } : { chattype: 'single' }),
    from: { userid: bot.cipherIds ? cipherId(userid) : userid },
    ...(bot.mode === 'url' && { response_url: responseUrl(world, bot.id, chat) }),
  }
}

/** The content of a message in its kind: { msgtype, [msgtype]: … }. */
export function contentOf(world: World, bot: Bot, { kind, text }: Pick<Message, 'kind' | 'text'>): Json {
  if (kind === 'voice') return { msgtype: 'voice', voice: { content: text } }
  if (kind !== 'mixed' && kind !== 'image') return { msgtype: 'text', text: { content: text } }
  const key = bot.mode === 'url' ? mediaKey(bot.aesKey) : Buffer.from('0123456789abcdef0123456789abcdef')
  const image = { url: mediaUrl(world, picture, key), ...(bot.mode === 'socket' && { aeskey: key.toString('base64') }) }
  if (kind === 'image') return { msgtype: 'image', image }
  const words = { msgtype: 'text', text: { content: text } }
  return { msgtype: 'mixed', mixed: { msg_item: [words, { msgtype: 'image', image }] } }
}

/** A member's message as the bot gets it. */
export function messageBody(world: World, bot: Bot, said: Message, userid: string): Json {
  const quote = said.quote && { quote: contentOf(world, bot, said.quote) }
  return { ...heardFrom(world, bot, userid, said.chat, 'message'), msgid: said.id, ...contentOf(world, bot, said), ...quote }
}

/** What a tap on a card tells the bot; nested or flat as the rules say. */
export function tapBody(world: World, bot: Bot, message: Message, tapped: { key: string; by: string; selected: Record<string, string[]> }): Json {
  const selected_item = Object.entries(tapped.selected).map(([question_key, ids]) => ({ question_key, option_ids: { option_id: ids } }))
  const data = {
    card_type: message.card?.card_type,
    event_key: tapped.key,
    task_id: message.card?.task_id,
    ...(selected_item.length > 0 && { selected_items: { selected_item } }),
  }
  const event = { eventtype: 'template_card_event', ...(world.rules.cardEvent === 'flat' ? data : { template_card_event: data }) }
  return { ...heardFrom(world, bot, tapped.by, message.chat, 'event'), msgtype: 'event', event }
}

/** Somebody opens the single chat: neither chatid nor chattype (B1). */
export function enterBody(world: World, bot: Bot, userid: string): Json {
  const common = heardFrom(world, bot, userid, userid, 'event')
  delete common['chattype']
  return { ...common, msgtype: 'event', event: { eventtype: 'enter_chat' } }
}
