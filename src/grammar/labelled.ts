/** Reads `标签:值 …` for fields that belong to no command of their own, such as those of a record to be corrected. */
import { readBody } from './body.ts'
import type { Command } from './command.ts'
import type { FieldContext, Fields } from './field.ts'
import { fold } from './fold.ts'
import { isFree, readField, type Assessed } from './read.ts'
import type { Registry } from './registry.ts'

const noRegistry: Registry = { all: [], byName: () => undefined, root: () => undefined, prefix: () => undefined }

/** All fields are optional and need their label; `left` is what belonged to none. */
export function readLabelled(fields: Fields, text: string, at: FieldContext): Assessed & { left: string } {
  const loose: Fields = Object.fromEntries(Object.entries(fields).map(([key, field]) => [key, { ...field, required: false, positional: false }]))
  const command: Command = {
    name: '', aliases: [], area: 'record', summary: '', who: 'known', fields: loose, examples: [], decide: async () => ({ changes: [], notices: [] }),
  }
  return readBody(command, fold(text), { registry: noRegistry, botNames: [], fields: at })
}

/** The label of the field that a value without one fits, so that it can be offered; texts fit everywhere and are not guessed. */
export function labelFitting(fields: Fields, text: string, at: FieldContext): string | undefined {
  return Object.values(fields).find((field) => !isFree(field) && readField(field, text, at).ok)?.label
}
