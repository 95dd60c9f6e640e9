import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { splitText } from '../../../src/channels/split.ts'
import { markdownOf } from '../../../src/channels/markdown.ts'
import { botBytes, longestMarkdown, longestPiece, withNames } from '../../../src/channels/wecomBot/words.ts'

const people = (count: number) => Array.from({ length: count }, (_, i) => ({ id: `u${i}`, name: `王敏${i}` }))

describe('Markdown', () => {
  test('line breaks show as line breaks, an empty line as an empty line', () => {
    expect(markdownOf('一\n二\n\n三\n')).toBe('一  \n二\n\n三\n')
  })
  test.each([['活动-2026-001'], ['时间：2026年11月20日 14:00'], ['']])('%j stays', (text) => expect(markdownOf(text)).toBe(text))
  test('signs that mean something are only seen', () => expect(markdownOf('# 甲\n*乙* <@wangmin> [x](http://y)')).not.toMatch(/[*<>[\]]|^#/))
  const nasty = fc.string({ unit: fc.constantFrom('*', '\n', '\t', '<', '_', '中', '😀', ' ', '#', '-', '~', '&', '1', '.', 'a'), maxLength: 400, size: 'max' })
  test('a piece is never longer than was measured, wherever it is cut', () =>
    fc.assert(
      fc.property(nasty, fc.integer({ min: 60, max: 300 }), (text, room) => {
        for (const piece of splitText(text, room, botBytes)) expect(Buffer.byteLength(markdownOf(piece))).toBeLessThanOrEqual(room)
      }),
      { numRuns: 100, endOnFailure: true },
    ))
  test('a bulletin of 12 000 characters makes two or three', () => {
    const pieces = splitText('中河街道：青年联谊会，十二人参加。\n'.repeat(710), longestPiece, botBytes)
    expect(pieces.length).toBeLessThanOrEqual(3)
  })
})

describe('names', () => {
  test('stand below the text, but not twice', () => {
    expect(withNames({ text: '请 @王敏0 报送', mentions: people(3) })).toBe('请 @王敏0 报送\n@王敏1 @王敏2')
    expect(withNames({ text: '请 @王敏0 报送', mentions: people(1) })).toBe('请 @王敏0 报送')
    expect(withNames({ text: '无', mentions: [] })).toBe('无')
  })
  test('only as many as there is room for', () => {
    const text = withNames({ text: '*'.repeat(longestPiece / 3), mentions: people(500) })
    expect(Buffer.byteLength(markdownOf(text))).toBeLessThanOrEqual(longestMarkdown)
    expect(text).toContain('@王敏0')
    expect(text).not.toContain('@王敏499')
  })
})
