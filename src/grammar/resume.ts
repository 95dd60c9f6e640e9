/** Joins the answer to a question with what was understood of the wrong value before it (12月20日上午, then 上午9点). */
import type { AnyField, FieldContext } from './field.ts'
import { readDate, readTime } from './values/index.ts'

/** A part of the day at the end of a value, or an hour that cannot be. */
const openEnd = /\s*(?:凌晨|清晨|早上|早晨|上午|中午|下午|傍晚|晚上|夜里|半夜|早|晚)$/u
const clocks = /(?<!\d)(?:凌晨|早上|上午|中午|下午|傍晚|晚上)?\s*\d{1,2}\s*[:：点时]\S*$/u

/**
 * What the answer to a field means together with the `partial` value before it: a time alone belongs to the day
 * already written, a day alone to the time already written, a unit to the others of the list. Anything else stands for itself.
 */
export function resume(field: AnyField, partial: string, answer: string, at: FieldContext): string {
  if (field.form === 'units') return [...understoodUnits(field, partial, at), answer].join('、')
  if (field.form !== 'dateTime' && field.form !== 'deadline') return answer
  const before = partial.trim()
  const dayAlone = before.replace(openEnd, '')
  const isDay = (text: string): boolean => readDate(text, at.values, 'nearest').ok
  if (!isDay(answer)) {
    const joined = [`${before}${answer}`, `${before} ${answer}`, `${dayAlone} ${answer}`]
    const works = isDay(dayAlone) ? joined.find((text) => field.read(text, at).ok) : undefined
    // Still no hour: at least the day is kept.
    return works ?? (isDay(dayAlone) && !field.read(answer, at).ok && isDay(`${dayAlone} ${answer}`) ? `${dayAlone} ${answer}` : answer)
  }
  const clock = clocks.exec(before)?.[0].trim() ?? ''
  const whole = `${answer} ${clock}`
  return clock !== '' && readTime(clock, at.values).ok && !/[:：点时]/.test(answer) && field.read(whole, at).ok ? whole : answer
}

/** The units of a list that were understood; asked is only for the one that was not. */
const understoodUnits = (field: AnyField, partial: string, at: FieldContext): string[] =>
  partial.split(/[、,，;；\n]+/).map((name) => name.trim()).filter((name) => name !== '' && field.read(name, at).ok)
