/** What a cadre who was new to the bot stumbled over, as far as it is understanding alone. */
import { describe, expect, it } from 'vitest'
import { instant } from '../../src/domain/time.ts'
import { understand } from '../../src/grammar/parse.ts'
import { valueContext } from '../../src/grammar/values/index.ts'
import { loadParts } from '../../src/parts.ts'
import { atHome } from './support.ts'

const { registry } = await loadParts()
const now = instant('2026-11-21', '10:00')
const at = { ...atHome, registry, botNames: ['团讯'], fields: { ...atHome.fields, values: valueContext(now) } }

/** The command, what was typed for its fields by label, and the complaints. */
function read(text: string, where: { private?: boolean } = { private: true }) {
  const found = understand({ text, ...where }, at)
  if (found.kind !== 'command') return found.kind
  const raw = Object.fromEntries(Object.entries(found.raw).map(([key, value]) => [found.command.fields[key]?.label ?? key, value]))
  return { name: found.command.name, ...raw, ...(found.unit ? { 单位: found.unit } : {}), ...(found.problems.length > 0 ? { wrong: found.problems.map(({ complaint }) => complaint).join() } : {}) }
}

describe('a sentence that begins like a command', () => {
  it.each([
    ['任务3谁没完成', { name: '查', 编号: '任务3' }],
    ['活动5是什么', { name: '查', 编号: '活动5' }],
    ['通知2还有谁没收到？', { name: '查', 编号: '通知2' }],
    ['任务3什么时候截止', { name: '查', 编号: '任务3' }],
    ['任务4完成得怎么样', { name: '查', 编号: '任务4' }],
    ['完成任务-2026-004', { name: '完成', 编号: '任务-2026-004' }],
    ['任务4完成了', { name: '完成', 编号: '任务4' }],
    ['完成4，已送', { name: '完成', 编号: '4', 说明: '已送' }],
  ])('%s', (text, expected) => expect(read(text)).toMatchObject(expected))

  it.each(['任务3个人做就行了', '活动2场都很好', '通知3班同学来', '完成2个了'])('%s starts nothing', (text) => expect(read(text)).toBe('unknown'))
})

describe('the bot is called by name', () => {
  it.each(['@团讯活动 象棋赛 昨天 8人', '@ 团讯 活动 象棋赛 昨天 8人', '@团讯 活动 象棋赛 昨天 8人'])('%s', (text) => {
    expect(read(text, {})).toEqual({ name: '活动', 主题: '象棋赛', 时间: '昨天', 人数: '8人' })
  })
  it.each(['@团讯员小李 活动 象棋赛', '@团讯活动组 大家好', '联系@团讯录 待办'])('%s is somebody else', (text) => expect(read(text, {})).toBe('silence'))
})

describe('a question', () => {
  it.each([
    ['这个月我们街道搞了几场活动？', { name: '统计', 类别: '活动', 时间: '这个月', 单位: '我们街道' }],
    ['上个月我们搞了几场活动', { name: '统计', 类别: '活动', 时间: '上个月', 单位: '我们' }],
    ['全省本月搞了几场活动', { name: '统计', 类别: '活动', 时间: '本月', 单位: '全省' }],
    ['本街道本月搞了几场活动', { name: '统计', 类别: '活动', 时间: '本月', 单位: '本街道' }],
    ['各街道进度怎么样了', { name: '进度', 单位: '各街道' }],
    ['中河街道进展如何了', { name: '进度', 单位: '中河街道' }],
    ['11月的活动列一下', { name: '查', 编号: '活动', 时间: '11月' }],
    ['近三个月活动', { name: '查', 编号: '活动', 时间: '近三个月' }],
    ['本月活动', { name: '查', 编号: '活动', 时间: '本月' }],
    ['任务4我们单位报了没', { name: '查', 编号: '任务4' }],
    ['本月活动情况', { name: '统计', 类别: '活动', 时间: '本月' }],
    ['中河街道本月活动', { name: '查', 编号: '活动', 时间: '本月', 单位: '中河街道' }],
    ['各街道活动情况', { name: '统计', 类别: '活动' }],
    ['中河任务完成得怎么样', { name: '统计', 类别: '任务', 单位: '中河' }],
    ['视频会还有谁没确认', { name: '查', 编号: '视频会' }],
    ['王敏书记有什么任务', { name: '待办', 姓名: '王敏' }],
    ['迎新晚会几点', { name: '查', 编号: '迎新晚会' }],
    ['迎新晚会是哪天', { name: '查', 编号: '迎新晚会' }],
    ['迎新晚会在哪里', { name: '查', 编号: '迎新晚会' }],
    ['本月活动有多少人参加', { name: '统计', 类别: '活动', 时间: '本月' }],
    ['上周有多少人参加活动', { name: '统计', 类别: '活动', 时间: '上周' }],
    ['我手上还有啥没办的', { name: '待办' }],
    ['我还有哪些事要办', { name: '待办' }],
    ['批准周敏', { name: '批准', 编号: '周敏' }],
    ['怎么改活动人数', { name: '帮助', 命令: '更正' }],
    ['如何作废一条记录', { name: '帮助', 命令: '作废' }],
    ['怎么报活动', { name: '帮助', 命令: '活动' }],
    ['通知谁还没收到', { name: '查', 编号: '最近通知' }],
    ['谁还没回执', { name: '查', 编号: '最近通知' }],
    ['中河中学还有什么任务没完成', { name: '待办', 单位: '中河中学', 只看: '任务' }],
    ['明天有什么活动', { name: '查', 编号: '活动', 时间: '明天' }],
  ])('%s', (text, expected) => {
    expect(read(text)).toEqual(expected)
    expect(read(text, {})).toBe('silence')
  })

  it.each(['本月来了多少人', '怎么改个名字这么难', '明天有什么好吃的', '谁还没吃饭', '怎么活动'])('%s is none', (text) => {
    const found = read(text)
    expect(typeof found === 'string' || found.name === '帮助').toBe(true)
  })
})

describe('the sections of a report in one line', () => {
  it.each([
    ['/周报 进展：班子增配到位9人，问题：场地不足，建议：请统一发文', { 进展情况: '班子增配到位9人', 问题: '场地不足', 建议: '请统一发文' }],
    ['/周报 进展情况:走访3个街道；问题:经费偏紧', { 进展情况: '走访3个街道', 问题: '经费偏紧' }],
    ['/周报 进展情况:走访3个街道，发现两个问题：一是场地，二是经费', { 进展情况: '走访3个街道，发现两个问题：一是场地，二是经费' }],
    ['/周报 进展情况:走访3个街道，地点：中河，时间：周五', { 进展情况: '走访3个街道，地点：中河，时间：周五' }],
  ])('%s', (text, expected) => expect(read(text)).toEqual({ name: '周报', ...expected }))
})

describe('labels at the starts of lines', () => {
  it.each([
    ['/任务 填报年度报表\n截止 12月20日\n对象 全部成员单位\n说明 用新模板', { name: '任务', 标题: '填报年度报表', 截止: '12月20日', 对象: '全部成员单位', 说明: '用新模板' }],
    ['/活动 象棋赛\n时间 昨天\n地点　文化站\n人数 8人', { name: '活动', 主题: '象棋赛', 时间: '昨天', 地点: '文化站', 人数: '8人' }],
    ['/任务 整理材料 12月20日\n说明 用新模板', { name: '任务', 标题: '整理材料', 截止: '12月20日', 说明: '说明 用新模板' }],
    ['/通知 开会\n时间 周五\n地点 三楼', { name: '通知', 标题: '开会', 内容: '时间 周五\n地点 三楼' }],
  ])('%s', (text, expected) => expect(read(text)).toEqual(expected))
})

describe('words without a colon', () => {
  const talk = { 主题: '青年相亲会', 时间: '12月6日下午2点', 地点: '青年中心', 人数: '40' }
  it.each([
    ['/活动 青年相亲会 12月6日下午2点 人数40 地点青年中心', talk],
    ['/活动 青年相亲会 12月6日下午2点 地点青年中心 人数40', talk],
    ['/活动 青年相亲会 时间12月6日下午2点 地点青年中心 人数:40', talk],
    ['/活动 青年相亲会 12月6日下午2点 青年中心 参加40人', { ...talk, 人数: '参加40人' }],
    ['/活动 青年相亲会 12月6日下午2点 参加40人 青年中心', { ...talk, 人数: '参加40人' }],
    ['/活动 青年相亲会 40人 12月6日下午2点 青年中心', { ...talk, 人数: '40人' }],
    ['/活动 2026.11.15 敬老院慰问 28人', { 主题: '敬老院慰问', 时间: '2026.11.15', 人数: '28人' }],
    ['/活动 昨天下午 3点 敬老院慰问 28人', { 主题: '敬老院慰问', 时间: '昨天下午 3点', 人数: '28人' }],
    ['/活动 zhuti:团课 shijian:明天 地点:会议室', { 主题: '团课', 时间: '明天', 地点: '会议室' }],
    ['/活动 主题:青年相亲会 时间:12月6日下午2点 地点:青年中心 40人', { ...talk, 人数: '40人' }],
    ['/活动 主题教育 11月20日 会议室', { 主题: '主题教育', 时间: '11月20日', 地点: '会议室' }],
    ['/活动 时间管理培训 11月20日 会议室', { 主题: '时间管理培训', 时间: '11月20日', 地点: '会议室' }],
    ['/活动 三人篮球赛 11月20日 会议室', { 主题: '三人篮球赛', 时间: '11月20日', 地点: '会议室' }],
    ['/活动 青年联谊会 11月20日14:00 街道青年中心 35人', { 主题: '青年联谊会', 时间: '11月20日14:00', 地点: '街道青年中心', 人数: '35人' }],
    ['/任务 布置会场 12月1日 说明会要用', { 标题: '布置会场', 截止: '12月1日', 说明: '说明会要用' }],
  ])('%s', (text, expected) => {
    const { name, ...raw } = read(text) as Record<string, string>
    expect([name, raw]).toEqual([text.slice(1, 3), expected])
  })

  it.each([
    ['/活动 志愿服务 11.20 春城社区 三十多人', '人数'],
    ['/活动 志愿服务 11.20 春城社区 约40人', '人数'],
    ['/活动 主题:志愿服务 时间:11.20 地点:春城社区 三十多人', '人数'],
    ['【活动】\n主题:插花\n时间:昨天\n联办:中河中学\n经费：2000元', '没有“经费”这一项'],
    ['【活动】\n主题:插花\n时间:昨天\n地点:文化站\n经费：2000元', '没有“经费”这一项'],
    ['/活动 主题:插花 时间:昨天 人数：12 人次 经费:500元', '没有“经费”这一项'],
  ])('%s is complained of', (text, complaint) => expect(read(text)).toMatchObject({ wrong: expect.stringContaining(complaint) as string }))
})

const talk = { name: '活动', 主题: '反诈宣讲', 时间: '12月3日下午3点', 地点: '社区广场' }
const leave = { name: '请假', 时间: '明天', 原因: '出差', 代理: '王敏' }

describe('a label right before its value behind a comma, where people write commas', () => {
  it.each([
    ['/活动 反诈宣讲，12月3日下午3点，社区广场，人数80', { ...talk, 人数: '80' }],
    ['/活动 反诈宣讲，人数80，12月3日下午3点，社区广场', { ...talk, 人数: '80' }],
    ['/活动 反诈宣讲，时间12月3日下午3点，地点社区广场，人数80', { ...talk, 人数: '80' }],
    ['/活动 主题：反诈宣讲，时间：12月3日下午3点，人数80，地点：社区广场', { ...talk, 人数: '80' }],
    ['/活动 主题：反诈宣讲，时间：12月3日下午3点，地点：社区广场，人数80', { ...talk, 人数: '80' }],
    ['/活动 反诈宣讲，12月3日下午3点，社区广场，联办中河中学、下应街道', { ...talk, 联办: '中河中学、下应街道' }],
    ['/活动 反诈宣讲，12月3日下午3点，社区广场，单位下应街道', { ...talk, 单位: '下应街道' }],
    ['/活动 反诈宣讲 12月3日下午3点 社区广场 单位下应街道', { ...talk, 单位: '下应街道' }],
    ['/请假 明天 出差，代理王敏', leave],
    ['/请假 明天，出差，代理王敏', leave],
    ['/任务 报名册，截止12月5日，负责人王敏，要盖章', { name: '任务', 标题: '报名册', 截止: '12月5日', 负责人: '王敏', 说明: '要盖章' }],
    ['/通知 篮球赛报名，截止12月20日，请大家抓紧', { name: '通知', 标题: '篮球赛报名', 截止: '12月20日', 内容: '请大家抓紧' }],
  ])('%s', (text, expected) => expect(read(text)).toEqual(expected))

  it.each([
    ['/活动 反诈宣讲 12月3日下午3点 社区广场，人数众多', { ...talk, 地点: '社区广场，人数众多' }],
    ['/活动 反诈宣讲 12月3日下午3点 社区广场，可容纳80人', { ...talk, 地点: '社区广场，可容纳80人' }],
    ['/活动 反诈宣讲，类型多样，12月3日下午3点，社区广场', { ...talk, 主题: '反诈宣讲，类型多样' }],
    ['/活动 主题:反诈宣讲 时间:12月3日下午3点 地点:社区广场 摘要:大家都来，人数80', { ...talk, 摘要: '大家都来，人数80' }],
    ['/通知 标题:开会 内容:周五开会，对象全部街道，截止周四', { name: '通知', 标题: '开会', 内容: '周五开会，对象全部街道，截止周四' }],
    ['/周报 进展情况:夜校2场，单位下应街道', { name: '周报', 进展情况: '夜校2场，单位下应街道' }],
  ])('is none in %s', (text, expected) => expect(read(text)).toEqual(expected))
})

describe('values without labels go on behind a labelled one', () => {
  it.each([
    ['/活动 单位:下应街道 反诈宣讲 12月3日下午3点 社区广场', { ...talk, 单位: '下应街道' }],
    ['/活动 单位：下应街道，反诈宣讲，12月3日下午3点，社区广场', { ...talk, 单位: '下应街道' }],
    ['/活动 主题：反诈宣讲，12月3日下午3点，社区广场，80人', { ...talk, 人数: '80人' }],
    ['/活动 主题：反诈宣讲，时间：12月3日下午3点，地点：社区广场，80人', { ...talk, 人数: '80人' }],
    ['/活动 时间：12月3日下午3点，反诈宣讲，社区广场', talk],
    ['/活动 反诈宣讲 12月3日下午3点 社区广场 预计60人', { ...talk, 人数: '预计60人' }],
    ['/周报 单位:下应街道 夜校2场，60人参加', { name: '周报', 单位: '下应街道', 进展情况: '夜校2场，60人参加' }],
    ['/完成 单位:中河中学 任务1', { name: '完成', 单位: '中河中学', 编号: '任务1' }],
  ])('%s', (text, expected) => expect(read(text)).toEqual(expected))

  it('not what explains a count, nor behind a unit that nobody knows', () => {
    expect(read('/活动 主题:反诈宣讲 时间:12月3日下午3点 人数:40，其中党员5人')).toEqual({ name: '活动', 主题: '反诈宣讲', 时间: '12月3日下午3点', wrong: expect.stringContaining('没有看懂“40，其中党员5人”') as string })
    expect(read('/活动 单位:没有街道 反诈宣讲 12月3日下午3点')).toMatchObject({ 单位: '没有街道 反诈宣讲 12月3日下午3点' })
  })
})
