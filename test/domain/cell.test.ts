import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { plainCell } from '../../src/domain/cell.ts'

describe('a cell', () => {
  test.each(['=1+1', '=HYPERLINK("http://evil.example","点")', '+1', '-1+1', '@SUM(A1)', '\t=1', '\r=1', '\n=1', ' =1', '＝1', '＋1', '－1', '＠SUM', '\u0000=1', '\u200b=1', "=cmd|'/c calc'!A0"])('%j is kept from being run', (text) =>
    expect(plainCell(text)).toBe(`'${text}`))
  test.each(['', '青年联谊会', '活动-2026-001', '35人', 'a=b', "'=1", '2026-11-20', '（-5）', ' 前有空格', '浙江省/宁波市'])('%j stays', (text) => expect(plainCell(text)).toBe(text))
  it('is safe whatever was typed, and loses nothing', () =>
    fc.assert(fc.property(fc.string({ unit: 'binary' }), fc.constantFrom('', '=', '+', '-', '@', '\t', '\r'), (rest, head) => {
      const cell = plainCell(head + rest)
      return !/^[=+\-@\t\r]/.test(cell) && cell.endsWith(head + rest) && cell.length <= head.length + rest.length + 1
    })))
})
