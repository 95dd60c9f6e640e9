import { readFileSync } from 'node:fs'
import {
  type Lean, momentToISO, rangeToISO, readDate, readDateTime, readDeadline, readMoney, readNumber, readRange, readTime, type Reading, valueContext, type ValueContext,
} from '../../../src/grammar/values/index.ts'

/** An instant from local time, '2026-11-21 10:00'. */
export const at = (local: string): number => Date.parse(`${local.replace(' ', 'T')}:00+08:00`)

/** Monday to Friday are working days: enough for the readers, which only hand the question on. */
export function weekdaysOnly(day: string, count: number): string {
  let ms = Date.parse(`${day}T00:00:00Z`)
  for (let left = Math.abs(count); left > 0; ) {
    ms += Math.sign(count) * 86_400_000
    if (![0, 6].includes(new Date(ms).getUTCDay())) left--
  }
  return new Date(ms).toISOString().slice(0, 10)
}

export const contextAt = (local: string): ValueContext => valueContext(at(local), { addWorkingDays: weekdaysOnly })

const shown = <T>(reading: Reading<T>, show: (value: T) => unknown): Reading<unknown> => (reading.ok ? { ...reading, value: show(reading.value) } : reading)
const same = (value: unknown): unknown => value

/** Reads as `understand --field` does. A lean may follow the field: 'date past'. */
export function readAs(field: string, text: string, ctx: ValueContext): Reading<unknown> {
  const [kind, said] = field.split(' ')
  const lean: Lean = said === 'past' || said === 'ahead' ? said : 'nearest'
  switch (kind) {
    case 'dateTime':
      return shown(readDateTime(text, ctx, lean), momentToISO)
    case 'date':
      return shown(readDate(text, ctx, lean), same)
    case 'time':
      return shown(readTime(text, ctx), same)
    case 'range':
      return shown(readRange(text, ctx, lean), rangeToISO)
    case 'deadline':
      return shown(readDeadline(text, ctx), momentToISO)
    case 'number':
      return shown(readNumber(text), same)
    case 'money':
      return shown(readMoney(text), same)
    default:
      throw new Error(`no such field: ${field}`)
  }
}

export type Case = { field: string; now: string; text: string; expected: string; line: number }

/**
 * A table of cases: `# field [lean] @ now` heads a section, then `expression | value` a line;
 * `!` stands for a complaint, `! word` for one that contains the word. `\n`-free; trailing spaces count for nothing.
 */
export function casesOf(file: string): Case[] {
  let field = ''
  let now = ''
  return readFileSync(new URL(`./cases/${file}`, import.meta.url), 'utf8')
    .split('\n')
    .flatMap((raw, i) => {
      const head = /^# (.+) @ (.+)$/.exec(raw)
      if (head) [, field = '', now = ''] = head
      const [text = '', expected = ''] = raw.split(' | ')
      return head || raw.trim() === '' || raw.startsWith('//') ? [] : [{ field, now, text, expected: expected.trim(), line: i + 1 }]
    })
}

/** Times of day are written short in the tables: 2026-11-20 14:00. */
export const short = (value: unknown): string => String(value).replace(/T(\d\d:\d\d):00\+08:00$/, ' $1')
