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

/** Takes the bot's display names out, the longest first; another person's mention stays. At most two separators go with it. A command's name may follow without one (@团讯活动 …). */
export function stripAddress(message: Folded, botNames: readonly string[], isCommand: (word: string) => boolean = () => false): Addressed {
  const { text } = message
  if (!text.includes('@')) return { message, toBot: false }
  const names = botNames.map(foldWord).filter(Boolean).sort((a, b) => b.length - a.length)
  const kept: Folded[] = []
  let start = 0
  for (let at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
    if (at < start) continue
    const first = text[at + 1] === ' ' ? at + 2 : at + 1
    const name = names.find((candidate) => text.slice(first, first + candidate.length).toLowerCase() === candidate && endsAt(text, first + candidate.length, isCommand))
    if (name === undefined) continue
    let end = first + name.length
    for (let i = 0; i < 2 && text[end] === ' '; i++) end++
    kept.push(part(message, start, at))
    start = end
  }
  if (start === 0) return { message, toBot: false }
  return { message: join([...kept, part(message, start, text.length)]), toBot: true }
}

const endsAt = (text: string, at: number, isCommand: (word: string) => boolean): boolean =>
  at >= text.length || after.test(text[at] ?? '') || isCommand(/^\p{Script=Han}{2,8}(?=$|[\s:,。])/u.exec(text.slice(at, at + 9))?.[0] ?? '')
