/** Values said within others: the unit among a command's words, the deadline within a title. */
import { dayOf, daysBetween, type Moment } from '../domain/time.ts'
import type { Command } from './command.ts'
import type { FieldContext } from './field.ts'
import { fold, join, part, trimFolded, typedBetween, type Folded } from './fold.ts'
import { readUnit } from './fields/units.ts'
import { labelBook, unitKey } from './labels.ts'
import { isFree } from './read.ts'

/** Further on stands prose. */
const longestLook = 300

/** A unit named without its label (/统计 活动 今年 中河街道), where the command has no field that could take a name. */
export function takeUnit(command: Command, bare: Folded, raw: Record<string, string>, at: FieldContext): Folded {
  const named = Object.values(command.fields).some((field) => field.positional && (isFree(field) || field.form === 'unit' || field.form === 'units' || field.form === 'person'))
  if (named || raw[unitKey] !== undefined || labelBook(command).get('单位')?.key !== unitKey || !at.directory || at.directory.units.length === 0) return bare
  for (const { 0: word, index } of bare.text.slice(0, longestLook).matchAll(/[^\s,，;；]+/g)) {
    if (!readUnit('单位', word, at).ok) continue
    raw[unitKey] = typedBetween(bare, index, index + word.length)
    return trimFolded(join([part(bare, 0, index), part(bare, index + word.length, bare.text.length)]))
  }
  return bare
}

/** Where a title says by when it is to be done: at its beginning, perhaps behind whom it asks, or in brackets at its end. */
const dueWithin = [
  /^(?:请|务必|须|要|各\p{Script=Han}{1,6}?(?=[于在])|于|在)*(?<due>[^\s,，。;；]{2,16}?(?:前|内))(?!后|\S{0,6}的)(?=\S{2})/u,
  /[(](?:请|务必|须|要|于|在)*(?<due>[^\s()]{2,16}?(?:前|内))(?:完成|报送|上报|提交|交|报|反馈)?[)]$/u,
]

/** A day further off than this is one that is over, a year later (11月1日前入职人员名单). */
const farthest = 183

/** The deadline that stands in the title itself (12月8日前报送年报) is meant where none is said besides; the title stays as it was typed. */
export function dueInTitle({ fields }: Command, raw: Record<string, string>, complained: ReadonlySet<string | undefined>, at: FieldContext): void {
  const [titleKey, title] = Object.entries(fields)[0] ?? []
  const [key, due] = Object.entries(fields).find(([, { form, required }]) => form === 'deadline' && required) ?? []
  if (titleKey === undefined || title?.form !== 'text' || key === undefined || !due || raw[key] !== undefined || complained.has(key)) return
  const said = fold(raw[titleKey] ?? '').text.slice(0, longestLook)
  const isMeant = (text: string): boolean => {
    const reading = due.read(text, at)
    return reading.ok && daysBetween(dayOf(at.values.now), (reading.value as Moment).date) <= farthest
  }
  const found = dueWithin.map((pattern) => pattern.exec(said)?.groups?.['due']).find((text) => text !== undefined && isMeant(text))
  if (found !== undefined) raw[key] = found
}
