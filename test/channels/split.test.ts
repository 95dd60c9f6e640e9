import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { escapeMarkdown, markdownBytes } from '../../src/channels/markdown.ts'
import { splitText } from '../../src/channels/split.ts'

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
