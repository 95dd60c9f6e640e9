/** Understands one message: the ten forms of grammar.md, or silence. */
import { stripAddress } from './address.ts'
import { readBody } from './body.ts'
import { isChain, readChain } from './chain.ts'
import type { Command } from './command.ts'
import { firstNumber } from './fields/records.ts'
import { fold, foldText, join, part, trim, trimFolded, type Folded } from './fold.ts'
import { findHead } from './head.ts'
import { labelBook } from './labels.ts'
import { findQuestion } from './questions.ts'
import { cutQuote } from './quote.ts'
import { assess } from './read.ts'
import { nearestCommands } from './suggest.ts'
import type { Asked, Message, ParseContext, Understood, Via } from './understood.ts'
import { looksLikeCommand } from './unknown.ts'
import { findWord, findWordWithMore } from './words.ts'

export type { Asked, Chain, ChainItem, Message, ParseContext, Problem, Understood, Via } from './understood.ts'

/** A message without its quote and the bot's name. */
export interface Heading {
  said: Folded
  /** Whether the bot is spoken to: in private, by name, or because the channel says so. */
  spokenTo: boolean
  /** Whether one of the bot's messages is quoted. */
  ofBot: boolean
  quotedNumber: string | undefined
}

/** Takes the quote and the bot's name off a message. */
export function takeHead(message: Message, at: ParseContext): Heading {
  const quoted = cutQuote(fold(message.text), at.botNames)
  const addressed = stripAddress(quoted.message, at.botNames)
  const quote = message.quote === undefined ? quoted.quote : foldText(message.quote)
  const quotedNumber = quote === undefined ? undefined : firstNumber(quote, recordKinds(at))
  // A channel's own quote names no author: a number in it shows that it was the bot's.
  const ofBot = message.quote === undefined ? quoted.ofBot : quotedNumber !== undefined
  return {
    said: trimFolded(addressed.message),
    spokenTo: addressed.toBot || message.toBot === true || message.private === true,
    ofBot,
    quotedNumber,
  }
}

const kinds = new WeakMap<ParseContext['registry'], string[]>()

/** Names of record kinds that commands take by number. */
function recordKinds({ registry }: ParseContext): string[] {
  const known = kinds.get(registry) ?? registry.all.flatMap((command) => Object.values(command.fields).flatMap((field) => (field.form === 'record' ? field.options : [])))
  kinds.set(registry, known)
  return known
}

/** Understands a message. Never throws; linear in the message's length. */
export function understand(message: Message, at: ParseContext): Understood {
  const heading = takeHead(message, at)
  const { said, ofBot, quotedNumber } = heading
  if (isChain(said.text)) return readChain(said.typed)
  const { message: rest, mentions } = heading.spokenTo ? withoutMentions(said) : { message: said, mentions: '' }
  const asked = (command: Command, via: Via, body: Folded): Asked => {
    const full = mentions !== '' && takesPeople(command) ? join([body, fold(` ${mentions}`)]) : body
    const { left, ...understood } = readBody(command, full, at, quotedNumber)
    const odd = left !== '' && Object.keys(command.fields).length > 0
    if (odd) understood.problems.push({ said: left, complaint: `多出来的“${trim(left).slice(0, 40)}”不知道放在哪一项，请写成“项目:内容”的样子。` })
    return { kind: 'command', command, via, ...understood, ...(quotedNumber === undefined ? {} : { quoted: quotedNumber }) }
  }
  const question = heading.spokenTo ? findQuestion(rest.text, at.registry.all) : undefined
  if (question) return askedBy(question, at)
  const head = findHead(rest, at.registry, heading.spokenTo)
  if (head && 'command' in head) return asked(head.command, head.via, head.body)
  if (head && (heading.spokenTo || looksLikeCommand(head.unknown, head.next))) {
    return { kind: 'unknown', said: head.unknown, slash: true, nearest: head.nearest ?? nearestCommands(head.unknown, at.registry.all, at.allowed) }
  }
  const answer = wordAnswer(rest, heading, at)
  if (answer) return asked(answer.command, 'word', answer.body)
  if (ofBot) {
    const named = findHead(rest, at.registry, true)
    if (named && 'command' in named && named.command.subject !== undefined) return asked(named.command, 'name', named.body)
  }
  if (!heading.spokenTo) return { kind: 'silence' }
  const first = trim(/^\S{0,30}/.exec(rest.text)?.[0] ?? '')
  return { kind: 'unknown', said: first, slash: false, nearest: nearestCommands(first, at.registry.all, at.allowed) }
}

/** A plain word counts when it quotes the bot, is said to it, or answers something that is open. */
function wordAnswer(said: Folded, { ofBot, spokenTo }: Heading, at: ParseContext): { command: Command; body: Folded } | undefined {
  const alone = findWord(said, at.registry.all)
  if (alone && (ofBot || spokenTo || at.open?.(alone.command) === true)) return { command: alone.command, body: part(said, 0, 0) }
  return ofBot ? findWordWithMore(said, at.registry.all) : undefined
}

function askedBy(question: { command: Command; raw: Record<string, string> }, at: ParseContext): Asked {
  const { '@unit': unit, '@group': group, ...raw } = question.raw
  return { kind: 'command', command: question.command, via: 'question', ...assess(question.command, raw, at.fields), ...(unit ? { unit } : {}), ...(group ? { group } : {}) }
}

const takesPeople = (command: Command): boolean =>
  Object.values(command.fields).some(({ form, positional }) => positional && (form === 'person' || form === 'people')) && labelBook(command).size > 0

/** Mentions of other people before a command (@张三 @团讯 /换班) stand behind it as values. */
function withoutMentions(said: Folded): { message: Folded; mentions: string } {
  const match = /^(?:@[^\s@/]{1,20} +)+/.exec(said.text)
  if (!match) return { message: said, mentions: '' }
  return { message: trimFolded(part(said, match[0].length, said.text.length)), mentions: match[0].trim() }
}
