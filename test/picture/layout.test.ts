import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { tableLines } from '../../src/domain/table.ts'
import { layOut } from '../../src/picture/layout.ts'
import { across, sheet, type Row, type Words } from '../../src/picture/sheet.ts'
import { bulletin, evenFont } from './support.ts'

const rowsOf = (text: string): Row[] => layOut(text, evenFont).rows
const wordsOf = (rows: readonly Row[]): Words[] => rows.flatMap(({ words }) => words)
const saying = (rows: readonly Row[], text: string): Words => {
  const found = wordsOf(rows).find((words) => words.text === text)
  if (!found) throw new Error(`nothing says ${text}`)
  return found
}
const widthOf = ({ text, size, spread = 0 }: Words): number => [...text].reduce((sum, sign) => sum + evenFont.width(sign) * size, 0) + spread * ([...text].length - 1)
const edges = (words: Words): [number, number] => {
  const width = widthOf(words)
  const left = words.x - (words.from === 'middle' ? width / 2 : words.from === 'end' ? width : 0)
  return [left, left + width]
}

describe('a bulletin', () => {
  const rows = rowsOf(bulletin())

  it('has its title in red in the middle, its number below, office and day at the edges of one line, and a red rule', () => {
    expect(saying(rows, '浙江省街道团建试点工作简报')).toMatchObject({ colour: 'red', from: 'middle', x: sheet.width / 2, bold: true })
    expect(saying(rows, '第 3 期（总第 12 期）')).toMatchObject({ colour: 'black', from: 'middle' })
    const [office, day] = [saying(rows, '共青团浙江省委'), saying(rows, '2026年11月30日')]
    expect([office.x, day.x, day.from]).toEqual([sheet.margin, sheet.margin + across, 'end'])
    expect(office.y).toBe(day.y)
    expect(rows[0]?.boxes[0]).toMatchObject({ colour: 'red', width: across })
    expect(rows[0]?.boxes[0]?.y).toBeGreaterThan(office.y)
  })

  it('has headings that stay with what follows, paragraphs indented by two signs, and a small seal', () => {
    expect(saying(rows, '一、总体进展')).toMatchObject({ bold: true, x: sheet.margin })
    expect(rows.find((row) => row.words[0]?.text === '一、总体进展')?.stays).toBe(true)
    expect(wordsOf(rows).find(({ text }) => text.startsWith('中河街道第1社区'))?.x).toBe(sheet.margin + 2 * 38)
    expect(saying(rows, '台账校验：148-1a2b3c4d')).toMatchObject({ colour: 'grey', x: sheet.margin })
  })

  it('whose head is another keeps each of its lines', () => {
    const texts = wordsOf(rowsOf('工作简报（预览，未编号）\n共青团浙江省委\n\n一、总体进展\n好')).map(({ text }) => text)
    expect(texts).toEqual(['工作简报（预览，未编号）', '共青团浙江省委', '一、总体进展', '好'])
    const long = `${'很'.repeat(20)}长的单位`
    const wide = rowsOf(`简报\n第 1 期（总第 1 期）\n${long}\n2026年11月30日`)
    expect(saying(wide, long).y).toBeLessThan(saying(wide, '2026年11月30日').y)
  })

  it('has a long title smaller, and in two lines only when that is not enough', () => {
    const titles = (name: string) => rowsOf(`${name}\n\n好`)[0]?.words.map(({ text, size }) => [text.length, size])
    expect(titles('浙江省街道团建试点工作简报')).toEqual([[13, 60]])
    expect(titles('浙江省街道团建试点工作简报（更正）')).toEqual([[17, 56]])
    expect(titles('很'.repeat(21))).toEqual([[21, 45]])
    expect(titles('很'.repeat(22))).toEqual([[21, 44], [1, 44]])
    expect(titles('')).toEqual([[0, 60]])
  })

  it.each(['已开展 1 场（41 人次）：', '中河街道：青年联谊会', '这是一句话。'])('%s is no heading', (line) => {
    expect(saying(rowsOf(`题\n\n${line}\n后`), line).bold).toBeUndefined()
  })

  it('is laid out whole: every sign once, in order, between the margins', () => {
    const part = fc.constantFrom('街道', '活动-2026-001', '，', '。', '（', '）', '……', 'WeCom', ' ', '\n', '\n\n', '二、本周活动\n', '2026年11月30日', 'x'.repeat(90), '好'.repeat(60), '<b>&"', '台账校验：1-1')
    fc.assert(fc.property(fc.array(part, { maxLength: 40 }), fc.boolean(), (parts, numbered) => {
      const text = `${numbered ? '简报\n第 1 期（总第 1 期）\n' : ''}${parts.join('')}`
      const words = wordsOf(rowsOf(text))
      expect(words.map((one) => one.text).join('').replace(/\s/g, '')).toBe(text.replace(/\s/g, ''))
      for (const one of words) {
        const [left, right] = edges(one)
        expect(left).toBeGreaterThanOrEqual(sheet.margin - 0.01)
        expect(right).toBeLessThanOrEqual(sheet.margin + across + 0.01)
      }
    }), { numRuns: 60 })
  })

  it('stands within its rows', () => {
    for (const row of rowsOf(bulletin(3))) for (const { y, size } of row.words) {
      expect(y - size * 0.9).toBeGreaterThanOrEqual(0)
      expect(y + size * 0.2).toBeLessThanOrEqual(row.height)
    }
  })
})

describe('a table', () => {
  const table = (head: string[], ...cells: string[][]) => rowsOf(['题', '', ...tableLines({ head, rows: cells })].join('\n')).filter((row) => row.boxes.length > 0).slice(1)

  it('has a cell below each head without saying it again, and rules around all', () => {
    const [head, ...rows] = table(['单位', '已开展', '人次'], ['中河街道', '已开展2场', '41人次'], ['白鹤街道', '已开展0场', ''])
    expect([head, ...rows].map((row) => row?.words.map(({ text }) => text).filter((text) => text !== ''))).toEqual([['单位', '已开展', '人次'], ['中河街道', '2场', '41'], ['白鹤街道', '0场']])
    expect(head?.boxes[0]).toMatchObject({ colour: 'pale', width: across })
    expect(rows[0]?.head?.words[0]?.text).toBe('单位')
    expect(rows[0]?.boxes.filter(({ width }) => width === across)).toHaveLength(1)
    expect(rows[0]?.boxes.filter(({ height }) => height === rows[0]?.height)).toHaveLength(4)
  })

  it('breaks long cells and gives them the room that others leave', () => {
    const rows = table(['单位', '说明'], ['中河街道', '很'.repeat(60)])
    expect(rows[1]?.words.filter(({ text }) => text.startsWith('很')).map(({ text }) => text).join('')).toBe('很'.repeat(60))
    for (const row of rows) for (const one of row.words) expect(edges(one)[1]).toBeLessThanOrEqual(sheet.margin + across)
    expect(rows[1]?.words.find(({ text }) => text === '中河街道')).toMatchObject({ x: sheet.margin + 14 })
  })

  it('of too many columns comes as lines', () => {
    const many = Array.from({ length: 14 }, (_, i) => `第${i}栏`)
    expect(table(many, many)).toEqual([])
    const texts = wordsOf(rowsOf(['题', '', ...tableLines({ head: many, rows: [many] })].join('\n'))).map(({ text }) => text).join('')
    expect(texts).toBe(`题第0栏：${many.slice(1).join('，')}`)
  })
})
