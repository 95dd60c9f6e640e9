/** Headings of a long text, a line each (一、工作进展), that stand for labels: reports are written so, and without colons. */
import type { AnyField } from './field.ts'
import type { LabelLike, Slot } from './labels.ts'

export interface Section extends LabelLike {
  slot: Slot
  /** Whether it is no label, so that it stays with its text in the first section. */
  more?: true
}

const signs = '(?:[(]?[一二三四五六七八九十]{1,3}[)、.]|第[一二三四五六七八九十](?:条|项|部分)[:、.]?)'
const line = new RegExp(`(?<=^|\\n)[ \\t]*(?<sign>${signs}|[(]?\\d{1,2}[)、.])?[ \\t]*【?(?<word>\\p{Script=Han}{2,14})】?[ \\t]*(?<end>:|(?=\\n|$))`, 'gu')
const counted = new RegExp(`^${signs}$`, 'u')
/** What may stand before and behind what a heading is about. */
const before = /^(?:本周|上周|这周|本月|近期|当前|目前|主要|重点|特色|工作|存在的?|遇到的?|面临的?|具体)/u
const behind = /(?:情况|方面|如下)$/u
/** A title above the headings. */
const title = /(?:周报|动态|小结|总结|汇报|情况|如下)[:。]?$/u
/** What is to come belongs to how things are going. */
const next = /^(?:下周|下月|下个月|下一?步|下阶段|下一阶段)/u

const longForms: ReadonlySet<AnyField['form']> = new Set(['longText', 'lines'])
const isLong = (slot: Slot | undefined): slot is Slot => slot?.field !== undefined && !slot.loose && longForms.has(slot.field.form)

/** The long field that a heading is about: 存在的主要问题, 困难和问题. */
function meant(word: string, book: ReadonlyMap<string, Slot>): Slot | undefined {
  for (let rest = word, shorter = ''; rest.length > 1; rest = shorter) {
    const slot = [rest, ...rest.split(/[和与及]/u)].map((one) => book.get(one)).find(isLong)
    if (slot) return slot
    shorter = rest.replace(before, '')
    if (shorter === rest) shorter = rest.replace(behind, '')
    if (shorter === rest) return undefined
  }
  return undefined
}

/**
 * The headings of a body, where at least two of them name different fields, or one that is counted does (二、存在问题); only where there are several long fields. What is a label by
 * its colon is left out.
 */
export function sections(text: string, book: ReadonlyMap<string, Slot>): Section[] {
  const long = [...book.values()].filter(isLong)
  const [first] = long
  if (first === undefined || new Set(long.map(({ key }) => key)).size < 2) return []
  const lines = [...text.matchAll(line)].flatMap(({ 0: all, index, groups: { sign = '', word = '', end = '' } = {} }) => {
    const slot = meant(word, book)
    const isCounted = counted.test(sign)
    if (!slot && !isCounted && !next.test(word)) return []
    const whole = { word, position: 'line' as const, start: index, end: slot ? index + all.length : index }
    return [{ ...whole, slot: slot ?? first, isLabel: end === ':' && book.get(word) !== undefined, isCounted, ...(slot ? {} : { more: true as const }) }]
  })
  const known = lines.filter(({ more }) => !more)
  const enough = new Set(known.map(({ slot }) => slot.key)).size > 1 || known.some(({ isCounted, isLabel }) => isCounted && !isLabel)
  const isTitled = known.some(({ isCounted }) => isCounted)
  const found = !enough ? [] : lines.filter(({ isLabel, more, isCounted, word }) => !isLabel && (!more || (isCounted && isTitled) || next.test(word)))
  const above = title.test(text.slice(0, found[0]?.start ?? 0).trim())
  return above ? [{ word: '', position: 'line', start: 0, end: 0, slot: first, more: true }, ...found] : found
}
