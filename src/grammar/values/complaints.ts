import type { Part } from './words.ts'

/** Examples that work, by what is being read. */
const EXAMPLES = {
  dateTime: '11月20日14:00',
  date: '11月20日',
  time: '14:00',
  range: '1月1日至3月31日',
  deadline: '12月30日17:00',
  number: '35',
  money: '1234.5元',
} as const

/** What is being read. */
export type FieldKind = keyof typeof EXAMPLES

/** One sentence: what was wrong, then an example. */
export function complain(kind: FieldKind, what: string, example: string = EXAMPLES[kind]): string {
  return `${what}，请写成“${example}”这样。`
}

/** An hour that people say with each part of the day. */
const HOURS: Readonly<Record<Part, number>> = { 凌晨: 2, 早上: 8, 上午: 9, 中午: 12, 下午: 2, 傍晚: 6, 晚上: 7, 半夜: 11 }

/** For 今晚 or 上午 without an hour; `day` is what was written of the day besides. */
export function complainOfPart(kind: FieldKind, { part, text }: { part: Part; text: string }, day = ''): string {
  return complain(kind, `“${day}${text}”没有写几点`, `${day}${text}${HOURS[part]}点`)
}
