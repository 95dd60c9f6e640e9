/** What a 智能机器人 says, as Markdown within its limits (protocol.md sections B4 and B5). */
import type { Outgoing } from '../channel.ts'
import { singlePeople } from '../everybody.ts'
import { markdownOf, writtenBytes } from '../markdown.ts'

/** Longest Markdown of one message, UTF-8 bytes. */
export const longestMarkdown = 20_480
/** The rest is for names. */
export const longestPiece = 19_000

/** How many bytes a text takes at most here, whatever it is cut into. */
export const botBytes = writtenBytes

/**
 * The text with the names of those meant by it. Nothing is documented by which this bot could mention somebody, so that their names
 * stand there for them to read; only as many as a message has room for.
 */
export function withNames({ text, mentions }: Pick<Outgoing, 'text' | 'mentions'>): string {
  const missing = singlePeople(mentions).map(({ name }) => `@${name}`).filter((name) => !text.includes(name))
  let whole = text
  for (const [i, name] of missing.entries()) {
    const longer = `${whole}${i === 0 ? '\n' : ' '}${name}`
    if (Buffer.byteLength(markdownOf(longer)) > longestMarkdown) break
    whole = longer
  }
  return whole
}
