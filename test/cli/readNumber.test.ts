import { describe, expect, test } from 'vitest'
import { readNumber } from '../../src/cli/readNumber.ts'

describe('within its bounds', () => {
  test.each([['0', 0], ['0.5', 0.5], [' 60 ', 60], ['1e2', 100]])('%j', (text, number) => expect(readNumber('minutes', text, { least: 0, most: 100, example: 9 })).toBe(number))
  test('both of them', () => {
    expect(readNumber('minutes', '1', { least: 1, example: 9 })).toBe(1)
    expect(readNumber('minutes', '9', { least: 1, most: 9, example: 9 })).toBe(9)
  })
})

describe('anything else is told with a number that works', () => {
  test.each(['', ' ', '-1', '0', '10', 'NaN', 'Infinity', '五', '1分钟'])('%j', (text) =>
    expect(() => readNumber('minutes', text, { least: 1, most: 9, example: 5 })).toThrow(`--minutes 应是 1 到 9 的数，例：--minutes 5，收到：${text}`))
  test('where there is no upper bound', () => expect(() => readNumber('seed', '-1', { least: 0, example: 7 })).toThrow('--seed 应是不小于 0 的数，例：--seed 7，收到：-1'))
})
