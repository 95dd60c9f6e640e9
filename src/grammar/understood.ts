/** What understanding a message gives, and what it needs. */
import type { Chain } from './chain.ts'
import type { Command } from './command.ts'
import type { Courtesy } from './courtesy.ts'
import type { AnyField, FieldContext } from './field.ts'
import type { Registry } from './registry.ts'

/** One message as it was typed. */
export interface Message {
  text: string
  /** Text of the message it quotes, where the channel says so; a flattened quote is found in the text itself. */
  quote?: string | undefined
  /** Whether the channel says that the bot was mentioned. */
  toBot?: boolean | undefined
  private?: boolean | undefined
}

export interface ParseContext {
  registry: Registry
  /** Display names the bot answers to. */
  botNames: readonly string[]
  fields: FieldContext
  /** Commands that a guess may offer: those the sender may use. All when absent. */
  allowed?(command: Command): boolean
  /** Whether the chat has something open that a plain word of this command answers (收到). Nothing when absent. */
  open?(command: Command): boolean
}

/** What is wrong with one value, or with a piece that belongs to no field. */
export interface Problem {
  field?: AnyField | undefined
  /** Key of the field. */
  key?: string | undefined
  /** What was typed. */
  said: string
  /** One sentence that names the field, what was wrong and what would work. */
  complaint: string
  /** Candidates, to be answered by number or name. */
  choices?: string[] | undefined
  /** What exists and is like it. */
  nearest?: string[] | undefined
}

/** How a command was given: by slash, as a form with a head, by its name alone, by a plain word, or as a question. */
export type Via = 'slash' | 'form' | 'name' | 'word' | 'question'

/** A command with what was said for it. It may be run when `missing` and `problems` are empty. */
export interface Asked {
  kind: 'command'
  command: Command
  via: Via
  /** Values understood, by field key. */
  input: Record<string, unknown>
  /** What was typed, by field key; values that were not understood are in `problems` only. */
  raw: Record<string, string>
  /** Required fields without a value, in declared order. */
  missing: AnyField[]
  problems: Problem[]
  /** What the answer must say about how values were understood (2点按下午2点理解). */
  notes: string[]
  /** The unit named by 单位, as typed; only for commands without such a field of their own. */
  unit?: string | undefined
  /** The group named by 群, as typed. */
  group?: string | undefined
  /** Number of the record that the quoted message is about. */
  quoted?: string | undefined
  /** Whether it was a question in free words: an open form comes first. */
  loosely?: true
}

export type Understood =
  /** Not meant for the bot. */
  | { kind: 'silence' }
  /** Meant for the bot and not understood; `nearest` holds up to three guesses. `slash` says that it was typed as a command, `courtesy` that nothing was asked; `about` is the number of the record quoted, and `nearest` then what can be done with it; `how` a command that was not written as commands are; `instead` a command line that says what was told in a sentence; `nothingLately` the message with a number in it, where it speaks of a record (刚才那条) that there is not. */
  | { kind: 'unknown'; said: string; slash: boolean; nearest: Command[]; courtesy?: Exclude<Courtesy, 'nod'>; about?: string; how?: { command: Command; wrong: 'inline' | 'behind' }; instead?: string; nothingLately?: string }
  | Asked
  | Chain

/** A piece of text that belongs to no field; nothing that was typed is dropped in silence. */
export const leftOver = (said: string): Problem => ({ said, complaint: `多出来的“${said.trim().slice(0, 40)}”不知道放在哪一项，请写成“项目:内容”的样子。` })
