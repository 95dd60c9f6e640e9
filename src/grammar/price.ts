/** How well words without a label suit a field: the lower the price, the likelier. */
import type { AnyField, FieldContext } from './field.ts'
import { withoutQuotes } from './pieces.ts'
import { isFree, readField } from './read.ts'
import { beginsTimely, isTimely, shapeOf, type Shape } from './shape.ts'

/** Costs, by how surprised the person would be. */
export const cost = {
  missing: 100, left: 70, unlikely: 150, unread: 40, unclear: 6, shapedAsText: 200, shapedInProse: 3, notAName: 80, oddName: 4, oddUnit: 0.3, doubtful: 0.4,
  typedAsText: 2, placeAsText: 2.5, later: 3, moreWords: 2, moreTyped: 0.2, skipText: 1, skipTyped: 0.5,
}
const longestTyped = 120

const figures = /[\d〇零一二三四五六七八九十百两]/u
const dayWords = /[夕宵秋午今明后昨前本上下这周月年日号季初底末晨早午晚到至起止节旦庆~-]/u
const quantity = /^\d[\d.,]*(?:人|名|个|位|元|万元|万|人次)?$/u
/** A head count with who they are in brackets, as a word. */
const behindCount = /(?<![^\s,;])(\d+)(?:个?人|人次|名|位|(?=\([^()]*\d))\([^()\n]{0,20}\)(?![^\s,;])/gu
/** The shapes of the words of a folded text; what stands in quotes or brackets has none. */
export const shapesIn = (plain: string): Shape[] => withoutQuotes(plain.includes('(') ? plain.replace(behindCount, '$1人') : plain).split(/[\s,;]+/).flatMap((word) => shapeOf(word) ?? [])
const dayLike = /^(?:\d{1,4}[-./年]\d|\d{1,2}月|[今明后昨前]天|(?:下|上|本|这)?周[一二三四五六日]|(?:上午|下午|早上|晚上|中午)?\d{1,2}(?:[:点]|时\d|时$)|\p{Script=Han}{2,6}-\d{4}-\d)/u
/** Days that no date can be worked out for here. */
const lunarDay = /^(?:除夕|春节|元宵节?|清明节?|端午节?|七夕节?|中秋节?|重阳节?|腊八节?|冬至|小年|大年)$/u
export const unitLike = /(?:省|市|区|县|街道|乡|镇|社区|居民区|村|学校|中学|小学|大学|学院|医院|公司|银行|局|委|部|处|中心|协会|支队|集团|单位)$/u

const timeLike = /^(?:下班前?|[上下中]午|晚上|早上|傍晚|之?前|以前|左右|月底|年底)/u
/** A word that is surely meant for a unit, be it known or not. */
export const surelyUnit = /^\p{Script=Han}{2,16}(?:街道|社区|乡|镇|县|中学|小学|(?<![全结格布大开])局|银行|医院|公司|集团)$/u
const names: ReadonlySet<string> = new Set(['unit', 'units', 'person', 'choice', 'record'])

/** What stands by itself beside a number. */
const countWord = /^(?:约|共|大?约|个?人|人次|名|位|元|块钱?|万元?|左右|上下|以上|以下)$/u

/** Whether every word could at all be part of a value of the field; spares the reading of what cannot. */
function mayBe(field: AnyField, typed: string): boolean {
  switch (field.form) {
    case 'number': case 'money': return typed.length < 30 && typed.split(/\s+/).every((word) => figures.test(word) || countWord.test(word))
    case 'record': return figures.test(typed) && typed.length < 40
    case 'dateTime': case 'date': case 'range': case 'deadline': case 'period': return typed.split(/\s+/).every((word, _, all) => (figures.test(word) || dayWords.test(word)) && (all.length === 1 || isTimely(word)))
    default: return true
  }
}

const shapes: Partial<Record<AnyField['form'], Shape>> = { dateTime: 'time', date: 'time', deadline: 'time', range: 'time', period: 'time', number: 'count', money: 'money' }
/** The shape that values of a field have, if they have one. */
export const shapeFor = ({ form }: AnyField): Shape | undefined => shapes[form]

/** Words as they were typed and folded, and how many they are. */
export interface Said {
  typed: string
  plain: string
  words: number
}

/** Where a field stands among the others. */
export interface Setting {
  /** Whether it is the text at the end (a reason), where times and counts are at home. */
  prose: boolean
  /** What values of the other text fields end with. */
  elsewhere: readonly RegExp[]
}

/** What it costs to give words to a field. */
export function price(field: AnyField, { typed, plain, words }: Said, at: FieldContext, { prose, elsewhere }: Setting = { prose: false, elsewhere: [] }): number {
  if (field.form === 'longText' || field.form === 'lines') return 0
  if (field.form === 'people') return (words - 1) * cost.moreTyped
  const short = typed.length <= longestTyped
  const looks = short && words <= mostShaped ? shapeOf(plain) : undefined
  if (isFree(field)) {
    const shaped = short ? shapesIn(plain).length * (prose ? cost.shapedInProse : cost.shapedAsText) : 0
    const strays = words > 1 ? plain.split(/\s+/).filter((word) => elsewhere.some((endings) => endings.test(word))).length : 0
    return (words - 1) * cost.moreWords + shaped + strays * cost.placeAsText + (short && words === 1 && (quantity.test(plain) || dayLike.test(plain) || (!field.required && lunarDay.test(plain))) ? cost.typedAsText : 0)
  }
  const reading = short && mayBe(field, plain) ? readField(field, typed, at) : undefined
  if (reading?.ok) return (words - 1) * cost.moreTyped + (at.directory ? 0 : oddness(field, plain, words, looks))
  if (reading?.choices && field.form !== 'choice') return cost.doubtful + (words - 1) * cost.moreWords
  // 联谊会 40 is a title and a count.
  if (field.form === 'record' && words > 1) return cost.unlikely + words * cost.moreWords
  if (looks !== undefined) return (looks === shapeFor(field) ? cost.unclear : cost.unlikely) + words * cost.moreTyped
  // 除夕 may as well be a title: it is a time where it would be a place else, and nothing else is one.
  if (reading && words === 1 && field.form === 'dateTime' && reading.complaint.startsWith(`“${plain}”是`)) return figures.test(plain) ? cost.unclear : cost.missing + 1
  if (short && words > 1 && shapesIn(plain).some((shape) => shape !== 'bound' && shape !== shapeFor(field))) return cost.unlikely + words * cost.moreWords
  // 年报4 speaks of no time.
  const strange = shapeFor(field) === 'time' && /\d/.test(plain) && !beginsTimely(plain)
  return (reading && !strange && words <= 3 && (names.has(field.form) || figures.test(plain)) ? cost.unread : cost.unlikely) + words * cost.moreWords
}

/** A value of a time or a count has no more words than this. */
const mostShaped = 4

/** Without a directory any text reads as a name; then it should at least look like one. */
function oddness({ form }: AnyField, typed: string, words: number, looks: Shape | undefined): number {
  if (looks !== undefined && names.has(form)) return cost.unlikely
  if (form === 'person') return words > 1 ? cost.notAName : /^@?\p{Script=Han}{2,4}$/u.test(typed) && !unitLike.test(typed) && !timeLike.test(typed) ? 0 : cost.oddName
  if (form !== 'unit' && form !== 'units') return 0
  if (words > 1) return typed.split(/\s+/).every((word) => unitLike.test(word)) ? 0 : cost.notAName
  return unitLike.test(typed) ? 0 : figures.test(typed) ? cost.oddName : cost.oddUnit
}

/** What it costs to leave a field out before a word (folded): nothing once the words are used up, unless it is required. */
export function skipping(field: AnyField, next: string): number {
  if (field.required) return cost.missing
  if (next === '') return 0
  // A unit nobody knows is a mistake to be told, not a text for the next field.
  if ((field.form === 'unit' || field.form === 'units') && surelyUnit.test(next)) return cost.unread + 2 * cost.moreWords
  return isFree(field) ? cost.skipText : cost.skipTyped
}
