/** What the understand command prints. */
import { spellUnknown } from '../bot/words.ts'
import type { FieldContext } from '../grammar/field.ts'
import { groupKey, labelBook, unitKey } from '../grammar/labels.ts'
import { readUnit } from '../grammar/fields/units.ts'
import type { Asked, Understood } from '../grammar/parse.ts'
import {
  momentToISO, rangeToISO, readDate, readDateTime, readDeadline, readMoney, readNumber, readRange, readTime, type Reading, type ValueContext,
} from '../grammar/values/index.ts'

export const fieldForms = ['dateTime', 'date', 'time', 'range', 'deadline', 'number', 'money'] as const
type FieldForm = (typeof fieldForms)[number]

/** One line read as a value of one form; `note` only where there is one. */
export function printField(line: string, form: FieldForm, at: ValueContext): object {
  const reading = readForm(line.replaceAll('\\n', '\n'), form, at)
  return reading.ok ? { text: line, value: reading.value, complaint: null, ...noted(reading.notes) } : { text: line, value: null, complaint: reading.complaint }
}

function readForm(text: string, form: FieldForm, at: ValueContext): Reading<string | number> {
  const shown = <T>(reading: Reading<T>, show: (value: T) => string): Reading<string> => (reading.ok ? { ...reading, value: show(reading.value) } : reading)
  switch (form) {
    case 'dateTime': return shown(readDateTime(text, at, 'nearest'), momentToISO)
    case 'deadline': return shown(readDeadline(text, at), momentToISO)
    case 'range': return shown(readRange(text, at, 'nearest'), rangeToISO)
    case 'date': return readDate(text, at, 'nearest')
    case 'time': return readTime(text, at)
    case 'number': return readNumber(text)
    case 'money': return readMoney(text)
  }
}

const noted = (notes: readonly string[]): object => (notes.length > 0 ? { note: notes.join('；') } : {})

/** One message: the command's Chinese name (the first word of two), `?` for an unknown one, null for silence. */
export function printUnderstood(line: string, understood: Understood, at: FieldContext): object {
  switch (understood.kind) {
    case 'silence': return { text: line, command: null, fields: {}, missing: [], complaint: null }
    case 'unknown': return { text: line, command: '?', fields: {}, missing: [], complaint: spellUnknown(understood) }
    case 'chain': return { text: line, command: '接龙', fields: { 标题: understood.title, 名单: understood.items }, missing: [], complaint: null }
    case 'command': return printAsked(line, understood, at)
  }
}

function printAsked(line: string, asked: Asked, at: FieldContext): object {
  const { command, input, missing, problems, notes, unit, group } = asked
  const { directory } = at
  const fields: Record<string, unknown> = Object.fromEntries(
    Object.entries(command.fields).flatMap(([key, field]) => (key in input ? [[field.label, field.show(input[key] as never, directory)]] : [])),
  )
  const book = labelBook(command)
  const complaints = problems.map(({ complaint, choices }) => [complaint, ...(choices ?? []).map((choice, i) => `${i + 1}. ${choice}`)].join('\n'))
  if (unit !== undefined && book.get('单位')?.key === unitKey) {
    const reading = readUnit('单位', unit, at)
    fields['单位'] = reading.ok ? (directory?.unit(reading.value)?.short ?? reading.value) : unit
    if (!reading.ok) complaints.push(reading.complaint)
  }
  if (group !== undefined && book.get('群')?.key === groupKey) fields['群'] = group
  return {
    text: line,
    command: command.name.split(' ')[0],
    fields,
    missing: missing.map(({ label }) => label),
    complaint: complaints.length > 0 ? complaints.join('\n') : null,
    ...noted(notes),
  }
}
