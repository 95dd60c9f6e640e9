/** A bulletin's text -> rows, as an official bulletin is set: red title, number, office and day above a red rule, then the sections. */
import { blocksOf } from '../domain/table.ts'
import type { Font } from './font.ts'
import { across, gapOf, sheet, stack, type Row } from './sheet.ts'
import { tableRows } from './table.ts'
import { paragraph, type Style } from './text.ts'

const title: Style = { size: 60, line: 84, colour: 'red', bold: true, align: 'middle' }
/** A long title is set smaller, down to this, before it takes two lines. */
const leastTitle = 44
const issue: Style = { size: 36, line: 60, colour: 'black', align: 'middle' }
const imprint: Style = { size: 34, line: 56, colour: 'black' }
const heading: Style = { size: 40, line: 72, colour: 'black', bold: true }
const plain: Style = { size: 38, line: 64, colour: 'black', indent: 2 }
const seal: Style = { size: 28, line: 44, colour: 'grey' }
const running: Style = { size: 28, line: 44, colour: 'grey', align: 'middle' }

const issueLine = /^第 \d+ 期（总第 \d+ 期）$/
/** Alone at a paragraph's head and short: 一、总体进展, 刊后补报. */
const headingLine = /^(?:[一二三四五六七八九十]+、)?[^，。：；（）！？]{1,16}$/
const sealLine = /^台账校验：/

export interface Layout {
  /** What each page but the first begins with. */
  running: Row
  rows: Row[]
}

/** Everything of a text in its order. Its first paragraph is the head, its first line the title. */
export function layOut(text: string, font: Font): Layout {
  const blocks = blocksOf(text)
  const end = blocks.findIndex((block) => block === '' || typeof block !== 'string')
  const head = blocks.slice(0, end === -1 ? undefined : end) as string[]
  return { running: stack([...paragraph(runningWords(head), font, running), redRule(2), gapOf(24)]), rows: [headRow(head, font), ...bodyRows(blocks.slice(head.length), font)] }
}

const runningWords = ([name = '', second = '']: readonly string[]): string => (issueLine.test(second) ? `${name} ${second}` : name)

const redRule = (height: number): Row => ({ height, words: [], boxes: [{ x: sheet.margin, y: 0, width: across, height, colour: 'red' }] })

/** One row, so that no page begins within it. Office and day stand on one line, at either edge. */
function headRow([name = '', ...others]: readonly string[], font: Font): Row {
  const numbered = issueLine.test(others[0] ?? '') ? others.slice(0, 1) : []
  const rest = others.slice(numbered.length)
  const [office, day, ...more] = rest
  const set = (text: string, align: Style['align'] = 'left') => paragraph(text, font, { ...imprint, align })
  const width = (text: string, { size }: Style) => [...text].reduce((sum, sign) => sum + font.width(sign) * size, 0)
  const oneLine = office !== undefined && day !== undefined && more.length === 0 && width(`${office}　${day}`, imprint) <= across
  const size = Math.max(leastTitle, Math.min(title.size, Math.floor((title.size * across) / width(name, title))))
  const [left, right] = oneLine ? [set(office), set(day, 'right')] : [[], []]
  const below = oneLine ? [{ height: imprint.line, boxes: [], words: [...left, ...right].flatMap((row) => row.words) }] : rest.flatMap((text) => set(text))
  return stack([...paragraph(name, font, { ...title, size }), ...numbered.flatMap((text) => paragraph(text, font, issue)), gapOf(12), ...below, gapOf(8), redRule(6), gapOf(4), redRule(2), gapOf(20)])
}

function bodyRows(blocks: ReturnType<typeof blocksOf>, font: Font): Row[] {
  const line = (text: string): Row[] => paragraph(text, font, sealLine.test(text) ? seal : plain)
  return blocks.flatMap((block, i) => {
    if (block === '') return [gapOf(28)]
    if (typeof block !== 'string') return [...tableRows(block, font, line), gapOf(12)]
    const first = blocks[i - 1] === '' && blocks[i + 1] !== undefined && blocks[i + 1] !== ''
    return first && headingLine.test(block) ? paragraph(block, font, heading).map((row) => ({ ...row, stays: true })) : line(block)
  })
}
