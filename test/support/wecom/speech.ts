/** What a bot may say, whichever way it says it (protocol.md B4, B5): kinds, sizes, the limit of a conversation. */
import { cardText, readCard } from './cards.ts'
import type { Message } from './chatLog.ts'
import type { Bot } from './corp.ts'
import { findGroup } from './corp.ts'
import { WecomError } from './errors.ts'
import { perHour, perMinute } from './limits.ts'
import { asJson, asText, mentionedIn } from './world.ts'
import type { Json, World } from './world.ts'

const longest = 20_480
/** Kinds that name an uploaded file. */
export const mediaKinds = ['file', 'image', 'voice', 'video']
const longestText = 2048

/** Text that must be there and not above `max` bytes. Throws 44004 or 45002. */
export function sized(value: unknown, max: number): string {
  const text = asText(value)
  if (text === '') throw new WecomError(44004)
  if (Buffer.byteLength(text) > max) throw new WecomError(45002, `${Buffer.byteLength(text)} > ${max}`)
  return text
}

export interface Manner {
  /** Command or path. */
  via: string
  /** The kinds that may be said this way. */
  kinds: readonly string[]
}

/** Puts a bot's words into a chat, or refreshes its stream there. Throws WecomError as WeCom would refuse. */
export function speak(world: World, bot: Bot, chat: string, body: Json, { via, kinds }: Manner): Message {
  const kind = asText(body['msgtype'])
  if (!kinds.includes(kind)) throw new WecomError(40008, kind)
  const content = asJson(body[kind])
  if (kind === 'stream') return stream(world, bot, chat, content, via)
  if (mediaKinds.includes(kind)) {
    const text = fileText(world, bot, kind, content)
    takeRoom(world, bot, chat)
    return add(world, bot, chat, { kind, text, via })
  }
  const card = kind === 'template_card' ? readCard(content) : undefined
  if (card?.task_id !== undefined && world.log.all().some((one) => one.card?.task_id === card.task_id && saidBy(one, bot))) {
    throw new WecomError(40058, 'template_card.task_id is used already')
  }
  const text = card ? cardText(card) : sized(content['content'], kind === 'text' ? longestText : longest)
  takeRoom(world, bot, chat)
  return add(world, bot, chat, { kind, text, via, ...(card && { card }) })
}

function stream(world: World, bot: Bot, chat: string, content: Json, via: string): Message {
  const id = asText(content['id'])
  if (id === '') throw new WecomError(40058, 'stream.id missing')
  if (bot.mode === 'socket' && content['msg_item'] !== undefined) throw new WecomError(40058, 'stream.msg_item')
  const finished = content['finish'] === true
  const text = finished || asText(content['content']) !== '' ? sized(content['content'], longest) : ''
  const begun = world.log.all().find((one) => one.stream === id && one.chat === chat && saidBy(one, bot))
  if (begun && (begun.finished || world.now() - begun.at > world.rules.streamMs)) throw new WecomError(846608)
  takeRoom(world, bot, chat)
  if (!begun) return add(world, bot, chat, { kind: 'stream', text, via, stream: id, finished })
  world.log.change(begun, { text, finished, mentioned: mentionedIn(world, text), before: [...begun.before, begun.text] })
  return begun
}

/** What a chat shows of a file. Throws 40007 for one that is not there any more, is another bot's or of another kind. */
function fileText(world: World, bot: Bot, kind: string, content: Json): string {
  const file = world.uploads.get(asText(content['media_id']))
  if (!file || file.bot !== bot.id || file.type !== kind || world.now() - file.at > world.rules.uploadMs) throw new WecomError(40007)
  return `[${file.name} ${file.bytes.length} 字节]`
}

const saidBy = (message: Message, bot: Bot): boolean => 'bot' in message.by && message.by.bot === bot.id

function takeRoom({ limits, rules }: World, bot: Bot, chat: string): void {
  const windows = [perMinute(rules.botPerMinute), perHour(rules.botPerHour)]
  if (!limits(`bot ${bot.id} ${chat}`, windows)) throw new WecomError(45009)
}

function add(world: World, bot: Bot, chat: string, said: Pick<Message, 'kind' | 'text' | 'via'> & Partial<Message>): Message {
  const single = findGroup(world.corp, chat) === undefined
  return world.log.add({
    id: `out${world.next()}`,
    at: world.now(),
    chat,
    ...(single && { with: { bot: bot.id } }),
    by: { bot: bot.id },
    mentioned: mentionedIn(world, said.text),
    ...said,
  })
}

/** Changes a card for those named, for all who see it without names (protocol.md B4, D3). Throws 40058 for another task. */
export function changeCard(world: World, message: Message, value: unknown, userids: readonly string[]): void {
  const card = readCard(value, true)
  if (card.task_id !== message.card?.task_id) throw new WecomError(40058, 'template_card.task_id is another')
  if (userids.length === 0) world.log.change(message, { card, cardFor: {}, text: cardText(card) })
  else world.log.change(message, { cardFor: { ...message.cardFor, ...Object.fromEntries(userids.map((userid) => [userid, card])) } })
}
