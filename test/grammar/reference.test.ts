import { describe, expect, it } from 'vitest'
import { fold } from '../../src/grammar/fold.ts'
import { withNumber } from '../../src/grammar/reference.ts'

describe('words for a record without its number', () => {
  it.each([
    ['刚才那条改成45人', '改成45人'], ['刚刚那个人数改成15', '人数改成15'], ['我刚才发的那条作废', '作废'], ['刚才的活动改到29号', '改到29号'], ['上一条，地点改到文化站', '地点改到文化站'], ['前一条作废', '作废'],
    ['那场活动改到29号', '改到29号'], ['这条任务完成了', '完成了'], ['刚才那条', ''],
  ])('%s', (said, rest) => expect(withNumber(fold(said), '活动-2026-001')).toBe(`活动-2026-001${rest}`))

  it.each(['刚才开会说的事', '上周的活动改到29号', '上次活动人数', '把刚才那条改了', '这个月搞了几场', '那么多人', ''])('%s has none', (said) => expect(withNumber(fold(said), '活动-2026-001')).toBeUndefined())
})
