/** The bot's own name in a message: `@团讯 …`, at the start, in the middle or at the end. */
import { foldWord, join, part, type Folded } from './fold.ts'

export interface Addressed {
  /** The message without the bot's mentions. */
  message: Folded
  /** Whether the bot was mentioned. */
  toBot: boolean
}

/** What may follow a name: nothing, a separator (folded to a space), or a sign that no name goes on with. */
const after = /[\s/,:;!?。、【「#]/

/** Takes the bot's display names out, the longest first; another person's mention stays. At most two separators go with it. */
export function stripAddress(message: Folded, botNames: readonly string[]): Addressed {
  const { text } = message
  if (!text.includes('@')) return { message, toBot: false }
  const names = botNames.map(foldWord).filter(Boolean).sort((a, b) => b.length - a.length)
  const kept: Folded[] = []
  let start = 0
  for (let at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
    if (at < start) continue
    const name = names.find((candidate) => text.slice(at + 1, at + 1 + candidate.length).toLowerCase() === candidate && endsAt(text, at + 1 + candidate.length))
    if (name === undefined) continue
    let end = at + 1 + name.length
    for (let i = 0; i < 2 && text[end] === ' '; i++) end++
    kept.push(part(message, start, at))
    start = end
  }
  if (start === 0) return { message, toBot: false }
  return { message: join([...kept, part(message, start, text.length)]), toBot: true }
}

const endsAt = (text: string, at: number): boolean => at >= text.length || after.test(text[at] ?? '')
