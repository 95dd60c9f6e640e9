import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { escapeMarkdown, markdownBytes, markdownOf, writtenBytes } from '../../src/channels/markdown.ts'
import { splitText } from '../../src/channels/split.ts'
import { blocksOf, tableLines } from '../../src/domain/table.ts'

const withoutNumbers = (pieces: string[]) => pieces.map((piece) => piece.replace(/（\d+\/\d+）$/, ''))

describe('splitText', () => {
  it('leaves a short text alone', () => {
    expect(splitText('第一行\n第二行', 2048)).toEqual(['第一行\n第二行'])
  })

  it('cuts at line ends and numbers the pieces in order', () => {
    const lines = Array.from({ length: 100 }, (_, i) => `第${i}行：${'字'.repeat(20)}`)
    const pieces = splitText(lines.join('\n'), 2048)
    expect(pieces.length).toBeGreaterThan(3)
    expect(pieces[0]).toMatch(/（1\/\d+）$/)
    expect(withoutNumbers(pieces).join('\n')).toBe(lines.join('\n'))
  })

  it('never cuts inside a character, and keeps every byte limit', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 3000 }), fc.integer({ min: 64, max: 300 }), (text, maxBytes) => {
        const pieces = splitText(text, maxBytes)
        for (const piece of pieces) expect(Buffer.byteLength(piece)).toBeLessThanOrEqual(maxBytes)
        const whole = pieces.length === 1 ? pieces[0] : withoutNumbers(pieces).join('')
        expect(whole?.replaceAll('\n', '')).toBe(text.replaceAll('\n', ''))
      }),
    )
  })

  it('keeps the limit of a channel that writes a text longer than it is', () => {
    const noisy = fc.array(fc.constantFrom('字', '<', '>', '*', '_', '# ', '- ', '~~', '&amp;', '1. ', '\t', '    ', '\n', 'a', '=', '[x](y)'), { maxLength: 600 }).map((parts) => parts.join(''))
    fc.assert(
      fc.property(noisy, fc.integer({ min: 64, max: 300 }), (text, maxBytes) => {
        for (const piece of splitText(text, maxBytes, markdownBytes)) expect(Buffer.byteLength(escapeMarkdown(piece))).toBeLessThanOrEqual(maxBytes)
      }),
    )
  })
})

describe('a table', () => {
  const head = ['单位', '已开展', '人次']
  const rows = Array.from({ length: 40 }, (_, i) => [`第${i}街道`, `已开展${i}场`, i % 3 === 0 ? '' : `${i}人次`])
  const text = ['活动统计', ...tableLines({ head, rows }), '……共41个'].join('\n')

  it('has its head in every piece and each row once, in order', () => {
    const pieces = splitText(text, 300)
    const tables = pieces.flatMap((piece) => blocksOf(piece).filter((block) => typeof block !== 'string'))
    expect(pieces.length).toBeGreaterThan(4)
    expect(tables.length).toBe(pieces.length)
    expect(tables.map((table) => table.head)).toEqual(tables.map(() => head))
    expect(tables.flatMap((table) => table.rows)).toEqual(rows)
    for (const [i, piece] of pieces.entries()) {
      expect(Buffer.byteLength(piece)).toBeLessThanOrEqual(300)
      // The number is no cell.
      expect(blocksOf(piece).at(-1)).toContain(`（${i + 1}/${pieces.length}）`)
    }
  })

  it('that no piece can hold with its head is told in lines', () => {
    const long = tableLines({ head: ['单'.repeat(30), '数'], rows: [['甲', '1'], ['乙', '2']] }).join('\n')
    expect(withoutNumbers(splitText(long, 64)).join('\n')).toBe('甲：1\n乙：2')
  })

  it('as Markdown is never longer than was measured', () => {
    const cell = fc.string({ unit: fc.constantFrom('中', '|', '*', '1', '.', 'a', '-', ' '), maxLength: 12 })
    const table = fc.array(fc.tuple(cell, cell, cell), { minLength: 1, maxLength: 30 }).map((cells) => tableLines({ head: ['单位', '数|', '人次'], rows: cells }).join('\n'))
    fc.assert(fc.property(table, fc.integer({ min: 100, max: 500 }), (said, maxBytes) => {
      for (const piece of splitText(`头\n${said}\n尾`, maxBytes, writtenBytes)) expect(Buffer.byteLength(markdownOf(piece))).toBeLessThanOrEqual(maxBytes)
    }))
  })
})
