/** What one field of a command is: its label, how its text is read, and how it is asked for. */
import type { ZodType } from 'zod'
import type { Directory, Person, Unit } from '../domain/directory.ts'
import type { ValueContext } from './values/index.ts'

/** What reading a field needs to know. */
export interface FieldContext {
  values: ValueContext
  directory?: Directory | undefined
  /** The sender, when known: 我 and namesakes. */
  sender?: Person | undefined
  /** Unit that short names are looked for first. */
  near?: Unit | undefined
}

/** A field's text understood, or one sentence that says what was wrong and what would work, with `choices` of what it may mean, or the `nearest` that exist. */
export type FieldReading<T> =
  | { ok: true; value: T; notes: string[] }
  | { ok: false; complaint: string; choices?: string[] | undefined; nearest?: string[] | undefined }

/** How a form shows the field, and whether a bare answer may fill it (free text needs a label, a mention or a quote). */
export type FieldForm = 'text' | 'longText' | 'lines' | 'number' | 'money' | 'dateTime' | 'date' | 'range' | 'deadline' | 'choice' | 'unit' | 'units' | 'person' | 'people' | 'record' | 'period'

export interface Field<T> {
  /** Label of commands.md: 主题. */
  label: string
  /** Synonyms accepted as labels. */
  also: string[]
  /** What to type, shown when it is asked for: 如 11月20日14:00. */
  hint: string
  form: FieldForm
  /** Options of a choice, for completion and forms. */
  options: string[]
  required: boolean
  /** Whether a value without a label may fill it by position. */
  positional: boolean
  /** What a text of this field usually ends with (食堂, 中心 for a place): tells its words from those of the text before it. */
  endings?: RegExp | undefined
  /** A word without a label that says its value (与中河中学联办), in the group `value`; in `maybe` (陈磊负责) only where it can be read. */
  phrase?: RegExp | undefined
  /** What of a body without a label is its value, in the group `value`, where it stands first (上周，… of a report). */
  lead?: RegExp | undefined
  schema: ZodType<T>
  read(text: string, at: FieldContext): FieldReading<T>
  /** The value as the understand command prints it: ISO dates, numbers, fen, names (a unit's short name and a person's name with the directory). */
  show(value: T, directory?: Directory): unknown
}

/** A field whose value type is not known here. */
export interface AnyField extends Omit<Field<unknown>, 'show' | 'schema'> {
  schema: ZodType
  show(value: never, directory?: Directory): unknown
}

/** The fields of a command by the names that its code uses, in the order of their positional values. */
export type Fields = Record<string, AnyField>

/** The values a command's code receives: optional fields may be undefined. */
export type InputOf<F extends Fields> = {
  [K in keyof F]: F[K] extends { read(text: string, at: FieldContext): FieldReading<infer T> }
    ? F[K] extends { required: true }
      ? T
      : T | undefined
    : never
}
