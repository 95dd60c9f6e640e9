import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createLimits, perHour, perMinute } from './limits.ts'

describe('limits', () => {
  it('over a window the sender is blocked as long as the window is, from the refusal on', () => {
    let now = 0
    const limits = createLimits(() => now)
    const send = (at: number) => {
      now = at
      return limits('a', [perMinute(2)])
    }
    expect([0, 0, 50_000, 61_000, 109_999, 110_000].map(send)).toEqual([true, true, false, false, false, true])
  })

  it('the longer window counts as well, and blocks longer', () => {
    let now = 0
    const limits = createLimits(() => now)
    const send = (at: number) => {
      now = at
      return limits('a', [perMinute(2), perHour(3)])
    }
    expect([0, 0, 60_000, 120_000, 3_600_001, 3_720_000].map(send)).toEqual([true, true, true, false, false, true])
  })

  it('senders do not share', () => {
    const limits = createLimits(() => 0)
    expect([limits('a', [perMinute(1)]), limits('b', [perMinute(1)]), limits('a', [perMinute(1)])]).toEqual([true, true, false])
  })

  it('never lets more through in any window', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(30_000), { maxLength: 40 }), fc.integer({ min: 1, max: 4 }), (gaps, max) => {
        let now = 0
        const limits = createLimits(() => now)
        const sent: number[] = []
        for (const gap of gaps) {
          now += gap
          if (limits('a', [perMinute(max)])) sent.push(now)
        }
        for (const at of sent) expect(sent.filter((one) => one > at - 60_000 && one <= at).length).toBeLessThanOrEqual(max)
      }),
    )
  })
})
