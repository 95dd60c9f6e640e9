/** Understands one message: the ten forms of grammar.md, or silence. */
import { findAsking } from './asking.ts'
import { readBody } from './body.ts'
import { isChain, readChain } from './chain.ts'
import type { Command } from './command.ts'
import { courtesyOf } from './courtesy.ts'
import { readRecordNumber } from './fields/records.ts'
import { readUnits } from './fields/units.ts'
import { fold, join, part, trim, trimFolded, type Folded } from './fold.ts'
import { findHead } from './head.ts'
import { recordKinds, takeHead, type Heading } from './heading.ts'
import { unitKey } from './labels.ts'
import { findLater } from './later.ts'
import { findQuestion } from './questions.ts'
import { withoutSelf } from './self.ts'
import { assess } from './read.ts'
import { commandsFor, nearestCommands, toldBy } from './suggest.ts'
import { leftOver, type Asked, type Message, type ParseContext, type Understood, type Via } from './understood.ts'
import { looksLikeCommand, readsLikeProse } from './unknown.ts'
import { findNumberedWord, findWord, findWordWithMore, ofKind } from './words.ts'

export type { Asked, Message, ParseContext, Understood } from './understood.ts'

/** Understands a message. Never throws; linear in the message's length. */
export function understand(message: Message, at: ParseContext): Understood {
  const heading = takeHead(message, at)
  const { said, ofBot, quotedNumber } = heading
  if (isChain(said.text)) return readChain(said.typed)
  const { message: rest, mentions } = heading.spokenTo ? withoutMentions(said) : { message: withoutCall(said), mentions: '' }
  const asked = (command: Command, via: Via, body: Folded, number = quotedNumber): Asked => {
    const help = howTo.test(body.text) ? at.registry.byName('帮助') : undefined
    if (help && help !== command) return askedBy({ command: help, raw: { [Object.keys(help.fields)[0] ?? '']: command.name } }, at)
    const full = mentions !== '' && takesPeople(command) ? join([body, fold(` ${mentions}`)]) : body
    const { left, ...understood } = readBody(command, full, at, number)
    const odd = left !== '' && Object.keys(command.fields).length > 0
    if (odd) understood.problems.push(leftOver(left))
    return { kind: 'command', command, via, ...understood, ...(number === undefined ? {} : { quoted: number }) }
  }
  const question = heading.spokenTo ? findQuestion(rest.text, at.registry.all, (name) => isUnit(name, at)) : undefined
  if (question) return askedBy((namesUnits(question, at) ? undefined : findAsking(rest.text, at.registry.all, at.fields)) ?? question, at)
  const answered = heading.spokenTo || ofBot ? findNumberedWord(rest, at.registry.all) : undefined
  if (answered) return asked(answered.command, 'word', answered.body)
  // A channel's own quote may be of a colleague's message.
  const sure = message.quote === undefined || heading.spokenTo
  const about = aboutNumber(rest, heading, at)
  const kindly = about && sure ? findWithKind(about, at) : undefined
  if (about && kindly?.body.text === '') return { kind: 'unknown', said: '', slash: false, nearest: [kindly.command], about: about.number }
  if (kindly) return asked(kindly.command, 'name', kindly.body, about?.number)
  const meant = about?.typed ? answersOf(about, true, at) : undefined
  if (meant) return asked(meant.command, 'word', meant.body, about?.number)
  const named = findHead(rest, at.registry, heading.spokenTo)
  const head = about && named && 'command' in named && named.via === 'name' && tellsOf(about, rest) ? undefined : named
  if (head && 'command' in head) return asked(head.command, head.via, head.body)
  if (head && 'inline' in head) return misplaced(head.inline, 'inline')
  const later = findLater(rest, at.registry, heading.spokenTo)
  if (later) return 'behind' in later ? misplaced(later.behind, 'behind') : asked(later.command, later.via, later.body)
  if (head && (heading.spokenTo || isAttempt(head, at))) {
    return { kind: 'unknown', said: head.unknown, slash: true, nearest: head.nearest ?? nearestCommands(head.unknown, at.registry.all, at.allowed) }
  }
  const answer = wordAnswer(rest, heading, at)
  if (answer) return asked(answer.command, 'word', answer.body)
  const namedHere = ofBot ? findAbout(rest, heading, at) : undefined
  if (namedHere) return asked(namedHere.command, 'name', namedHere.body)
  const namedOf = about?.typed ? findAbout(about.said, { ...heading, quotedNumber: about.number }, at) : undefined
  if (namedOf) return asked(namedOf.command, 'name', namedOf.body, about?.number)
  const values = about && !about.typed ? answersOf(about, sure, at) : undefined
  if (values) return asked(values.command, 'word', values.body)
  const courtesy = courtesyOf(rest.text)
  const sentence = about && head !== named ? { number: about.number, said: about.said.text } : undefined
  const wish = courtesy === undefined ? (wishOf(message, rest, heading, about) ?? sentence) : undefined
  const fitting = wish ? commandsFor(wish.number, wish.said, at.registry.all) : []
  if (wish && fitting.length > 0) return { kind: 'unknown', said: '', slash: false, nearest: fitting, about: wish.number }
  if (!heading.spokenTo || courtesy === 'nod') return { kind: 'silence' }
  const loosely = courtesy === undefined ? findAsking(rest.text, at.registry.all, at.fields) : undefined
  if (loosely) return { ...askedBy(loosely, at), loosely: true }
  const first = trim(/^\S{0,30}/.exec(rest.text)?.[0] ?? '')
  const nearest = courtesy ? [] : nearestCommands(first, at.registry.all, at.allowed)
  const instead = courtesy ? undefined : toldBy(rest, at.registry.all, at.allowed)
  return { kind: 'unknown', said: first, slash: false, nearest, ...(courtesy ? { courtesy } : {}), ...(instead === undefined ? {} : { instead }) }
}

/** Somebody asks how a command is written: nothing to be recorded. */
const howTo = /^(?:要|该|应该)?(?:怎么|如何|怎样|咋)(?:写|用|填|发|报|弄|交|使用|操作|填写|报送)?[?。!呢啊呀]*$|^[?]+$/u

/** A command that is not written as commands are. */
const misplaced = (command: Command, wrong: 'inline' | 'behind'): Understood => ({ kind: 'unknown', said: '', slash: false, nearest: [], how: { command, wrong } })

/** Whether a slash and a word that names no command was meant as one. */
const isAttempt = ({ unknown, next }: { unknown: string; next: string }, { registry }: ParseContext): boolean =>
  looksLikeCommand(unknown, next) && (!readsLikeProse(unknown) || nearestCommands(unknown, registry.all).length > 0)

const needsNoMore = ({ fields }: Command): boolean => !Object.values(fields).some(({ required }) => required)

/** A plain word, perhaps behind the speaker's own name or unit, counts when it quotes the bot, is said to it, or answers something that is open and needs no more than the word. */
function wordAnswer(typed: Folded, { ofBot, spokenTo, quotedNumber }: Heading, at: ParseContext): { command: Command; body: Folded } | undefined {
  const said = withoutSelf(typed, at.fields)
  const alone = findWord(said, at.registry.all)
  const enough = alone && needsNoMore(alone.command)
  const meant = (command: Command): Command => (quotedNumber === undefined ? command : ofKind(command, quotedNumber, at.registry.all))
  if (alone && (ofBot || spokenTo || (enough && at.open?.(alone.command) === true))) return { command: meant(alone.command), body: part(said, 0, 0) }
  const more = ofBot || spokenTo ? findWordWithMore(said, at.registry.all) : undefined
  if (!more || !(ofBot || needsNoMore(more.command))) return undefined
  return { ...more, command: meant(more.command) }
}

/** What people say who want something done about a record: put off, taken back, changed, chased. */
const wanted = /延期|推迟|宽限|[晚缓][一二两三几]?[天点些日周]|作废|撤[销回]|删|取消|更正|修改|改[成为到一个下期时地]|错了?|催|提醒|办完|办好|弄好|搞定|做完|销假|提前|不对|写[漏少多]|[漏少多]写|补(?:$|[上充报交])|没(?:有)?(?:办|搞|开)|推到|[交报办做]过?了(?![吗没么])|不用[交报办填做]|怎么(?:改|办)|换成|[来到]了?\d+[个名位]?人|实到/

/** Something short that is wanted of the bot by quoting it, or by a number first, and of nobody else. A channel's own quote may be of a colleague's message. */
function wishOf(message: Message, said: Folded, { ofBot, spokenTo, quotedNumber }: Heading, about: About | undefined): { number: string; said: string } | undefined {
  const wish = about?.typed ? { number: about.number, said: about.said.text } : { number: quotedNumber ?? '', said: said.text }
  const meant = about?.typed === true || (ofBot && quotedNumber !== undefined && (message.quote === undefined || spokenTo))
  return meant && wish.said.length <= 40 && !wish.said.startsWith('@') && wanted.test(wish.said) ? wish : undefined
}

/** A command's name, or its second word (已办 40人), in an answer that quotes the bot about a record. */
function findAbout(said: Folded, { quotedNumber }: Heading, { registry }: ParseContext): { command: Command; body: Folded } | undefined {
  const named = findHead(said, registry, true)
  if (named && 'command' in named) return named.command.subject === undefined ? undefined : named
  const second = /^[^\s:,，;。!]+/.exec(said.text)?.[0] ?? ''
  const command = quotedNumber === undefined ? undefined : registry.root(quotedNumber.slice(0, quotedNumber.indexOf('-')))?.subs.get(second.toLowerCase())
  return command?.subject === undefined ? undefined : { command, body: trimFolded(part(said, second.length, said.text.length)) }
}

/** What is said of a record: of the one that is quoted, or to the bot of one whose number is typed first (活动1改到29号). */
interface About {
  said: Folded
  number: string
  /** Whether the number was typed and not quoted. */
  typed: boolean
}

/** 帮我把活动1的时间改成… */
const politely = '(?:请|麻烦|劳驾|您|你|帮(?:我|忙|个忙)?|给我|我(?:想|要|来)|能不能|可不可以|可以|[,，\\s])*(?:把|将)?'
const numberFirst = new RegExp(`^${politely}((\\p{Script=Han}{2,6})-?(?:\\d{4}-)?\\d{1,6})号?的?[\\s,，]*(?=[^\\s\\d])`, 'u')

function aboutNumber(said: Folded, { ofBot, ofQuestion, quotedNumber, spokenTo }: Heading, at: ParseContext): About | undefined {
  if (quotedNumber !== undefined) return ofBot && !ofQuestion ? { said, number: quotedNumber, typed: false } : undefined
  const [lead = '', typed = '', kind = ''] = (spokenTo && numberFirst.exec(said.text.slice(0, 60))) || []
  const command = at.registry.byName(kind)
  const known = recordKinds(at).includes(kind) || (command !== undefined && command.subject === undefined)
  const number = known ? readRecordNumber(typed, at.fields.values.now) : undefined
  return number === undefined ? undefined : { said: part(said, lead.length, said.text.length), number, typed: true }
}

/** Whether a message to the bot begins with the number of a record that more is said of. */
export function namesRecord(message: Message, at: ParseContext): boolean {
  const heading = takeHead(message, at)
  return aboutNumber(heading.said, heading, at)?.typed === true
}

/** Whether a sentence about a record only begins like the command of that name: 任务1 完成了一半, but not 任务1月3日 or 活动2号下午. */
const tellsOf = ({ number, typed }: About, { text }: Folded): boolean =>
  typed && new RegExp(`^${number.slice(0, number.indexOf('-'))}-?(?:\\d{4}-)?\\d+(?![号\\d月日天点时分年:.：/个名位人场次元万周期项条件份%-])`, 'u').test(text)

/** The command that words about a record are meant for, with what of them is its body. */
function answersOf({ said, number }: About, sure: boolean, { registry }: ParseContext): { command: Command; body: Folded } | undefined {
  for (const command of registry.all) {
    const meant = command.answers?.(said.text, number, sure)
    if (meant !== undefined) return { command, body: join([fold(`${number} `), meant === 'body' ? said : part(said, 0, 0)]) }
  }
  return undefined
}

/** A word that names a command together with the record's kind (取消, of an activity: 取消活动), whatever it means alone; what follows it is the body. */
function findWithKind({ said, number }: About, { registry }: ParseContext): { command: Command; body: Folded } | undefined {
  const [lead = '', word = ''] = /^(\p{Script=Han}{2,4}?)(?:了|吧|掉|这[个场]|活动)*(?=$|[\s,，。;!])[\s,，。;!]*/u.exec(said.text.slice(0, 40)) ?? []
  const command = word === '' ? undefined : registry.byName(`${word}${number.slice(0, number.indexOf('-'))}`)
  const taken = command?.subject === undefined || command.name === registry.byName(word)?.name
  return taken ? undefined : { command, body: part(said, lead.length, said.text.length) }
}

function askedBy(question: { command: Command; raw: Record<string, string>; note?: string | undefined }, at: ParseContext): Asked {
  const { '@unit': unit, '@group': group, ...raw } = question.raw
  const assessed = assess(question.command, raw, at.fields)
  const notes = [...assessed.notes, ...(question.note === undefined ? [] : [question.note])]
  return { kind: 'command', command: question.command, via: 'question', ...assessed, notes, ...(unit ? { unit } : {}), ...(group ? { group } : {}) }
}

/** Whether what stands for units in a question names units; words around a name may have been taken for a part of it. */
const namesUnits = ({ command, raw }: { command: Command; raw: Record<string, string> }, at: ParseContext): boolean =>
  Object.entries(raw).every(([key, said]) => !(key === unitKey || command.fields[key]?.form === 'unit' || command.fields[key]?.form === 'units') || isUnit(said, at))

/** Whether a text is the name of a unit, or of several. */
function isUnit(name: string, { fields }: ParseContext): boolean {
  const reading = readUnits('单位', name, fields)
  return fields.directory !== undefined && (reading.ok || (reading.choices?.length ?? 0) > 0)
}

const takesPeople = (command: Command): boolean =>
  Object.values(command.fields).some(({ form, positional }) => positional && (form === 'person' || form === 'people'))

/** Mentions of other people before a command (@张三 @团讯 /换班) stand behind it as values. */
function withoutMentions(said: Folded): { message: Folded; mentions: string } {
  const match = /^(?:@[^\s@/]{1,20} +)+/.exec(said.text)
  if (!match) return { message: said, mentions: '' }
  return { message: trimFolded(part(said, match[0].length, said.text.length)), mentions: match[0].trim() }
}

/** A call to everybody before a command or a form (@所有人 /通知 …) is left out. */
function withoutCall(said: Folded): Folded {
  const match = /^@(?:所有人|全体成员|全体|all|everyone) *\n?(?=[/【])/i.exec(said.text)
  return match ? part(said, match[0].length, said.text.length) : said
}
