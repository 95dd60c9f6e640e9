/** Values said within others: the unit among a command's words, the deadline within a title. */
import { describe, expect, it } from 'vitest'
import { understand } from '../../src/grammar/parse.ts'
import { loadParts } from '../../src/parts.ts'
import { atHome } from './support.ts'

const product = { ...atHome, registry: (await loadParts()).registry }
function read(text: string) {
  const found = understand({ text }, product)
  if (found.kind !== 'command') return found.kind
  const { command, raw, unit, problems, missing } = found
  const kept = Object.fromEntries(Object.entries(raw).map(([key, value]) => [command.fields[key]?.label ?? key, value]))
  return { ...kept, ...(unit ? { 单位: unit } : {}), ...(problems.length > 0 ? { wrong: problems.map(({ said }) => said) } : {}), ...(missing.length > 0 ? { missing: missing.map(({ label }) => label) } : {}) }
}

describe('a unit without its label, where nothing else could take a name', () => {
  it.each([
    ['/统计 活动 今年 中河街道', { 类别: '活动', 时间: '今年', 单位: '中河街道' }],
    ['/统计 活动 中河 今年', { 类别: '活动', 时间: '今年', 单位: '中河' }],
    ['/统计 宁波市 活动', { 类别: '活动', 单位: '宁波市' }],
    ['/统计 活动，下应街道，本月', { 类别: '活动', 时间: '本月', 单位: '下应街道' }],
    ['/欠报 宁波市', { 单位: '宁波市' }],
    ['/欠报 上周 宁波市', { 周: '上周', 单位: '宁波市' }],
  ])('%s', (text, expected) => expect(read(text)).toEqual(expected))

  it.each([
    ['/统计 活动 今年 首南街道', { wrong: ['活动 今年 首南街道'] }],
    ['/统计 活动 白塔街道', { wrong: ['活动 白塔街道'] }],
    ['/请假 12月1日 中河街道', { 时间: '12月1日', 原因: '中河街道' }],
    ['/查 活动 中河街道', { 编号: '活动 中河街道' }],
    ['/周报 中河街道 办了两场', { 进展情况: '中河街道 办了两场' }],
  ])('not %s', (text, expected) => expect(read(text)).toMatchObject(expected))
})

describe('a deadline in the title', () => {
  it.each([
    ['/任务 12月8日前报送年报', '12月8日前报送年报', '12月8日前'],
    ['/任务 请于12月8日之前报送年报', '请于12月8日之前报送年报', '12月8日之前'],
    ['/任务 各街道于月底前完成整改', '各街道于月底前完成整改', '月底前'],
    ['/任务 周五下班前交名册', '周五下班前交名册', '周五下班前'],
    ['/任务 3日内反馈意见', '3日内反馈意见', '3日内'],
    ['/任务 报送年报（12月8日前）', '报送年报（12月8日前）', '12月8日前'],
    ['/任务 标题:12月8日前报送年报', '12月8日前报送年报', '12月8日前'],
  ])('%s', (text, 标题, 截止) => expect(read(text)).toEqual({ 标题, 截止 }))

  it('gives way to one that is said besides', () => expect(read('/任务 12月8日前报送年报 12月7日')).toEqual({ 标题: '12月8日前报送年报', 截止: '12月7日' }))

  it.each(['12月8日前后走访慰问', '核对12月8日前入团的名单', '12月8日前入团的团员名单', '室内装修', '饭前洗手', '前期准备', '2月30日前报送年报', '国内外形势学习', '11月1日前入职人员名单'])('not %s', (title) =>
    expect(read(`/任务 ${title}`)).toMatchObject({ missing: ['截止'] }))

  it('is not sought in reasons and remarks', () => {
    expect(read('/延期 任务4 原因:12月8日前数据不齐')).toMatchObject({ missing: ['新截止'] })
    expect(read('/通知 12月8日前报送年报')).toEqual({ 标题: '12月8日前报送年报' })
  })
})
