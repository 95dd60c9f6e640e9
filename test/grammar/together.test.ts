/** What must not vanish in the value before it: a second number, a head count with brackets, a day of the lunar calendar. */
import { describe, expect, it } from 'vitest'
import { understand } from '../../src/grammar/parse.ts'
import { loadParts } from '../../src/parts.ts'
import { at, atHome } from './support.ts'

const product = { ...at, registry: (await loadParts()).registry }
function read(text: string, message = {}) {
  const found = understand({ text, ...message }, product)
  if (found.kind !== 'command') return found.kind
  const kept = Object.fromEntries(Object.entries(found.raw).map(([key, value]) => [found.command.fields[key]?.label ?? key, value]))
  return { ...kept, ...(found.problems.length > 0 ? { wrong: found.problems.map(({ field, said }) => `${field?.label}=${said}`) } : {}), ...(found.missing.length > 0 ? { missing: found.missing.map(({ label }) => label) } : {}) }
}

describe('two records in one command', () => {
  it.each([
    ['/完成 任务1、任务2', '任务1、任务2'], ['/完成 任务1 任务2', '任务1、任务2'], ['/完成 任务1和任务2', '任务1和任务2'], ['/完成 任务4、5', '任务4、5'], ['/完成 任务1 任务2 都办完了', '任务1、任务2'],
    ['/作废 活动1、活动2 重复', '活动1、活动2'], ['/取消活动 活动1，活动2 台风', '活动1、活动2'],
  ])('%s', (text, said) => expect(read(text)).toMatchObject({ wrong: [`编号=${said}`] }))

  it.each([
    ['/更正 活动1 改到29号', { 编号: '活动1', 更正内容: '改到29号' }], ['/作废 任务4 与任务5重复', { 编号: '任务4', 原因: '与任务5重复' }], ['/完成 任务4 12户', { 编号: '任务4', 说明: '12户' }], ['/完成 任务4 12', { 编号: '任务4', 说明: '12' }],
    ['/完成 任务4，3场都办了', { 编号: '任务4', 说明: '3场都办了' }], ['/作废 活动1 活动2已有', { 编号: '活动1', 原因: '活动2已有' }],
  ])('not %s', (text, expected) => expect(read(text)).toEqual(expected))

  it('is told which to send', () => {
    expect(understand({ text: '/完成 任务1、任务2' }, product)).toMatchObject({ problems: [{ complaint: '一次只办一条，“任务1”和“任务2”都还没有办，请分开发：先发 /完成 任务1，再发 /完成 任务2' }] })
  })
})

describe('a head count', () => {
  it.each([
    ['30+5人', '30+5人'], ['30（团员20）', '30（团员20）'], ['35人（含老师5人）', '35人（含老师5人）'], ['35人（全是团员）', '35人（全是团员）'],
  ])('%s is none that is exact, and no part of the place', (said, wrong) => expect(read(`/活动 公益跑 12月27日 院士公园 ${said}`)).toEqual({ 主题: '公益跑', 时间: '12月27日', 地点: '院士公园', wrong: [`人数=${wrong}`] }))

  it('says of more that more was said, and is no part of the place', () => {
    expect(read('/活动 公益跑 12月27日 院士公园 来了35个人花了500块')).toMatchObject({ 地点: '院士公园', wrong: ['人数=来了35个人花了500块'] })
    expect(read('/活动 公益跑 12月27日 院士公园 累计1.2万人次')).toMatchObject({ 地点: '院士公园', 人数: '累计1.2万人次' })
  })

  it.each(['院士公园（东门）', '三楼（301）', '文化礼堂3号厅（二楼）'])('%s is a place', (place) => expect(read(`/活动 公益跑 12月27日 ${place} 30人`)).toEqual({ 主题: '公益跑', 时间: '12月27日', 地点: place, 人数: '30人' }))
})

describe('a day of the lunar calendar', () => {
  it.each(['除夕', '元宵节', '正月十五'])('%s where a time stands is refused by name', (day) => expect(read(`/活动 联欢会 ${day} 青年中心`)).toEqual({ 主题: '联欢会', 地点: '青年中心', wrong: [`时间=${day}`] }))

  it.each([
    ['/活动 元宵节 2月15日 青年中心', { 主题: '元宵节', 时间: '2月15日', 地点: '青年中心' }],
    ['/活动 元宵节 青年中心', { 主题: '元宵节', 地点: '青年中心', missing: ['时间'] }],
    ['/活动 元宵节游园会 青年中心', { 主题: '元宵节游园会', 地点: '青年中心', missing: ['时间'] }],
  ])('%s: not in a title', (text, expected) => expect(read(text)).toEqual(expected))
})

it.each([['收到收到', '收到'], ['收到收到收到！', '收到']])('%s is 收到', (text) => {
  expect(understand({ text }, { ...product, open: () => true })).toMatchObject({ kind: 'command', command: { name: '收到' } })
})

describe('people of a task', () => {
  const withPeople = (text: string) => {
    const found = understand({ text }, { ...product, fields: atHome.fields })
    return found.kind === 'command' ? { raw: found.raw, wrong: found.problems.map(({ said }) => said) } : found.kind
  }

  it.each(['王敏和李欣', '王敏与李欣', '王敏、李欣'])('%s are two, and no remark', (said) =>
    expect(withPeople(`/任务 名册 12月5日前 ${said}`)).toEqual({ raw: { title: '名册', deadline: '12月5日前' }, wrong: ['王敏、李欣'] }))

  it.each([
    ['王敏，按表格填', { assignee: '王敏', note: '按表格填' }], ['王敏负责', { assignee: '王敏' }], ['由王敏同志牵头', { assignee: '王敏' }], ['大家负责', { note: '大家负责' }], ['大家，按表格填', { note: '大家，按表格填' }], ['按表格填，王敏知道', { note: '按表格填，王敏知道' }],
  ])('%s', (said, more) => expect(withPeople(`/任务 名册 12月5日前 ${said}`)).toEqual({ raw: { title: '名册', deadline: '12月5日前', ...more }, wrong: [] }))

  it('is told between commas too', () => expect(withPeople('/任务 上报经费表，王敏负责，12月3日下班前')).toEqual({ raw: { title: '上报经费表', deadline: '12月3日下班前', assignee: '王敏' }, wrong: [] }))
})
