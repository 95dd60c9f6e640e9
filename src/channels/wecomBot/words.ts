/** What a 智能机器人 says, as Markdown within its limits (protocol.md sections B4 and B5). */
import type { Outgoing } from '../channel.ts'
import { singlePeople } from '../everybody.ts'
import { escapeMarkdown, markdownBytes } from '../markdown.ts'

/** Longest Markdown of one message, UTF-8 bytes. */
export const longestMarkdown = 20_480
/** The rest is for names. */
export const longestPiece = 19_000

/** Markdown runs lines together; two spaces at a line's end keep it. */
const keepLines = (markdown: string): string => markdown.replace(/(?<=[^\n])\n(?=[^\n])/g, '  \n')

/** The text as Markdown that shows it as it is. */
export const markdownOf = (text: string): string => keepLines(escapeMarkdown(text))

/** How many bytes a text takes at most as such Markdown, whatever it is cut into. */
export const botBytes = (text: string): number => markdownBytes(text) + 2 * (text.split('\n').length - 1)

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
