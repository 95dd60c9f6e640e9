/** Spoken numbers of records. */
import { z } from 'zod'
import { yearOf } from '../../domain/time.ts'
import { foldWord } from '../fold.ts'
import { bad, field, ok, type FieldOptions, type RequiredField } from './base.ts'

const kindNames = '[\\p{Script=Han}]{2,6}'
const spoken = new RegExp(`^(?:编号)?(${kindNames})?[\\s#-]*(?:第|no\\.?)?\\s*(?:(\\d{4})\\s*(?:年|-|/|\\.)\\s*(?:第\\s*)?)?-?\\s*(\\d{1,6})\\s*号?$`, 'u')
const inText = new RegExp(`(${kindNames})-(\\d{4})-(\\d{3,6})(?!\\d)`, 'u')

/** `任务`, 2026, 4 → `任务-2026-004` */
const spellNumber = (kind: string, year: number, count: number): string => `${kind}-${year}-${String(count).padStart(3, '0')}`

/** A record's number as people write it, in its full form; `kind` is assumed when none is written, the year of `now` (ms) likewise. */
export function readRecordNumber(typed: string, now: number, kind?: string): string | undefined {
  if (typed.length > 60) return undefined
  const match = spoken.exec(foldWord(typed).replace(/^[「"'(<《]+|[」"')>》。,;!、]+$/g, ''))
  const name = match?.[1] ?? kind
  const count = Number(match?.[3])
  return match && name && count > 0 ? spellNumber(name, Number(match[2] ?? yearOf(now)), count) : undefined
}

/** The first record number written in full in a text, such as a quoted message. */
export function firstNumber(text: string, kinds: readonly string[] = []): string | undefined {
  const match = inText.exec(foldWord(text))
  if (!match) return undefined
  // Words may stand right before a number (请办理任务-2026-004); the longest known kind name that ends there is meant.
  const words = match[1] ?? ''
  const kind = [...kinds].filter((name) => words.endsWith(name)).sort((a, b) => b.length - a.length)[0] ?? words.slice(-2)
  return spellNumber(kind, Number(match[2]), Number(match[3]))
}

/** A record's number: 任务-2026-004, also 任务4, 任务-004, 任务2026-4. `kinds` are the Chinese kind names it may be of. */
export const record = (label: string, opts: FieldOptions & { kinds?: string[] } = {}): RequiredField<string> => {
  const kinds = opts.kinds ?? []
  const example = `${kinds[0] ?? '任务'}-2026-004`
  return field(label, opts, {
    form: 'record',
    hint: `如 ${example}`,
    options: kinds,
    schema: z.string(),
    read: (typed, { values }) => {
      const found = readRecordNumber(typed, values.now, kinds.length === 1 ? kinds[0] : undefined)
      if (!found) return bad(`“${typed.trim().slice(0, 40)}”不像编号，请写完整的编号，如 ${example}。`)
      const kind = found.slice(0, found.indexOf('-'))
      if (kinds.length > 0 && !kinds.includes(kind)) return bad(`“${typed.trim().slice(0, 40)}”不是${kinds.join('或')}的编号，请写如 ${example}。`)
      return ok(found)
    },
  })
}
