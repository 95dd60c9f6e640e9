/** A table -> rows with rules around the cells. */
import { below, rowLine, type Table } from '../domain/table.ts'
import type { Font } from './font.ts'
import { across, sheet, stack, type Box, type Row } from './sheet.ts'
import { paragraph, type Style } from './text.ts'

const cell: Style = { size: 34, line: 50, colour: 'black' }
/** Between a rule and the words. */
const beside = 14
const above = 10
const rule = 2

const widthOf = (text: string, font: Font): number => [...text].reduce((sum, sign) => sum + font.width(sign) * cell.size, 0)

/** How wide each column is: those that need less than their share keep to it, the others share the rest; what is left over is spread. */
function columns(needed: readonly number[]): number[] {
  const widths = new Map<number, number>()
  let room = across
  const order = needed.map((_, i) => i).sort((a, b) => (needed[a] ?? 0) - (needed[b] ?? 0))
  for (const [k, i] of order.entries()) {
    const width = Math.min(needed[i] ?? 0, room / (order.length - k))
    widths.set(i, width)
    room -= width
  }
  return needed.map((_, i) => (widths.get(i) ?? 0) + room / needed.length)
}

/** The rows of a table; its lines (src/domain/table.ts) where its columns would be too narrow to read. */
export function tableRows(table: Table, font: Font, line: (text: string) => Row[]): Row[] {
  const said = table.rows.map((cells) => table.head.map((head, i) => (i === 0 ? (cells[i] ?? '') : below(head, cells[i] ?? ''))))
  const needed = table.head.map((head, i) => Math.max(...[head, ...said.map((cells) => cells[i] ?? '')].map((text) => widthOf(text, font))) + 2 * (beside + rule))
  const widths = columns(needed)
  if (Math.min(...widths) < 2 * cell.size + 2 * (beside + rule)) return table.rows.flatMap((cells) => line(rowLine(cells)))
  const head = rowOf(table.head, widths, font, true)
  return [{ ...head, stays: true }, ...said.map((cells) => ({ ...rowOf(cells, widths, font, false), head }))]
}

function rowOf(cells: readonly string[], widths: readonly number[], font: Font, first: boolean): Row {
  const lefts = widths.map((_, i) => sheet.margin + widths.slice(0, i).reduce((sum, width) => sum + width, 0))
  const blocks = widths.map((width, i) =>
    stack(paragraph(cells[i] ?? '', font, { ...cell, align: i === 0 ? 'left' : 'middle', bold: first }, { x: (lefts[i] ?? 0) + beside, width: width - 2 * beside })))
  const height = Math.max(...blocks.map((block) => block.height)) + 2 * above
  const words = blocks.flatMap((block) => block.words.map((one) => ({ ...one, y: one.y + (height - block.height) / 2 })))
  const ruleAt = (y: number): Box => ({ x: sheet.margin, y, width: across, height: rule, colour: 'black' })
  const down = [...lefts, sheet.margin + across - rule].map((x): Box => ({ x, y: 0, width: rule, height, colour: 'black' }))
  const ground: Box[] = first ? [{ x: sheet.margin, y: 0, width: across, height, colour: 'pale' }, ruleAt(0)] : []
  return { height, words, boxes: [...ground, ruleAt(height - rule), ...down] }
}
