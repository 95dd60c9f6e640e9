/** Plain questions to the real commands (S33), as people ask them. */
import { describe, expect, it } from 'vitest'
import { readFileSync } from 'node:fs'
import { understand } from '../../src/grammar/parse.ts'
import { valueContext } from '../../src/grammar/values/index.ts'
import { loadParts } from '../../src/parts.ts'
import { instant } from '../../src/domain/time.ts'

const { registry } = await loadParts()
const now = instant('2026-11-21', '10:00')
const ask = (text: string) => {
  const read = understand({ text, private: true }, { registry, botNames: ['团讯'], fields: { values: valueContext(now) } })
  return read.kind === 'command' && read.via === 'question' ? [read.command.name, { ...read.raw, ...(read.unit ? { 单位: read.unit } : {}) }] : read.kind
}

describe('a question in private', () => {
  it.each([
    ['本月搞了几场活动', '统计', { what: '活动', period: '本月' }],
    ['请问今年一共开展了多少次活动？', '统计', { what: '活动', period: '今年' }],
    ['本月中河街道搞了几场活动', '统计', { what: '活动', period: '本月', 单位: '中河街道' }],
    ['中河街道上个月办过多少场活动呢', '统计', { what: '活动', period: '上个月', 单位: '中河街道' }],
    ['谁还没交周报', '欠报', {}],
    ['哪些街道还没交周报？', '欠报', {}],
    ['上周还有哪些市没报周报', '欠报', { week: '上周' }],
    ['宁波还有谁没交周报', '欠报', { 单位: '宁波' }],
    ['上周周报谁没交', '欠报', { week: '上周' }],
    ['现在谁是轮值主席', '轮值', {}],
    ['我还有哪些事要办', '待办', {}],
  ])('%s', (text, command, raw) => expect(ask(text)).toEqual([command, raw]))

  it('中河街道进度怎么样', () => expect(ask('中河街道进度怎么样')).toEqual(['进度', { units: '中河街道' }]))

  it.each(['今天天气怎么样', '本月吃了几次饭', '谁还没吃饭', '周报怎么写', '活动', '主席好'])('%s is none', (text) => {
    expect(typeof ask(text)).toBe('string')
  })

  it('of the ordinary chat only the lines that ask just these things', () => {
    const lines = readFileSync(new URL('fixtures/chat.txt', import.meta.url), 'utf8').split('\n').filter((line) => line !== '' && !line.startsWith('//'))
    const taken = lines.filter((line) => typeof ask(line) !== 'string')
    expect(taken.sort()).toEqual(['中河街道进度怎么样', '任务-2026-004是谁的', '本月搞了几场活动', '现在谁是轮值主席', '谁是轮值主席', '谁还没交周报', '轮值表发一下', '周报谁交了', '谁来轮值', '请问培训几号', '请问会议在哪里开', '在哪集合', '几点集合', '会议改到几点了？', '通知收到了吗', '进度怎么样了'].sort())
  })
})
