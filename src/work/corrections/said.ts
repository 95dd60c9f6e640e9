/** What is to be changed, in people's own words: 改到11月28日, 人数改成40人. */
import type { Rec } from '../../domain/record.ts'
import type { Moment } from '../../domain/time.ts'
import type { AnyField, FieldContext, Fields } from '../../grammar/field.ts'
import { fold, typedBetween } from '../../grammar/fold.ts'
import { isFree, readField } from '../../grammar/read.ts'
import { readDate } from '../../grammar/values/index.ts'

const toAnother = '(?:改|更改|更正|修改|调整|变更|变|换|推迟|延期|延后|顺延|延|提前|提早|挪|移)(?:一下)?(?:到|成|为|至|在)'
const whole = new RegExp(`^(?:请|麻烦)?(?:把|将)?([\\p{Script=Han}]{0,6}?)的?${toAnother} *:? *(\\S.{0,80}?)(?:吧|了|哈|啊|谢谢)*[。.!~\\s]*$`, 'du')
const asks = /[?吗呢]|哪|什么|几(?:点|号|时|天)|多少|怎么|能不能|行不行|好不好/

/** The label before it, which may be empty, and the new value; undefined for a question and for anything else. */
export function readChange(said: string): { label: string; value: string } | undefined {
  const folded = fold(said.trim())
  const match = asks.test(folded.text) ? null : whole.exec(folded.text)
  const [start, end] = match?.indices?.[2] ?? []
  return start === undefined || end === undefined ? undefined : { label: match?.[1] ?? '', value: typedBetween(folded, start, end) }
}

const named = ({ label, also }: AnyField, word: string): boolean => label === word || also.includes(word)

const isMoment = (value: unknown): value is Moment => typeof value === 'object' && value !== null && 'date' in value

/** A day without an hour keeps the hour it had, an hour without a day the day. */
function filledUp(value: string, field: AnyField, before: unknown, at: FieldContext): string {
  if (field.form !== 'dateTime' || !isMoment(before)) return value
  if (!readDate(value, at.values, 'nearest').ok) {
    const onThatDay = `${before.date} ${value}`
    return readField(field, onThatDay, at).ok ? onThatDay : value
  }
  const reading = readField(field, value, at)
  return reading.ok && isMoment(reading.value) && reading.value.time === undefined && before.time !== undefined ? `${value} ${before.time}` : value
}

/** Such words as `标签:值`, which the rest understands; without a label the first field that no text fits is meant. Anything else stays as it was said. */
export function labelledChange(said: string, fields: Fields, { data }: Rec<unknown>, at: FieldContext): string {
  const change = readChange(said)
  if (!change) return said
  const before = data as Record<string, unknown>
  for (const [key, field] of Object.entries(fields)) {
    const value = filledUp(change.value, field, before[key], at)
    if (change.label === '' ? !isFree(field) && readField(field, value, at).ok : named(field, change.label)) return `${field.label}:${value}`
  }
  return said
}
