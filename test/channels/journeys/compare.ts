/** What is the same on every channel: the words, not how a channel writes them. */
import type { Said, Walked } from './walk.ts'

/** Pieces of one text together again, wherever it was cut. */
function joined(texts: readonly string[]): string[] {
  const whole: string[] = []
  for (let i = 0; i < texts.length; i++) {
    const many = Number(/（1\/(\d+)）$/.exec(texts[i] ?? '')?.[1] ?? 0)
    const pieces = texts.slice(i, i + many)
    if (many > 1 && pieces.length === many && pieces.every((piece, n) => piece.replace(/\n@[^\n]*$/, '').endsWith(`（${n + 1}/${many}）`))) {
      whole.push(pieces.map((piece, n) => piece.replace(/\n@[^\n]*$/, '').slice(0, -`（${n + 1}/${many}）`.length)).join(''))
      i += many - 1
    } else whole.push(texts[i] ?? '')
  }
  return whole
}

/** A cell with its column's name again, which stands above it in a table: `41` below 人次, `2场` below 已开展. */
const named = (head: string, cell: string): string => (/^\d+$/.test(cell) ? cell + head : /^\d/.test(cell) ? head + cell : cell)

/** Tables of Markdown as the lines that those read who see no tables. */
function untabled(text: string): string {
  let head: string[] | undefined
  return text.split('\n').flatMap((line) => {
    const cells = /^\|(.*)\|\s*$/.exec(line)?.[1]?.split('|').map((cell) => cell.trim())
    if (!cells || !head) {
      head = cells
      return cells ? [] : [line]
    }
    if (cells.every((cell) => cell === '---')) return []
    // A ranking's values stand alone in its lines, too.
    const ranked = /^\d+[.．]/.test(cells[0] ?? '')
    const said = cells.slice(1).map((cell, i) => (ranked ? cell : named(head?.[i + 1] ?? '', cell))).filter((cell) => cell !== '')
    return [said.length === 0 ? (cells[0] ?? '') : `${cells[0]}：${said.join('，')}`]
  }).join('\n')
}

/** Full-width twins, line ends of Markdown and of cards, and how to answer where only mentions are heard. */
const bare = (text: string, bot: string): string =>
  text
    .normalize('NFKC')
    // Which channels there are, and where the chain stands, which holds their ids.
    .replace(/^通道:.*$/m, '')
    .replace(/校验 [0-9a-f]{8}/g, '校验')
    .replace(/\s+/g, '')
    .replace(/(\d+)-[0-9a-f]{8}(?![0-9a-f])/g, '$1')
    .replaceAll(`请@${bot}回复改正后的内容。`, '')
    .replaceAll(`@${bot}`, '')

/** Said on a card's own account. */
const cardOnly = '请点下面的按钮，或照上一条消息说的发文字。'

/** All that was said after each line, by place; names that a channel puts below a text are left out. */
export function wordsOf({ steps }: Walked, bot: string): Record<string, string[]>[] {
  return steps.map(({ said }) => {
    const places: Record<string, Said[]> = {}
    for (const one of said.filter(({ text }) => !text.includes(cardOnly))) (places[one.place] ??= []).push(one)
    return Object.fromEntries(Object.keys(places).sort().map((place) => [place, joined((places[place] ?? []).map(({ text }) => text)).map((text) => bare(untabled(text).replace(/\n@[^\n/]*$/, ''), bot))]))
  })
}
