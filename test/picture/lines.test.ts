import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { breakLines } from '../../src/picture/lines.ts'

const measure = (sign: string): number => (/[ -~]/.test(sign) ? 1 : 2)
const widthOf = (text: string): number => [...text.trimEnd()].reduce((sum, sign) => sum + measure(sign), 0)
const lines = (text: string, room = 20, indent = 0) => breakLines(text, { room, indent, measure }).map((line) => line.text)

describe('lines', () => {
  it.each([
    ['short', '好', ['好']],
    ['nothing', '', ['']],
    ['a comma does not begin a line', '一二三四五六七八九十，后', ['一二三四五六七八九', '十，后']],
    ['nor do a bracket and a stop together', '一二三四五六七八九（十）。后', ['一二三四五六七八九', '（十）。后']],
    ['an opening sign does not end one', '一二三四五六七八九“引”', ['一二三四五六七八九', '“引”']],
    ['a number stays whole', '见一二三四五（活动-2026-001）', ['见一二三四五', '（活动-2026-001）']],
    ['a day stays with its figure', '一二三四五六七八2026年', ['一二三四五六七八', '2026年']],
    ['dots stay together and with their word', '一二三四五六七八九好……', ['一二三四五六七八九', '好……']],
    ['words are parted at blanks, which hang', 'abcdefghij klmnopqrst uv', ['abcdefghij ', 'klmnopqrst uv']],
    ['what is wider than a line is cut', 'abcdefghijklmnopqrstuvwxyz', ['abcdefghijklmnopqrst', 'uvwxyz']],
  ])('%s', (_what, text, expected) => expect(lines(text)).toEqual(expected))

  it('the first is shorter by the indent', () => expect(lines('一二三四五六七八九十', 20, 4)).toEqual(['一二三四五六七八', '九十']))

  it('hold every sign once and in order, within the room', () => {
    const words = fc.constantFrom('街道', '，', '。', '（', '）', '……', '——', '活动-2026-001', '2026年', 'WeCom', ' ', '  ', '“', '”', '35人', 'é', '㎡', '!', 'x'.repeat(30), '，'.repeat(12))
    fc.assert(fc.property(fc.array(fc.oneof(words, fc.string()), { maxLength: 40 }), fc.integer({ min: 8, max: 60 }), fc.integer({ min: 0, max: 4 }), (parts, room, indent) => {
      const text = parts.join('')
      const made = breakLines(text, { room, indent, measure })
      expect(made.map((line) => line.text).join('')).toBe(text)
      for (const [i, { text: own, width }] of made.entries()) {
        expect(width).toBe(widthOf(own))
        expect(width).toBeLessThanOrEqual(room - (i === 0 ? indent : 0))
      }
    }), { numRuns: 300 })
  })

  it('never begin with a closing sign nor end with an opening one, where a line has room for both', () => {
    const words = fc.constantFrom('街', '道', '，', '。', '（', '）', '“', '”', '《', '》', '、', '36人')
    fc.assert(fc.property(fc.array(words, { maxLength: 60 }), (parts) => {
      const text = parts.join('').replace(/[，。、）”》（“《]{2,}/g, (run) => run.slice(0, 1))
      const made = lines(text)
      for (const line of made.slice(1)) expect(line).not.toMatch(/^[，。、）”》]/)
      for (const line of made.slice(0, -1)) expect(line).not.toMatch(/[（“《]$/)
    }))
  })
})
