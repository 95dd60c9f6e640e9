import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { firstToken, tokenise } from '../../../src/grammar/values/tokens.ts'
import { processorTime } from '../../support/effort.ts'

describe('the first token', () => {
  it('is what the whole begins with; of what is unknown it may be less', () => {
    const pieces = ['11', '月', '20', '日', '下周', '五', '至', '至今', '前', '晚', '初十', '几', '百百', '约', ':', '.', ' ', '甲', '联谊会', '😀', 'a']
    fc.assert(fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 6 }).map((some) => some.join('')), (text) => {
      const [first, whole] = [firstToken(text), tokenise(text)[0]]
      if (first?.t === 'unknown') expect([whole?.t, whole?.gap, whole?.text.startsWith(first.text)]).toEqual(['unknown', first.gap, true])
      else expect(first).toEqual(whole)
    }))
  })

  it('does not look at what follows', () => {
    const long = `11月${'甲'.repeat(100_000)}`
    // The least of three: the garbage of before does not count.
    const first = Math.min(...[0, 1, 2].map(() => processorTime(() => firstToken(long))))
    expect(10 * first).toBeLessThan(processorTime(() => tokenise(long)))
  })
})
