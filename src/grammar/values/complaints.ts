/** Examples that work, by what is being read. */
export const EXAMPLES = {
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
export function complain(kind: FieldKind, what: string): string {
  return `${what}，请写成如“${EXAMPLES[kind]}”。`
}
