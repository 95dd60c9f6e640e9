import { describe, expect, it } from 'vitest'
import { understand } from '../../src/grammar/parse.ts'
import { at, shown } from './support.ts'

const ask = (text: string) => understand({ text }, at)

describe('plain questions', () => {
  it.each([
    ['@团讯 中河街道进度怎么样', '进度', { 单位: '中河街道' }],
    ['@团讯 中河街道的进度如何？', '进度', { 单位: '中河街道' }],
    ['@团讯 请问中河街道进度怎么样呀？谢谢', '进度', { 单位: '中河街道' }],
    ['@团讯 查一下中河街道进度', '进度', { 单位: '中河街道' }],
    ['中河街道進度怎麼樣？ @团讯', '进度', { 单位: '中河街道' }],
    ['@团讯 谁还没交周报', '欠报', {}],
    ['@团讯 还有谁没交周报呢', '欠报', {}],
    ['@团讯 麻烦看一下谁没报周报？', '欠报', {}],
    ['@团讯 本月搞了几场活动', '统计', { 类别: '活动', 时间: '2026-11-01/2026-11-30' }],
    ['@团讯 上周办了多少次活动？', '统计', { 类别: '活动', 时间: '2026-11-09/2026-11-15' }],
    ['@团讯 现在谁是轮值主席', '轮值', {}],
    ['@团讯 请问 目前 谁是 轮值主席 吗？', '轮值', {}],
  ])('%j', (text, command, fields) => {
    const understood = ask(text)
    expect(understood).toMatchObject({ kind: 'command', via: 'question', command: { name: command }, missing: [], problems: [] })
    expect(shown(understood)).toEqual(fields)
  })

  it('count only when the bot is asked', () => {
    expect(ask('中河街道进度怎么样')).toEqual({ kind: 'silence' })
    expect(understand({ text: '中河街道进度怎么样', private: true }, at)).toMatchObject({ via: 'question' })
  })

  it.each(['@团讯 中河街道进度怎么样我不知道', '@团讯 你知道谁是轮值主席的司机', '@团讯 /统计 活动 本月'])('%j is no such question', (text) => {
    const understood = ask(text)
    expect(understood.kind === 'command' ? understood.via : understood.kind).not.toBe('question')
  })
})
