/** WeChat's own chained list (接龙): `#接龙`, a title, perhaps an example line, then numbered lines. */
import { clean, foldText, trim } from './fold.ts'
import type { Chain, ChainItem } from './understood.ts'

const head = /^#\s*(?:接龙|group note)\s*/i
const line = /^(\d{1,4})\s*[.、):]\s*(.*)$/
const more = /[+＋]\s*(\d{1,3})\s*(?:人|位|个)?\s*$/
const most = 2000

/** Whether a folded text is a chained list. */
export const isChain = (text: string): boolean => head.test(text)

/** Reads a chained list; a person re-sends the whole list each time, so it is a snapshot. */
export function readChain(message: string): Chain {
  const rows = clean(message).split('\n').slice(0, most).map(trim)
  const title: string[] = []
  const items: ChainItem[] = []
  for (const [i, row] of rows.entries()) {
    const folded = trim(foldText(row))
    if (i === 0 || folded === '') {
      const behind = i === 0 ? folded.replace(head, '') : ''
      if (behind !== '') title.push(behind)
      continue
    }
    const numbered = line.exec(folded)
    if (numbered) items.push(...itemOf(Number(numbered[1]), numbered[2] ?? ''))
    else if (items.length === 0 && !/^例[:\s]?/.test(folded)) title.push(row)
  }
  return { kind: 'chain', title: title.join(' '), items }
}

/** `李四 +1` → 李四, 2 people; `王五 早班` → 王五 with an extra; nothing for a line without a name. */
function itemOf(n: number, text: string): ChainItem[] {
  const plus = more.exec(text)
  const rest = trim(plus ? text.slice(0, plus.index) : text)
  const [name = '', ...extra] = rest.split(/[\s,，]+/)
  return name === '' ? [] : [{ n, name, extra: extra.join(' '), count: 1 + Number(plus?.[1] ?? 0) }]
}
