/** What a 智能机器人 is told, by long connection or by callback, as what it means to us (protocol.md sections B1 to B3). */
import { z } from 'zod'
import type { Incoming } from '../channel.ts'

const media = z.object({ url: z.string() }).optional()
const words = z.object({ content: z.string() }).optional()
/** A message's content, and that of a quoted one. */
const content = {
  msgtype: z.string(),
  text: words,
  voice: words,
  image: media,
  file: media,
  video: media,
  mixed: z.object({ msg_item: z.array(z.looseObject({ msgtype: z.string(), text: words, image: media })) }).optional(),
}
/** The documentation nests a tap under its event's name, the SDK's types have it flat. */
const tap = z.object({ event_key: z.string().optional(), task_id: z.string().optional() })
const body = z.looseObject({
  ...content,
  msgid: z.string().min(1),
  chatid: z.string().optional(),
  chattype: z.enum(['single', 'group']).default('single'),
  from: z.object({ userid: z.string().min(1) }),
  /** Seconds. */
  create_time: z.number().optional(),
  response_url: z.string().optional(),
  quote: z.looseObject(content).optional(),
  event: z.looseObject({ eventtype: z.string(), ...tap.shape, template_card_event: tap.optional() }).optional(),
})
type Body = z.infer<typeof body>
type Content = Pick<Body, 'text' | 'voice' | 'image' | 'file' | 'video' | 'mixed'>

/** What a body says. A tap is a message whose text is what the button stands for; `task` names its card. */
export type BotCall =
  | { sort: 'message'; message: Incoming }
  | { sort: 'tap'; message: Incoming; task: string | undefined }
  | { sort: 'entered'; userid: string }
  | { sort: 'replaced' }

/** What is written; a voice message comes as text. */
const textOf = ({ text, voice, mixed }: Content): string =>
  text?.content ?? voice?.content ?? mixed?.msg_item.flatMap((item) => item.text?.content ?? []).join('\n') ?? ''

/** Pictures and files. Their addresses hold for five minutes only and what is there is encrypted: what is kept is that there were some. */
function attachmentsOf({ msgid, image, file, video, mixed }: Body): Incoming['attachments'] {
  const items = mixed?.msg_item.filter((item) => item.image) ?? []
  const found = [image && '图片', file && '文件', video && '视频', ...items.map(() => '图片')].filter((name) => name !== undefined)
  return found.length === 0 ? undefined : found.map((name, i) => ({ name, type: name === '图片' ? 'image' : name === '视频' ? 'video' : 'file', ref: `${msgid}/${i + 1}` }))
}

/** Control characters that no text needs; line breaks and tabs stay. */
const control = /(?![\n\t])\p{Cc}/gu

/**
 * Reads a body. Undefined for what is nobody's message: without a sender or by `sys`, of a group without its chatid, feedback, a stream's poll.
 * The text keeps its mentions: which of them are the bot's names the grammar knows. `now` stands for a missing time (ms);
 * `replyOf` is the cheap way back that the transport has.
 */
export function readBotCall(raw: unknown, now: number, replyOf: (body: { response_url?: string | undefined }, at: number) => Incoming['reply']): BotCall | undefined {
  const event = z.looseObject({ event: z.looseObject({ eventtype: z.string() }) }).safeParse(raw)
  if (event.success && event.data.event.eventtype === 'disconnected_event') return { sort: 'replaced' }
  const read = body.safeParse(raw)
  if (!read.success || read.data.from.userid === 'sys') return undefined
  const said = read.data
  const group = said.chattype === 'group' ? said.chatid : undefined
  if (said.chattype === 'group' && !group) return undefined
  const at = said.create_time === undefined ? now : said.create_time * 1000
  const reply = replyOf(said, at)
  const message = (text: string): Incoming => ({
    channel: 'wecomBot', id: said.msgid, group, sender: said.from.userid, text: text.replace(control, ''), at, toBot: true, ...(reply ? { reply } : {}),
  })
  if (said.event) {
    const { eventtype, template_card_event: nested, event_key: key = nested?.event_key, task_id: task = nested?.task_id } = said.event
    if (eventtype === 'enter_chat') return { sort: 'entered', userid: said.from.userid }
    return eventtype === 'template_card_event' && key ? { sort: 'tap', message: { ...message(key), tap: true }, task } : undefined
  }
  if (said.msgtype === 'stream') return undefined
  const attachments = attachmentsOf(said)
  const quote = said.quote && textOf(said.quote).replace(control, '')
  return { sort: 'message', message: { ...message(textOf(said)), ...(quote ? { quote } : {}), ...(attachments ? { attachments } : {}) } }
}
