/** What all field builders share. */
import type { ZodType } from 'zod'
import type { Directory } from '../../domain/directory.ts'
import type { Field, FieldContext, FieldForm, FieldReading } from '../field.ts'

/** What every builder accepts besides the label. */
export interface FieldOptions {
  /** Synonyms accepted as labels. */
  also?: string[]
  /** What to type: 如 11月20日14:00. */
  hint?: string
  /** Whether a value without a label may fill it by position; true unless said. */
  positional?: boolean
  /** A word without a label that says its value, in the group `value`, or `maybe` where only what can be read counts, wherever it stands. */
  phrase?: RegExp
  /** What at the beginning of values without a label is its value, in the group `value`. */
  lead?: RegExp
}

/** A field that must be filled; `optional()` makes one that need not be. */
export type RequiredField<T> = Field<T> & { required: true; optional(): OptionalField<T> }
export type OptionalField<T> = Field<T> & { required: false }

/** The part of a field that differs from form to form. */
export interface FieldParts<T> {
  form: FieldForm
  hint: string
  schema: ZodType<T>
  read(text: string, at: FieldContext): FieldReading<T>
  show?(value: T, directory?: Directory): unknown
  options?: readonly string[]
  endings?: RegExp | undefined
}

/** A successful reading. */
export const ok = <T>(value: T, notes: readonly string[] = []): FieldReading<T> => ({ ok: true, value, notes: [...notes] })

/** A failed reading: one sentence, with the candidates when there are several. */
export const bad = (complaint: string, choices?: string[]): { ok: false; complaint: string; choices?: string[] } =>
  choices && choices.length > 0 ? { ok: false, complaint, choices } : { ok: false, complaint }

/** Builds a required field from its parts. */
export function field<T>(label: string, opts: FieldOptions, parts: FieldParts<T>): RequiredField<T> {
  const common = {
    label,
    also: opts.also ?? [],
    hint: opts.hint ?? parts.hint,
    form: parts.form,
    options: [...(parts.options ?? [])],
    positional: opts.positional ?? true,
    ...(parts.endings ? { endings: parts.endings } : {}),
    ...(opts.phrase ? { phrase: opts.phrase } : {}),
    ...(opts.lead ? { lead: opts.lead } : {}),
    schema: parts.schema,
    read: parts.read,
    show: parts.show ?? ((value: T) => value),
  }
  return { ...common, required: true, optional: () => ({ ...common, required: false }) }
}
