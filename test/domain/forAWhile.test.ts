import { describe, expect, test } from 'vitest'
import { forAWhile } from '../../src/domain/forAWhile.ts'

/** Makes 1, 2, 3 … each time it is asked anew. */
function counting(fails: readonly number[] = []) {
  let made = 0
  return forAWhile(10, async () => {
    made++
    if (fails.includes(made)) throw new Error(`no ${made}`)
    return made
  })
}

describe('a value kept for a while', () => {
  test('is made anew when its time is over, and not before', async () => {
    const ask = counting()
    expect([await ask(100), await ask(109), await ask(110), await ask(119), await ask(120)]).toEqual(
      [{ value: 1, at: 100 }, { value: 1, at: 100 }, { value: 2, at: 110 }, { value: 2, at: 110 }, { value: 3, at: 120 }])
  })
  test('is made once for all who ask at the same time', async () => {
    const ask = counting()
    expect((await Promise.all([ask(100), ask(100), ask(105)])).map(({ value }) => value)).toEqual([1, 1, 1])
  })
  test('is not kept when it could not be made', async () => {
    const ask = counting([1])
    const both = await Promise.allSettled([ask(100), ask(100)])
    expect(both.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
    expect(await ask(101)).toEqual({ value: 2, at: 101 })
  })
  test('is made anew when the clock was set back', async () => {
    const ask = counting()
    await ask(100)
    expect(await ask(99)).toEqual({ value: 2, at: 99 })
  })
})
