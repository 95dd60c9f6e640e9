/** Group robots, also called 消息推送: one way into a group (protocol.md C). */
import { createHash } from 'node:crypto'
import { cardText, readCard } from '../cards.ts'
import type { Message } from '../chatLog.ts'
import type { Group } from '../corp.ts'
import { findMember } from '../corp.ts'
import { WecomError, fine } from '../errors.ts'
import type { Call, Routes } from '../http.ts'
import { perMinute } from '../limits.ts'
import { sized } from '../speech.ts'
import { asJson, asText, asTexts, mentionedIn } from '../world.ts'
import type { Json, World } from '../world.ts'

type Said = Pick<Message, 'text' | 'mentioned'> & Pick<Partial<Message>, 'card' | 'image'>

const longestImage = 2 * 1024 * 1024
const longestFile = 20 * 1024 * 1024

/** What JPG and PNG files begin with. */
const formats = [[0xff, 0xd8, 0xff], [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]].map((bytes) => Buffer.from(bytes))

/** 2 MB and the sum are those of the bytes before base64. */
function image(content: Json): Said {
  const base64 = asText(content['base64'])
  const bytes = Buffer.from(base64, 'base64')
  // Node leaves out what is no base64, such as the head of a data URL or line ends.
  if (bytes.toString('base64') !== base64) throw new WecomError(40009, 'base64')
  if (bytes.length === 0 || bytes.length > longestImage) throw new WecomError(40009)
  const known = formats.some((format) => bytes.subarray(0, format.length).equals(format))
  if (!known || createHash('md5').update(bytes).digest('hex') !== content['md5']) throw new WecomError(40009, 'md5 or format')
  return { text: `[图片 ${bytes.length} 字节]`, mentioned: [], image: bytes }
}

function news(content: Json): Said {
  const articles = Array.isArray(content['articles']) ? content['articles'].map(asJson) : []
  if (articles.length < 1 || articles.length > 8) throw new WecomError(40058, 'news.articles')
  for (const { title, url, description } of articles) {
    sized(title, 128)
    sized(url, 2048)
    if (description !== undefined && description !== '') sized(description, 512)
  }
  return { text: articles.map(({ title }) => asText(title)).join('\n'), mentioned: [] }
}

function card(content: Json): Said {
  const shown = readCard(content)
  if (!['text_notice', 'news_notice'].includes(shown.card_type)) throw new WecomError(40058, 'template_card.card_type')
  return { text: cardText(shown), mentioned: [], card: shown }
}

export function robotRoutes(world: World): Routes {
  const { corp } = world
  /** What a file's id belongs to: one robot only. */
  const files = new Map<string, string>()

  function group({ query }: Call): Group {
    const found = corp.groups.find(({ robot }) => robot === query.get('key'))
    if (!found) throw new WecomError(93000)
    return found
  }

  const kinds: Record<string, (content: Json, key: string) => Said> = {
    text: (content) => ({
      text: sized(content['content'], 2048),
      mentioned: asTexts(content['mentioned_list']).flatMap((id) => (id === '@all' ? ['all'] : (findMember(corp, id) ?? []))),
    }),
    markdown(content) {
      const text = sized(content['content'], 4096)
      return { text, mentioned: mentionedIn(world, text) }
    },
    // Names in it stay plain letters.
    markdown_v2: (content) => ({ text: sized(content['content'], 4096), mentioned: [] }),
    image,
    news,
    template_card: card,
    file(content, key) {
      if (files.get(asText(content['media_id'])) !== key) throw new WecomError(40058, 'media_id')
      return { text: '[文件]', mentioned: [] }
    },
  }

  function send(call: Call) {
    const { chatid, robot } = group(call)
    const kind = asText(call.body['msgtype'])
    const read = Object.hasOwn(kinds, kind) ? kinds[kind] : undefined
    if (!read) throw new WecomError(40008, kind)
    const said = read(asJson(call.body[kind]), robot)
    if (!world.limits(`robot ${robot}`, [perMinute(world.rules.robotPerMinute)])) throw new WecomError(45009)
    world.log.add({ id: `hook${world.next()}`, at: world.now(), chat: chatid, by: { robot }, kind, via: '/cgi-bin/webhook/send', ...said })
    return fine
  }

  async function upload(call: Call) {
    const { robot } = group(call)
    const type = call.query.get('type')
    if (type !== 'file' && type !== 'voice') throw new WecomError(40058, 'type')
    const form = await new Response(new Uint8Array(call.raw), { headers: { 'Content-Type': call.contentType } }).formData().catch(() => undefined)
    const media = form?.get('media')
    if (!(media instanceof File) || media.size < 5 || media.size > longestFile) throw new WecomError(40058, 'media')
    const media_id = `media${world.next()}`
    files.set(media_id, robot)
    return { ...fine, type, media_id, created_at: String(Math.floor(world.now() / 1000)) }
  }

  const chats = ({ query }: Call) => corp.groups.filter(({ robot }) => robot === query.get('key')).map(({ chatid }) => chatid)
  return {
    'POST /cgi-bin/webhook/send': { answer: send, chats },
    'POST /cgi-bin/webhook/upload_media': { answer: upload, chats, binary: true },
  }
}
