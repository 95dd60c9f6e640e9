import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { sameSecret } from '../../src/domain/secret.ts'

describe('the same secret', () => {
  test.each([['abc', 'abc', true], ['abc', 'abd', false], ['abc', 'ab', false], ['ab', 'abc', false], ['口令', '口令', true], ['ABC', 'abc', false], ['abc ', 'abc', false]])('%s, %s: %s', (a, b, yes) =>
    expect(sameSecret(a, b)).toBe(yes))
  test.each([[undefined, undefined], ['', ''], [undefined, 'abc'], ['abc', undefined], ['', 'abc'], ['', undefined], [undefined, '']])('nothing is never right: %s, %s', (a, b) =>
    expect(sameSecret(a, b)).toBe(false))
  it('holds for all texts', () => fc.assert(fc.property(fc.string({ minLength: 1 }), fc.string({ minLength: 1 }), (a, b) => sameSecret(a, b) === (a === b) && sameSecret(a, a))))
})
