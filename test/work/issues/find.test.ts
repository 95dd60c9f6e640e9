import { describe, expect, it } from 'vitest'
import { issuesBack, readIssue } from '../../../src/work/issues/find.ts'

describe('what people call an issue', () => {
  it.each([
    ['16', { issue: 16 }],
    ['第16期', { issue: 16 }],
    ['第 16 期', { issue: 16 }],
    ['１６', { issue: 16 }],
    ['16期', { issue: 16 }],
    ['第十六期', { issue: 16 }],
    ['总第33期', { total: 33 }],
    ['總第33期', { total: 33 }],
    ['2026年第3期', { issue: 3, year: 2026 }],
    ['简报-2026-016', { ref: '简报-2026-016' }],
    ['简报-2026-16', { ref: '简报-2026-016' }],
    ['简报2026-16', { ref: '简报-2026-016' }],
  ])('%s', (said, meant) => {
    expect(readIssue(said)).toMatchObject(meant)
  })

  it.each(['', '头版', '第期', '-1', '0', '第0期', '16.5', '任务-2026-016', '第16期简报怎么样', '2026-11-20'])('%s is none', (said) => {
    expect(readIssue(said)).toBeUndefined()
  })
})

describe('how far back', () => {
  it.each([['上一期', 1], ['上期', 1], ['上 期', 1], ['前一期', 1], ['上上期', 2], ['上上一期', 2], ['最近一期', 0], ['最新', 0], ['本期', 0], ['这一期', 0], ['上一期简报', 1]])('%s', (said, back) => expect(issuesBack(said)).toBe(back))

  it.each(['', '16', '第16期', '上', '上一', '下一期', '上半年', '上周', '期'])('%s says nothing of it', (said) => expect(issuesBack(said)).toBeUndefined())
})
