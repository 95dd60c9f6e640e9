/** What is to be changed, said with its label: 地点改成礼堂. */
import type { Fields } from './field.ts'
import { fold, typedBetween } from './fold.ts'

/** 改成, 推迟到, 换在: words that say to what something is changed. */
export const toAnother = '(?:改|更改|更正|修改|调整|变更|变|换|推迟|推|延期|延后|顺延|延|提前|提早|挪|移)(?:一下)?(?:回?(?:到|成|为|至)|回|在)'

/** Such words as `标签:值`, the values as they were typed; `between` is what stands between label and value. Anything else stays as it was said. */
export function labelChanges(said: string, fields: Fields, between = toAnother): string {
  const labels = Object.values(fields).flatMap(({ label, also }) => [label, ...also])
  const folded = fold(said)
  const marks = [...folded.text.matchAll(new RegExp(`(?<=^|[\\s,;，；。])(${labels.join('|')})(?:${between})\\s*:?\\s*(?=\\S)`, 'gu'))]
  const ends = marks.map(({ 0: whole, index }) => index + whole.length)
  const gap = (i: number): string => typedBetween(folded, ends[i - 1] ?? 0, marks[i]?.index ?? folded.text.length)
  return marks.length === 0 ? said : marks.map(({ 1: label = '' }, i) => `${gap(i)}${label}:`).join('') + gap(marks.length)
}
