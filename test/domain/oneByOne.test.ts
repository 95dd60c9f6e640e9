import { expect, it } from 'vitest'
import { oneByOne } from '../../src/domain/oneByOne.ts'

it('begins what is handed in when what was before it has ended, answers each its own, and a failure stops nobody', async () => {
  const inTurn = oneByOne()
  const seen: string[] = []
  const piece = (name: string) => async () => {
    seen.push(`${name} begins`)
    await Promise.resolve()
    seen.push(`${name} ends`)
    if (name === 'b') throw new Error('b')
    return name
  }
  const done = await Promise.allSettled(['a', 'b', 'c'].map((name) => inTurn(piece(name))))
  expect(seen).toEqual(['a begins', 'a ends', 'b begins', 'b ends', 'c begins', 'c ends'])
  expect(done.map((one) => (one.status === 'fulfilled' ? one.value : 'failed'))).toEqual(['a', 'failed', 'c'])
  expect(await inTurn(piece('d'))).toBe('d')
})
