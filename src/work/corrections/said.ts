/** What is to be changed, in people's own words: 改到11月28日, 人数改成40人. */
import type { Rec } from '../../domain/record.ts'
import { dayOf, daysBetween, type Moment } from '../../domain/time.ts'
import { labelChanges, toAnother } from '../../grammar/changes.ts'
import type { AnyField, FieldContext, Fields } from '../../grammar/field.ts'
import { fold, typedBetween } from '../../grammar/fold.ts'
import { isFree, readField } from '../../grammar/read.ts'
import { readDate } from '../../grammar/values/index.ts'

const change = new RegExp(`^(?:请|麻烦)?(?:把|将)?([\\p{Script=Han}]{0,20}?)的?${toAnother} *:? *(\\S.{0,80}?)(?:吧|了|哈|啊|谢谢)*[。.!~\\s]*$`, 'du')
/** 交给郑洁, 由郑洁负责: it passes to somebody. */
const handed = /^(?:请|麻烦)?(?:现在|以后|今后)?(?:(?:(?:移?交|转交?|派|分)给)(\p{Script=Han}{2,4}?)(?:同志|老师)?(?:来|去)?(?:负责|办理?|做|承办|接手|跟进)?|(?:改?由|换成?)(\p{Script=Han}{2,4}?)(?:同志|老师)?(?:来|去)?(?:负责|承办|接手|跟进))(?:了|吧|哈)*[。.!~\s]*$/u
const asks = /[?吗呢]|哪|什么|几(?:点|号|时|天)|多少|怎么|能不能|行不行|好不好/

const nowIs = '(?:(?:写|记|填|报|弄)?错了|不对|有误)?[,，、\\s]*(?:应该?|要|其实|实际|改)?(?:是|为)'
const now = new RegExp(`^${nowIs} *\\S`, 'u')

/** Whether the words behind a label say what is now: 错了，是32, 应为礼堂. */
export const isNow = (said: string): boolean => now.test(fold(said).text) && !asks.test(said)

/** The label before it, which may be empty, and the new value; undefined for a question and for anything else. */
export function readChange(said: string): { label: string; value: string } | undefined {
  const folded = fold(said.trim())
  if (asks.test(folded.text)) return undefined
  const [, to, by] = handed.exec(folded.text) ?? []
  const person = to ?? by
  if (person !== undefined) return { label: '负责人', value: person }
  const match = change.exec(folded.text)
  const [start, end] = match?.indices?.[2] ?? []
  return start === undefined || end === undefined ? undefined : { label: match?.[1] ?? '', value: typedBetween(folded, start, end) }
}

const named = ({ label, also }: AnyField, word: string): boolean => label === word || also.includes(word)

const isMoment = (value: unknown): value is Moment => typeof value === 'object' && value !== null && 'date' in value

const dayOfMonth = /^\s*(?:\d{1,2}|[一二三]?十[一二三四五六七八九]?|[一二三四五六七八九])\s*[号日](?!之?[内后]|以)/u

/** 28号 alone is the one nearest to the day that is changed, on the same side of today. */
function inItsMonth(value: string, field: AnyField, before: Moment, at: FieldContext): string {
  if (!dayOfMonth.test(fold(value).text)) return value
  const today = dayOf(at.values.now)
  const [year = 0, month = 0] = before.date.split('-').map(Number)
  const meant = [-1, 0, 1].flatMap((shift) => {
    const months = year * 12 + month - 1 + shift
    const whole = `${Math.floor(months / 12)}年${(months % 12) + 1}月${value.trim()}`
    const reading = readField(field, whole, at)
    const fits = reading.ok && isMoment(reading.value) && (before.date >= today ? reading.value.date >= today : reading.value.date <= today)
    return fits && reading.ok && isMoment(reading.value) ? [{ whole, far: Math.abs(daysBetween(before.date, reading.value.date)) }] : []
  })
  return meant.sort((a, b) => a.far - b.far)[0]?.whole ?? value
}

/** A day without an hour keeps the hour it had, an hour without a day the day, a day without a month is near the one it had. */
function filledUp(typed: string, field: AnyField, before: Moment, at: FieldContext): string {
  const value = inItsMonth(typed, field, before, at)
  if (field.form !== 'dateTime') return value
  if (!readDate(value, at.values, 'nearest').ok) {
    const onThatDay = `${before.date} ${value}`
    return readField(field, onThatDay, at).ok ? onThatDay : value
  }
  const reading = readField(field, value, at)
  return reading.ok && isMoment(reading.value) && reading.value.time === undefined && before.time !== undefined ? `${value} ${before.time}` : value
}

/** Fields that read a day or an hour together with what the record says already. */
export function relativeTo(fields: Fields, { data }: Rec<unknown>): Fields {
  const relative = ([key, field]: [string, AnyField]): [string, AnyField] => {
    const before = (data as Record<string, unknown>)[key]
    const timed = field.form === 'dateTime' || field.form === 'deadline'
    return [key, timed && isMoment(before) ? { ...field, read: (typed, at) => field.read(filledUp(typed, field, before, at), at) } : field]
  }
  return Object.fromEntries(Object.entries(fields).map(relative))
}

/** Such words as `标签:值`, which the rest understands; without a label the first field that no text fits is meant. Anything else stays as it was said. */
export function labelledChange(said: string, fields: Fields, at: FieldContext): string {
  const labelled = labelChanges(said, fields, `${nowIs}|(?:应该?|要|需要)?${toAnother}`)
  if (labelled !== said) return labelled
  const found = readChange(said)
  const field = found && Object.values(fields).find((one) => (found.label === '' ? !isFree(one) && readField(one, found.value, at).ok : named(one, found.label)))
  return field ? `${field.label}:${found?.value ?? ''}` : said
}
