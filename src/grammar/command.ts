/** One declaration per command: the parser, the form, the help, the complaints and the manual all come from it. */
import type { Group, Person, Unit } from '../domain/directory.ts'
import type { Chat, Decision } from '../domain/notice.ts'
import type { Who } from '../domain/roles.ts'
import type { WorkCalendar } from '../domain/workCalendar.ts'
import type { Heard, StateChange, View } from '../ledger/types.ts'
import type { Wording } from './askingWords.ts'
import type { Chain } from './chain.ts'
import type { Fields, InputOf } from './field.ts'

/** Area of work, a chapter of the manual. */
export const areas = {
  people: '人员与设置', activity: '活动', chair: '轮值主席', report: '周报与简报', task: '任务', announcement: '通知', record: '记录', query: '查询', help: '帮助',
} as const
export type Area = keyof typeof areas

/** Everything a decision may look at besides its input and the records. Nothing here reads a clock or the network. */
export interface Ask<I> {
  input: I
  view: View
  ctx: Context
}

export interface Context {
  /** The moment that counts: the message's own time, ms. */
  now: number
  message: Heard
  chat: Chat
  /** Who is speaking; undefined for someone not known yet (only commands with `who: everyone` see that). */
  sender: Person | undefined
  /** The bound group it was said in; undefined in a private chat or an unbound group. */
  group: Group | undefined
  /** The command's unit: named in it, else the group's when the sender's own unit contains it, else the sender's own. */
  unit: Unit | undefined
  /** Whether the unit was named in the command. */
  unitNamed: boolean
  calendar: WorkCalendar
  /** Committees (unit paths) whose chair's rights the sender exercises today as contact of the chairing unit (S2). */
  chairs: readonly string[]
  /** Number of the record that the quoted message is about, if any. */
  quoted: string | undefined
  /** The sender's half-filled form in this chat, and what drops it (/取消). */
  form: { command: string; drop: StateChange } | undefined
  /** The registry, for /帮助. */
  commands: readonly Command[]
  health(): Promise<Health>
  /** Reads a group's address on a channel (its id) that somebody pasted: what is kept of it, or undefined where it is none. */
  readAddress(channel: string, typed: string): string | undefined
}

/** How the service itself stands, for /状态. */
export interface Health {
  /** Chats with messages not handled yet, and destinations with notices not sent yet. */
  inboxes: number
  outboxes: number
  /** Failed work that is kept, newest first, without texts. */
  failures: { id: string; at: number; what: 'message' | 'job' | 'notice' }[]
  failed: number
  /** `since` when it is so, ms. */
  channels: { id: string; up: boolean; since?: number | undefined; detail?: string | undefined }[]
}

/** What a command decides; `state` is working state such as an open form. */
export interface CommandDecision extends Decision {
  state?: StateChange[]
  /** A person to be forgotten (/注销). */
  forget?: { person: string }
}

/** A plain question, asked only of the bot or in private, that means this command (S33). Named groups become field texts by label. */
export interface Question {
  pattern: RegExp
  /** Fixed field texts, by label. */
  fields?: Record<string, string>
  /** Counts only where what stands for 单位 is a unit: 宁波怎么样了 asks for something, 今天怎么样了 does not. */
  known?: true
  example: string
}

/** A record that may be meant. */
export interface Offer {
  number: string
  title: string
}

export interface CommandSpec<F extends Fields> {
  /** Chinese name without the slash; a form of a command has two words: 活动 已办. */
  name: string
  /** English, pinyin and short names, without the slash, lower case; for a two-word name only the first word is aliased. */
  aliases: string[]
  area: Area
  /** One line: what it does. */
  summary: string
  who: Who
  /** Who may do it, in words, where `who` asks only for a known person and the record itself decides. */
  users?: string
  /** To whom help and guesses offer it, where `who` asks only for a known person but few of them may use it at all. */
  offered?: Who
  fields: F
  /** Whole messages that work as they stand (tested). */
  examples: string[]
  questions?: Question[]
  /** How it is asked for in free words, where no question fits. */
  asked?: Wording[]
  /** Plain words that mean it when they are said alone (收到), where the chat has something open for it. */
  words?: string[]
  /** Name of a command whose plain words mean this one where a record of this one's kind is meant: 办完了, of an activity. */
  alike?: string
  /** Where permission is asked when that is not ctx.unit: a unit path worked out from the input. */
  at?(input: InputOf<F>, ctx: Context): string | undefined
  /** Required fields, by key, that may stay empty this time: the second weekly report of a week needs no 进展情况. Asked only when some are missing; throws SayToUser where it is of no use to ask for the rest. */
  waives?(ask: Ask<Partial<InputOf<F>>>): Promise<(keyof F & string)[]>
  /** What the subject may be when it is not said, listed in the question for it. */
  offers?(ask: { view: View; ctx: Context }): Promise<readonly Offer[]>
  /** The field, by key, that the number in a quoted message fills. */
  subject?: keyof F & string
  /** Whether words that quote the bot about a record (its number) are meant for this command: 人数:55 for /更正. `sure` says that no colleague's message was quoted. They are its body, or mean it `alone`. */
  answers?(said: string, number: string, sure: boolean): 'body' | 'alone' | undefined
  /** The command line that says what a plain sentence to the bot tells of, to be offered; undefined where it tells of nothing such. */
  tells?(said: string): string | undefined
  /** What people say who want this done about a record: where words that quote the bot are not understood it is named first. */
  wants?: RegExp
  /** What the manual adds, one sentence each. */
  remarks?: string[]
  /** What a chained list (接龙) means to it in a chat where it has something open; undefined when it is about something else. */
  chain?(ask: Ask<Chain>): Promise<CommandDecision | undefined>
  decide(ask: Ask<InputOf<F>>): Promise<CommandDecision>
}

/** A declared command with its input type erased. */
export interface Command extends Omit<CommandSpec<Fields>, 'decide' | 'subject' | 'at' | 'waives'> {
  subject?: string | undefined
  at?(input: never, ctx: Context): string | undefined
  waives?(ask: Ask<never>): Promise<string[]>
  decide(ask: Ask<never>): Promise<CommandDecision>
}

/** Declares a command. */
export const defineCommand = <const F extends Fields>(spec: CommandSpec<F>): Command => spec as unknown as Command
