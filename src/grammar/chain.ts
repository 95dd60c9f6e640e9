/** WeChat's own chained list (接龙): `#接龙`, a title, perhaps an example line, then numbered lines. */
import { fold, part, trim, trimFolded, typedBetween, type Folded } from './fold.ts'

/** WeChat's own chained list (接龙): a snapshot of the whole list each time. */
export interface Chain {
  kind: 'chain'
  title: string
  items: ChainItem[]
}

export interface ChainItem {
  /** Its number in the list. */
  n: number
  name: string
  /** What stands behind the name: 早班. */
  extra: string
  /** How many people it counts for: 1, with `+1` 2. */
  count: number
}

const head = /^#\s*(?:接龙|group note)\s*/i
const line = /^(\d{1,4})\s*[.、):]\s*/
const more = /\+\s*(\d{1,3})\s*(?:人|位|个)?$/
const most = 2000

/** Whether a folded text is a chained list. */
export const isChain = (text: string): boolean => head.test(text)

/** Reads a chained list; a person re-sends the whole list each time, so it is a snapshot. */
export function readChain(message: string): Chain {
  const [first, ...rows] = message.split('\n').slice(0, most).map((row) => trimFolded(fold(row)))
  const title = first ? [typedFrom(first, head.exec(first.text)?.[0].length ?? 0)] : []
  const items: ChainItem[] = []
  for (const row of rows) {
    const numbered = line.exec(row.text)
    if (numbered) items.push(...itemOf(Number(numbered[1]), part(row, numbered[0].length, row.text.length)))
    else if (items.length === 0 && !/^例[:\s]?/.test(row.text)) title.push(row.typed)
  }
  return { kind: 'chain', title: title.filter(Boolean).join(' '), items }
}

const typedFrom = (row: Folded, start: number): string => trim(typedBetween(row, start, row.text.length))

/** `李四 +1` → 李四, 2 people; `王五 早班` → 王五 with an extra; nothing for a line without a name. */
function itemOf(n: number, row: Folded): ChainItem[] {
  const plus = more.exec(row.text)
  const [name = '', ...extra] = trim(typedBetween(row, 0, plus?.index ?? row.text.length)).split(/[\s,，]+/)
  return name === '' ? [] : [{ n, name, extra: extra.join(' '), count: 1 + Number(plus?.[1] ?? 0) }]
}
