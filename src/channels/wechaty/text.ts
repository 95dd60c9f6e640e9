/** Texts as puppets hand them over, as people typed them. */
import type { Wechaty, WechatyMessage } from './library.ts'
import { messageTypes } from './library.ts'

/** Puppets that speak the web's protocol, by the name they give themselves. */
const ofWeb = /wechaty-puppet-wechat(4u)?(?![\w-])/
const cutting = /wechaty-puppet-wechat4u/

/** Control characters that no text needs; line breaks and tabs stay. */
const control = /(?![\n\t])\p{Cc}/gu
const emoji = /<span class="emoji emoji([0-9a-f]{4,6})"><\/span>/g

/** The text without the HTML that the web's protocol writes (protocol.md section G). */
export function plainText(text: string, puppet: string): string {
  const signs = text.replace(emoji, (whole, code: string) => (parseInt(code, 16) <= 0x10ffff ? String.fromCodePoint(parseInt(code, 16)) : whole))
  const plain = ofWeb.test(puppet) ? signs.replace(/<br\s*\/?>/g, '\n').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&') : signs
  return plain.replace(/\r\n?/g, '\n').replace(control, '')
}

/** How much of a text came through: all, all after it was mended, or nobody can tell. */
export type Whole = { text: string; mended: boolean } | undefined

/**
 * wechat4u takes what stands between the first and the second `:` + line break for the text of a message in a room: the colon and all after it
 * are gone (protocol.md section F4). What the server sent is still there and holds the whole text. undefined: the original is not there or
 * does not fit, so that nobody can tell whether the text is whole.
 */
export async function wholeText(message: WechatyMessage, { puppet }: Pick<Wechaty, 'puppet'>): Promise<Whole> {
  const text = message.text()
  if (!cutting.test(puppet.name()) || !message.room() || message.type() !== messageTypes.text) return { text, mended: false }
  const raw = (await puppet.messageRawPayload(message.id).catch(() => undefined)) as { Content?: unknown; MsgType?: unknown } | undefined
  // A quote comes as another kind of message, whose text is put together from its parts.
  if (raw?.MsgType !== 1) return raw ? { text, mended: false } : undefined
  const content = raw.Content
  if (typeof content !== 'string') return undefined
  if (content === text) return { text, mended: false }
  const original = content.slice(content.indexOf(':\n') + 2)
  if (original === text) return { text, mended: false }
  return original.startsWith(`${text}:\n`) ? { text: original, mended: true } : undefined
}

/** A mention of everybody is none of the bot. */
const everybody = /[@＠](?:所有人|全体成员|all\b)/i

/** The text without the bot's own mentions, by the names the account goes by here; undefined when it is not mentioned but everybody is. */
export function withoutOwnMention(text: string, names: readonly string[]): string | undefined {
  if (everybody.test(text)) return undefined
  return [...names].sort((a, b) => b.length - a.length).reduce((rest, name) => {
    const at = name === '' ? -1 : rest.search(new RegExp(`[@＠]${name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?:[\\u2005 ]|$)`, 'mu'))
    return at < 0 ? rest : rest.slice(0, at) + rest.slice(at + name.length + 1).replace(/^[\u2005 ]/, '')
  }, text)
}
