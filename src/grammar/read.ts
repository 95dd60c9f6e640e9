/** Reads what was typed for a command's fields. */
import type { Command } from './command.ts'
import type { AnyField, FieldContext, FieldReading } from './field.ts'
import type { Asked, Problem } from './understood.ts'

/** Whether a field holds a person's own words, so that any text would do. */
export const isFree = ({ form }: AnyField): boolean => form === 'text' || form === 'longText' || form === 'lines' || form === 'people'

const thanks = '谢谢|多谢|谢了|感谢|辛苦|拜托|麻烦|有劳|劳驾|請|thanks|thank you|thx|🙏|🌹|\\[[^\\[\\]\\s]{1,4}\\]'
const courtesy = new RegExp(`[\\s,，。.!！~～;；]*(?:${thanks})(?:大家|各位|您|你|了|啦|哦|呀|哈|[\\s,，。.!！~～])*$`, 'iu')
const fullStop = /[\s。！!~～，,;；、]+$/u
const longestTyped = 120

/** Without a thank-you or a full stop at the end; only safe where the rest must make sense as a value. */
export function withoutCourtesy(typed: string): string {
  if (typed.length > longestTyped) return typed
  let bare = typed
  for (let shorter = bare.replace(courtesy, ''); shorter !== bare; shorter = bare.replace(courtesy, '')) bare = shorter
  bare = bare.replace(fullStop, '')
  return bare === '' ? typed : bare
}

/** Reads one field; a thank-you behind a date, number or other typed value does no harm. */
export function readField(field: AnyField, typed: string, at: FieldContext): FieldReading<unknown> {
  const reading = field.read(typed, at)
  if (reading.ok || isFree(field)) return reading
  const bare = withoutCourtesy(typed)
  const again = bare === typed ? reading : field.read(bare, at)
  return again.ok ? again : reading
}

/** What is known about a command's fields once they are read. */
export type Assessed = Pick<Asked, 'input' | 'raw' | 'missing' | 'problems' | 'notes'>

/** Reads all that was typed; `known` problems (a label twice, a misspelt label) count as answers for their fields. */
export function assess(command: Command, raw: Readonly<Record<string, string>>, at: FieldContext, known: readonly Problem[] = []): Assessed {
  const result: Assessed = { input: {}, raw: {}, missing: [], problems: [...known], notes: [] }
  const complained = new Set(known.map((problem) => problem.key))
  for (const [key, field] of Object.entries(command.fields)) {
    const typed = Object.hasOwn(raw, key) ? raw[key] : undefined
    if (typed === undefined || typed.trim() === '') {
      if (field.required && !complained.has(key)) result.missing.push(field)
      continue
    }
    const reading = readField(field, typed, at)
    if (reading.ok) {
      result.input[key] = reading.value
      result.raw[key] = typed
      result.notes.push(...reading.notes)
    } else result.problems.push({ field, key, said: typed, complaint: named(field, reading.complaint), choices: reading.choices, nearest: reading.nearest })
  }
  return result
}

/** A complaint that says which field it is about. */
const named = (field: AnyField, complaint: string): string => (complaint.includes(field.label) ? complaint : `${field.label}：${complaint}`)
