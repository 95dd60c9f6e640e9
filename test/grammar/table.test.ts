/** Tables pasted from documents: labels beside values, or above them. */
import { describe, expect, it } from 'vitest'
import { understand } from '../../src/grammar/parse.ts'
import { loadParts } from '../../src/parts.ts'
import { at } from './support.ts'

const product = { ...at, registry: (await loadParts()).registry }
function read(text: string) {
  const found = understand({ text }, product)
  if (found.kind !== 'command') return found.kind
  const kept = Object.fromEntries(Object.entries(found.raw).map(([key, value]) => [found.command.fields[key]?.label ?? key, value]))
  return { ...kept, ...(found.problems.length > 0 ? { wrong: found.problems.map(({ said }) => said) } : {}), ...(found.missing.length > 0 ? { missing: found.missing.map(({ label }) => label) } : {}) }
}

const brief = { 主题: '读书会', 时间: '11月20日14：00', 地点: '青年 中心' }

describe('a pasted table', () => {
  it.each([
    '【活动】\n主题\t读书会\n时间\t11月20日14：00\n地点\t青年 中心',
    '/活动\n活动名称\t时间\t地点\n读书会\t11月20日14：00\t青年 中心',
    '/活动 | 主题 | 读书会 |\n| 时间 | 11月20日14：00 |\n| 地点 | 青年 中心 |',
    '/活动\n| 主题 | 时间 | 地点 |\n| --- | :-: | --- |\n| 读书会 | 11月20日14：00 | 青年 中心 |',
    '/活动\n｜主题｜读书会｜\n｜时间｜11月20日14：00｜\n｜地点｜青年 中心｜',
    '/活动\n项目\t内容\n主题\t读书会\n时间\t11月20日14：00\n地点\t青年 中心',
  ])('%j', (text) => expect(read(text)).toEqual(brief))

  it('of several rows of values is none: what is too much is told', () => {
    expect(read('/活动\n主题\t时间\n读书会\t11月20日\n歌会\t11月21日')).toHaveProperty('wrong')
    expect(read('/活动\n读书会\t11月20日\t青年中心\n歌会\t11月21日\t礼堂')).toHaveProperty('wrong')
  })

  it.each([
    ['/活动 读书会\t11月20日14：00\t青年中心', { 主题: '读书会', 时间: '11月20日14：00', 地点: '青年中心' }],
    ['/周报 进展情况:分工|张三|李四\n问题:没有', { 进展情况: '分工|张三|李四', 问题: '没有' }],
    ['/任务 标题:名册|台账 截止:12月1日', { 标题: '名册|台账', 截止: '12月1日' }],
    ['/通知 标题:分组 内容:名单\n一组\t张三\n二组\t李四', { 标题: '分组', 内容: '名单\n一组\t张三\n二组\t李四' }],
  ])('%j is as it was', (text, expected) => expect(read(text)).toEqual(expected))

  it.each(['活动名称\t时间\n读书会\t11月20日', '| 主题 | 读书会 |\n| 时间 | 11月20日 |', '【分工】\n主题\t张三\n时间\t周五'])('%j without a command is chat', (text) => expect(read(text)).toBe('silence'))
})
