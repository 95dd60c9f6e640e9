/** Takes off a message what stands around the words themselves: a quote, the bot's name. */
import { stripAddress } from './address.ts'
import { askPhrase } from './ask.ts'
import { firstNumber } from './fields/records.ts'
import { fold, foldText, part, trimFolded, type Folded } from './fold.ts'
import { cutQuote } from './quote.ts'
import type { Message, ParseContext } from './understood.ts'

/** A message without its quote and the bot's name. */
export interface Heading {
  said: Folded
  /** Whether the bot is spoken to: in private, by name, or because the channel says so. */
  spokenTo: boolean
  /** Whether one of the bot's messages is quoted. */
  ofBot: boolean
  /** Whether the quoted message is one of the bot's questions for missing fields. */
  ofQuestion: boolean
  quotedNumber: string | undefined
}

/** Takes the quote and the bot's name off a message. */
export function takeHead(message: Message, at: ParseContext): Heading {
  const quoted = cutQuote(fold(message.text), at.botNames)
  const addressed = stripAddress(quoted.message, at.botNames, (word) => at.registry.byName(word) !== undefined)
  const quote = message.quote === undefined ? quoted.quote : foldText(message.quote)
  const quotedNumber = quote === undefined ? undefined : firstNumber(quote, recordKinds(at))
  // A channel's own quote names no author: a number or the question's own words show that it was the bot's.
  const ofBot = message.quote === undefined ? quoted.ofBot : quotedNumber !== undefined || (quote ?? '').includes(askPhrase)
  return {
    said: addressed.toBot ? withoutPause(trimFolded(addressed.message)) : trimFolded(addressed.message),
    spokenTo: addressed.toBot || message.toBot === true || message.private === true,
    ofBot,
    ofQuestion: ofBot && (quote ?? '').includes(askPhrase),
    quotedNumber,
  }
}

/** 团讯，进度: the sign after the name goes with it. */
const withoutPause = (said: Folded): Folded => (/^[,:;。!]/.test(said.text) ? trimFolded(part(said, 1, said.text.length)) : said)

const kinds = new WeakMap<ParseContext['registry'], string[]>()

/** Names of record kinds that commands take by number. */
export function recordKinds({ registry }: ParseContext): string[] {
  const known = kinds.get(registry) ?? registry.all.flatMap((command) => Object.values(command.fields).flatMap((field) => (field.form === 'record' ? field.options : [])))
  kinds.set(registry, known)
  return known
}
