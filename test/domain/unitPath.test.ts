import { describe, expect, test } from 'vitest'
import { lastPart, lineage, parentPath, within } from '../../src/domain/unitPath.ts'

const street = '浙江省/宁波市/鄞州区/中河街道'

test('its parts and what is above', () => {
  expect(lastPart(street)).toBe('中河街道')
  expect(lastPart('浙江省')).toBe('浙江省')
  expect(parentPath(street)).toBe('浙江省/宁波市/鄞州区')
  expect(parentPath('浙江省')).toBeUndefined()
})

test('the line from the top down to it', () => {
  expect(lineage(street)).toEqual(['浙江省', '浙江省/宁波市', '浙江省/宁波市/鄞州区', street])
  expect(lineage('浙江省')).toEqual(['浙江省'])
})

describe('within', () => {
  test.each([
    [street, street, true],
    [street, '浙江省', true],
    ['浙江省', street, false],
    // A name that only begins alike.
    ['浙江省/宁波市2', '浙江省/宁波市', false],
    [street, '', false],
  ])('%s in %s: %s', (path, top, is) => expect(within(path, top)).toBe(is))
})
