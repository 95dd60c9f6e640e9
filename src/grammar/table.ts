/** A table pasted from a document: a label and its value in each row, or a row of labels above one of values. */
import { fold, foldWord, join, part, trimFolded, type Folded } from './fold.ts'
import type { Slot } from './labels.ts'

interface Row {
  start: number
  end: number
  cells: Folded[]
}

/** Whether cells end at a place: at an upright bar, or where a tab was typed. */
const parts = ({ typed, text, from }: Folded, at: number): boolean => text[at] === '|' || typed[from[at] ?? 0] === '\t'

function rowOf(body: Folded, start: number, end: number): Row {
  const cells: Folded[] = []
  let begin = start
  for (let at = start; at <= end; at++) {
    if (at < end && !parts(body, at)) continue
    cells.push(trimFolded(part(body, begin, at)))
    begin = at + 1
  }
  // A bar at either end of a row closes it.
  while (cells.length > 0 && cells[0]?.text === '') cells.shift()
  while (cells.length > 0 && cells.at(-1)?.text === '') cells.pop()
  return { start, end, cells }
}

function rowsOf(body: Folded): Row[] {
  const rows: Row[] = []
  for (let start = 0; start <= body.text.length; ) {
    const stop = body.text.indexOf('\n', start)
    const end = stop < 0 ? body.text.length : stop
    rows.push(rowOf(body, start, end))
    start = end + 1
  }
  // | --- | --- | under the head says nothing, nor does 项目 | 内容 above it all.
  return rows.filter(({ cells }) => cells.length > 0 && !cells.every(({ text }) => /^(?:[-:]+|项目|栏目|内容)$/.test(text)))
}

/** The body with what stands in a table as labelled lines; itself where it holds none, or several rows of values. */
export function withoutTable(body: Folded, book: ReadonlyMap<string, Slot>): Folded {
  if (!body.text.includes('|') && !body.typed.includes('\t')) return body
  const rows = rowsOf(body)
  const isLabel = (cell: Folded | undefined): boolean => cell !== undefined && book.has(foldWord(cell.text))
  const labelled = (label: Folded, value: Folded): Folded => join([label, fold(':'), value, fold('\n')])
  const [head, values, ...more] = rows
  if (rows.length > 1 && rows.every(({ cells }) => cells.length === 2 && isLabel(cells[0]))) {
    return trimFolded(join(rows.flatMap(({ cells: [label, value] }) => (label && value ? [labelled(label, value)] : []))))
  }
  if (!head || !values || more.length > 0 || head.cells.length < 2 || head.cells.length !== values.cells.length || !head.cells.every(isLabel)) return body
  return trimFolded(join(head.cells.map((label, i) => labelled(label, values.cells[i] ?? label))))
}
