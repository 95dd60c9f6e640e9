/** Lines without labels in which values are unclear or out of order: nothing that reads as a date or a count may hide in a title. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { understand } from '../../src/grammar/parse.ts'
import { shapeOf } from '../../src/grammar/shape.ts'
import { at, registry } from './support.ts'

const product = { ...at, registry: (await (await import('../../src/parts.ts')).loadParts()).registry }

/** What was kept by label, and the labels complained of; text that belongs nowhere is complained of as 多出来. */
function read(text: string) {
  const found = understand({ text }, product)
  if (found.kind !== 'command') throw new Error(`${text}: ${found.kind}`)
  const kept = Object.fromEntries(Object.entries(found.raw).map(([key, value]) => [found.command.fields[key]?.label ?? key, value]))
  const wrong = found.problems.map(({ field, said }) => `${field?.label ?? '多出来'}=${said}`)
  return { ...kept, ...(wrong.length > 0 ? { wrong } : {}), ...(found.missing.length > 0 ? { missing: found.missing.map(({ label }) => label) } : {}) }
}

const dumplings = { 主题: '冬至包饺子', 地点: '社区食堂', wrong: ['时间=12月21日上午', '人数=约30人'] }

describe('two unclear values', () => {
  it.each([
    ['/活动 冬至包饺子 12月21日上午 社区食堂 约30人', dumplings],
    ['/活动 冬至包饺子 社区食堂 12月21日上午 约30人', dumplings],
    ['/活动 12月21日上午 冬至包饺子 社区食堂 约30人', dumplings],
    ['/活动 12月21日上午 冬至包饺子 约30人 社区食堂', dumplings],
    ['/活动 约30人 冬至包饺子 12月21日上午 社区食堂', dumplings],
    ['/活动 约30人 12月21日上午 冬至包饺子 社区食堂', dumplings],
    ['/活动 冬至包饺子，12月21日上午，社区食堂，约30人', dumplings],
    ['/活动 主题:冬至包饺子 12月21日上午 社区食堂 约30人', dumplings],
    ['/活动 冬至包饺子， 12月21日上午； 社区食堂、 约30人', dumplings],
    ['/活动 冬至包饺子 时间12月21日上午 地点社区食堂 人数约30人', dumplings],
    ['/延期 任务4 延到12月25日左右 数据没齐', { 编号: '任务4', 原因: '数据没齐', wrong: ['新截止=12月25日左右'] }],
    ['/活动 冬至 包饺子 下周三晚 社区食堂 三四十人', { 主题: '冬至 包饺子', 地点: '社区食堂', wrong: ['时间=下周三晚', '人数=三四十人'] }],
    ['/活动 读书会 12月25日左右 青年中心 不到50人', { 主题: '读书会', 地点: '青年中心', wrong: ['时间=12月25日左右', '人数=不到50人'] }],
    ['/活动 读书会 初十 青年中心 50来人', { 主题: '读书会', 地点: '青年中心', wrong: ['时间=初十', '人数=50来人'] }],
    ['/活动 读书会 2月30日 青年中心 30-40人', { 主题: '读书会', 地点: '青年中心', wrong: ['时间=2月30日', '人数=30-40人'] }],
    ['/活动 青年 读书会 2月30日 下午 三楼 会议室 约 30 人', { 主题: '青年 读书会', 地点: '三楼 会议室', wrong: ['时间=2月30日 下午', '人数=约 30 人'] }],
    ['/活动 读书会 月底前 青年中心 30人 左右', { 主题: '读书会', 地点: '青年中心', wrong: ['时间=月底前', '人数=30人 左右'] }],
    ['/任务 12月25日左右 报台账 全部街道', { 标题: '报台账', 对象: '全部街道', wrong: ['截止=12月25日左右'] }],
    ['/任务 报台账 初十前 张三', { 标题: '报台账', 负责人: '张三', wrong: ['截止=初十前'] }],
    ['/轮值 1月1日至2月30日 中河中学', { 单位: '中河中学', wrong: ['任期=1月1日至2月30日'] }],
    ['/请假 出差 初十到十五', { 原因: '出差', wrong: ['时间=初十到十五'] }],
    ['/请假 出差 初十到十五 王敏', { 原因: '出差', wrong: ['时间=初十到十五', '多出来=王敏'] }],
    ['/延期 任务4 人手不够 12月25日左右', { 编号: '任务4', 原因: '人手不够', wrong: ['新截止=12月25日左右'] }],
    ['/代班 初八到初十 中河中学', { 单位: '中河中学', wrong: ['时间=初八到初十'] }],
    ['/活动 读书会 11月20日 青年中心 2000元', { 主题: '读书会', 时间: '11月20日', 地点: '青年中心', wrong: ['多出来=2000元'] }],
    ['/活动 12月5日 12月6日9:00 青年中心', { 主题: '青年中心', wrong: ['时间=12月5日 12月6日9:00'] }],
  ])('%s', (text, expected) => expect(read(text)).toEqual(expected))
})

describe('what only looks like a date or a number stays where it is', () => {
  it.each([
    ['/活动 元旦 晚会 12月31日19:00 礼堂 200人', { 主题: '元旦 晚会', 时间: '12月31日19:00', 地点: '礼堂', 人数: '200人' }],
    ['/活动 三八 慰问 3月8日', { 主题: '三八 慰问', 时间: '3月8日' }],
    ['/任务 11月 台账 12月5日', { 标题: '11月 台账', 截止: '12月5日' }],
    ['/任务 本周 小结 周五下班前', { 标题: '本周 小结', 截止: '周五下班前' }],
    ['/活动 读书会 11月20日 团结路 12号', { 主题: '读书会', 时间: '11月20日', 地点: '团结路 12号' }],
    ['/活动 “12月21日 读书会” 12月21日9:00', { 主题: '12月21日 读书会', 时间: '12月21日9:00' }],
    ['/活动 《12月21日 日记》分享 12月21日9:00', { 主题: '《12月21日 日记》分享', 时间: '12月21日9:00' }],
    ['/活动 12月5日开会 12月5日 三楼', { 主题: '12月5日开会', 时间: '12月5日', 地点: '三楼' }],
    ['/活动 读书会 2.0 12月5日', { 主题: '读书会 2.0', 时间: '12月5日' }],
    ['/活动 12·9 12月9日', { 主题: '12·9', 时间: '12月9日' }],
    ['/活动 夜间 巡逻 12月9日', { 主题: '夜间 巡逻', 时间: '12月9日' }],
    ['/延期 任务4 12月25日 因为 12月20日 开会', { 编号: '任务4', 新截止: '12月25日', 原因: '因为 12月20日 开会' }],
    ['/活动 读书会 35 12月5日 青年中心', { 主题: '读书会', 时间: '12月5日', 地点: '青年中心', 人数: '35' }],
  ])('%s', (text, expected) => expect(read(text)).toEqual(expected))
})

const titles = ['读书会', '冬至包饺子', '青年 联谊会', '志愿服务', '台账', '座谈', '元旦 晚会', '义诊']
const moments = ['12月21日上午', '2月30日', '12月5日14:00', '下周三晚', '初十', '月底前', '明天 下午2点', '12月25日左右', '11.20', '周五']
const counts = ['约30人', '35人', '三四十人', '不到50人', '40人左右', '参加40人', '30多人']
const places = ['青年中心', '社区食堂', '三楼 会议室', '中河中学']

describe('any line without labels', () => {
  it('puts every word into one place, in the order typed, and no date or count into a title', () => {
    const parts = fc.record({ title: fc.constantFrom(...titles), when: fc.constantFrom(...moments), heads: fc.constantFrom(...counts), place: fc.constantFrom(...places), two: fc.boolean(), order: fc.shuffledSubarray([0, 1, 2, 3], { minLength: 2 }) })
    fc.assert(fc.property(parts, fc.constantFrom('活动', '任务', '延期 任务4'), ({ title, when, heads, place, two, order }, command) => {
      const pieces = [title, when, heads, place]
      const line = [...order.map((i) => pieces[i] ?? ''), ...(two ? [when] : [])].join(' ')
      const found = understand({ text: `/${command} ${line}` }, product)
      if (found.kind !== 'command') throw new Error(found.kind)
      const said = [...Object.values(found.raw), ...found.problems.map((problem) => problem.said)]
      const words = `${command} ${line}`.split(' ').slice(1).sort()
      expect([line, said.flatMap((value) => value.split(/\s+/)).sort()]).toEqual([line, words])
      for (const [key, value] of Object.entries(found.raw)) {
        const { form, label } = found.command.fields[key] ?? {}
        if (form === 'text' && label !== '原因') for (const word of value.split(/\s+/)) expect([line, word, shapeOf(word)]).toEqual([line, word, undefined])
      }
    }), { numRuns: 500 })
  })

  it('keeps what is typed right behind an unclear value, whatever the sample command', () => {
    for (const moment of moments) expect(understand({ text: `/活动 读书会 ${moment} 青年中心 约30人` }, { ...product, registry })).toMatchObject({ raw: { topic: '读书会', place: '青年中心' } })
  })
})
