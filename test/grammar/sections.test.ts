/** A long report with headings of its own: each section where it belongs, nothing lost. */
import { describe, expect, it } from 'vitest'
import { understand } from '../../src/grammar/parse.ts'
import { loadParts } from '../../src/parts.ts'
import { at } from './support.ts'

const product = { ...at, registry: (await loadParts()).registry }
function read(text: string) {
  const found = understand({ text }, product)
  if (found.kind !== 'command') return found.kind
  const kept = Object.fromEntries(Object.entries(found.raw).map(([key, value]) => [found.command.fields[key]?.label ?? key, value]))
  return { ...kept, ...(found.problems.length > 0 ? { wrong: found.problems.map(({ said }) => said) } : {}) }
}

const report = { 进展情况: '1.召开联席会议。\n2.慰问3户，3000元。', 问题: '场地不足', 建议: '发文' }

describe('headings on lines of their own', () => {
  it.each([
    '/周报\n一、工作进展\n1.召开联席会议。\n2.慰问3户，3000元。\n二、存在问题\n场地不足\n三、意见建议\n发文',
    '【周报】\n（一）本周主要工作\n1.召开联席会议。\n2.慰问3户，3000元。\n（二）存在的主要问题及困难\n场地不足\n（三）工作建议：\n发文',
    '【周报】\n工作开展情况\n1.召开联席会议。\n2.慰问3户，3000元。\n存在的困难：场地不足\n【建议】\n发文',
    '/周报 一、进展情况：1.召开联席会议。\n2.慰问3户，3000元。\n二、目前存在的困难：场地不足\n三、建议：发文',
    '/周报\n第一部分 工作进展情况\n1.召开联席会议。\n2.慰问3户，3000元。\n第二部分 困难和问题\n场地不足\n第三部分 建议\n发文',
  ])('%j', (text) => expect(read(text)).toEqual(report))

  it('of which one has no field stays in the first section, with its text; one that comes again stays where it is', () => {
    expect(read('/周报\n一、工作进展\n开会\n二、存在问题\n场地不足\n三、下一步打算\n迎新晚会')).toEqual({ 进展情况: '开会\n三、下一步打算\n迎新晚会', 问题: '场地不足' })
    expect(read('【周报】\n进展：开会\n困难：场地不足\n下周计划：迎新晚会')).toEqual({ 进展情况: '开会\n下周计划：迎新晚会', 问题: '场地不足' })
    expect(read('/周报\n一、工作进展\n开会\n二、问题\n场地不足\n三、困难\n没有专职')).toEqual({ 进展情况: '开会', 问题: '场地不足\n三、困难\n没有专职' })
  })

  it('a title above them stays with the first; a week stands for itself', () => {
    expect(read('/周报\n宁波市第47周工作动态\n一、工作进展\n开会\n二、存在问题\n场地不足')).toEqual({ 进展情况: '宁波市第47周工作动态\n开会', 问题: '场地不足' })
    expect(read('/周报 上周\n一、工作进展\n开会\n二、存在问题\n场地不足')).toEqual({ 周: '上周', 进展情况: '开会', 问题: '场地不足' })
  })

  it.each(['/周报 工作进展\n完成班子增配\n问题\n缺人', '【周报】\n工作进展\n完成班子增配\n问题\n缺人', '/周报\n进展情况\n完成班子增配\n存在问题\n缺人'])('that are labels themselves are no part of their sections: %j', (text) =>
    expect(read(text)).toEqual({ 进展情况: '完成班子增配', 问题: '缺人' }))

  it('of a handover', () => expect(read('/交接\n一、已办事项\n联谊会\n二、未办事项\n挂牌')).toEqual({ 已办: '联谊会', 未办: '挂牌' }))
})

describe('what is no heading', () => {
  it.each([
    ['/周报 一切顺利\n困难群众慰问了3户\n问题不大', '一切顺利\n困难群众慰问了3户\n问题不大'],
    ['/周报 走访\n问题\n都解决了', '走访\n问题\n都解决了'],
    ['/周报 一、召开会议\n二、走访企业\n三、慰问老人', '一、召开会议\n二、走访企业\n三、慰问老人'],
    ['/周报 1、问题收集\n2、建议汇总', '1、问题收集\n2、建议汇总'],
  ])('%j', (text, 进展情况) => expect(read(text)).toEqual({ 进展情况 }))

  it('in the only long text of a command', () => {
    expect(read('/任务 标题:年报 截止:12月1日 说明:分工如下\n一、工作内容\n填表\n二、工作要求\n盖章')).toEqual({ 标题: '年报', 截止: '12月1日', 说明: '分工如下\n一、工作内容\n填表\n二、工作要求\n盖章' })
  })

  it('nor is a head in brackets within a long text a second form', () => {
    expect(read('【通知】\n标题:元旦安排\n内容:如下\n【活动】\n时间：12月31日\n地点：礼堂')).toMatchObject({ 内容: '如下\n【活动】\n时间：12月31日\n地点：礼堂' })
  })

  it.each(['【周报】\n大家尽快交', '【周报】\n一、抓紧报\n二、不要晚', '【工作动态】\n本周问题很多'])('a head above no section is chat: %j', (text) => expect(read(text)).toBe('silence'))
})
