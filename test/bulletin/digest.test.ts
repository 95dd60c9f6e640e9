import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { digest } from '../../src/bulletin/digest.ts'

describe('digest of a long text', () => {
  it('leaves a short text as it is, on one line', () => {
    expect(digest('完成班子增配。\n  开展活动2场。')).toBe('完成班子增配。 开展活动2场。')
  })

  it('takes whole sentences while they fit', () => {
    expect(digest('第一句话。第二句话！第三句话很长很长很长。', 12)).toBe('第一句话。第二句话！……')
  })

  it('cuts a sentence that is too long at a comma', () => {
    expect(digest(`${'一'.repeat(8)}，${'二'.repeat(20)}。`, 12)).toBe(`${'一'.repeat(8)}……`)
  })

  it('cuts a text without any sign where it must', () => {
    expect(digest('一'.repeat(50), 12)).toBe(`${'一'.repeat(12)}……`)
  })

  it('does not cut at a comma right at the beginning', () => {
    expect(digest(`一，${'二'.repeat(50)}`, 12)).toBe(`一，${'二'.repeat(10)}……`)
  })

  it('never cuts a sign in two', () => {
    expect(digest(`${'一'.repeat(11)}😀${'二'.repeat(20)}`, 12)).toBe(`${'一'.repeat(11)}……`)
  })

  it('never invents: what it gives stands at the beginning of the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('一', '，', '。', '！', ' ', '\n', 'a', '😀', '；') }), fc.integer({ min: 5, max: 60 }), (text, limit) => {
        const line = text.replace(/\s*\n\s*/g, ' ').replace(/\s{2,}/g, ' ').trim()
        const short = digest(text, limit)
        expect(short.length).toBeLessThanOrEqual(Math.max(limit + 2, 0))
        expect(line.startsWith(short.replace(/……$/, ''))).toBe(true)
        expect(short === line || short.endsWith('……')).toBe(true)
      }),
    )
  })
})
