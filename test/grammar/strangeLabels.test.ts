/** Words with a colon that are no labels of the command: complained of, unless they are part of somebody's words. */
import { describe, expect, it } from 'vitest'
import { fillForm } from '../../src/grammar/form.ts'
import { understand } from '../../src/grammar/parse.ts'
import { loadParts } from '../../src/parts.ts'
import { at } from './support.ts'

const product = { ...at, registry: (await loadParts()).registry }

function read(text: string) {
  const found = understand({ text }, product)
  if (found.kind !== 'command') throw new Error(`${text}: ${found.kind}`)
  return { raw: found.raw, wrong: found.problems.map(({ complaint }) => complaint).join('\n') }
}

describe('a label that the command does not have', () => {
  it.each([
    ['/活动 主题:x 地址栏:y', '没有“地址栏”这一项，您是不是要“地点”'],
    ['/活动 主题:读书会 时间:11月20日 地址栏:青年中心', '您是不是要“地点”'],
    ['/活动 主题:读书会 集合地点:东门 时间:11月20日', '您是不是要“地点”'],
    ['/活动 主题:读书会 嘉宾:王老师 时间:11月20日', '没有“嘉宾”这一项，请去掉或写进别的项里；可以写的有：主题、时间、地点、人数'],
    ['/活动 读书会 主讲:王老师 11月20日', '没有“主讲”这一项'],
    ['/活动 地址栏:y 主题:x 时间:11月20日', '您是不是要“地点”'],
    ['/活动 主题:读书会 地点:青年中心 网址:https://example.com 时间:11月20日', '没有“网址”这一项'],
    ['/请假 时间:11月25日至11月27日 原因:出差 交接人:王敏', '没有“交接人”这一项'],
    ['/延期 任务4 新截止:12月30日 原因:等数据 抄送:李欣', '没有“抄送”这一项'],
    ['/我是 姓名:张三 单位:中河中学 岗位:团委书记', '没有“岗位”这一项'],
    ['/取消活动 活动3 原因:台风 联系人:张三', '没有“联系人”这一项'],
  ])('%s', (text, complaint) => {
    const { raw, wrong } = read(text)
    expect(wrong).toContain(complaint)
    for (const value of Object.values(raw)) expect(value).not.toMatch(/[:：](?!\/\/)/)
  })
})

describe('part of somebody’s words', () => {
  it.each([
    '/活动 主题:读书会 时间:11月20日 摘要:第一行\n备注:带伞',
    '/活动 主题:读书会 时间:11月20日 摘要:安排如下 主讲:王老师 备注:带伞',
    '/活动 主题:读书会 时间:11月20日14:00 地点:青年中心',
    '/活动 主题:网页https://example.com/a?b=c 时间:11月20日',
    '/活动 主题:看https://example.com 时间:11月20日',
    '/活动 读书会:论语 11月20日',
    '/活动 读书会:论语 时间:11月20日 地点:青年中心',
    '/活动 主题:“读书 分享会:论语” 时间:11月20日',
    '/活动 《读书 分享会:论语》 11月20日',
    '/活动 主题:联谊会，备注:带伞 时间:11月20日',
    '/活动 主题:比赛3:2回顾 时间:11月20日 14:00',
    '/任务 报台账 12月25日 注意:要盖章',
    '/通知 开会 时间:周五 地点:三楼 备注:带笔',
    '/周报 走访 12户 问题:没有\n下周:继续',
    '/更正 活动1 人数:40',
    '/活动 主题:读书会 时间:11月20日 单位:中河街道 群:工作群',
  ])('%s', (text) => expect(read(text).wrong).toBe(''))

  it('while a question is open in a group', () => {
    const open = { command: '活动', raw: { topic: '读书会' }, asked: ['when'] }
    for (const text of ['注意:下午三点开会', '各位 注意:带伞', '会议 地点改:二楼']) expect(fillForm(open, { text }, product)).toBeUndefined()
  })
})

describe('a label right behind a value', () => {
  it.each([
    ['/活动 主题:迎新晚会时间:12月31日20:00地点:礼堂人数:80', { topic: '迎新晚会', when: '12月31日20:00', place: '礼堂', people: '80' }],
    ['/活动 主题：迎新晚会时间：12月31日20：00地点：礼堂人数：80人', { topic: '迎新晚会', when: '12月31日20：00', place: '礼堂', people: '80人' }],
    ['/活动 主题:迎新 时间:12月31日20:00地点:礼堂', { topic: '迎新', when: '12月31日20:00', place: '礼堂' }],
    ['/任务 标题:上报名册截止:12月5日说明:按表格', { title: '上报名册', deadline: '12月5日', note: '按表格' }],
  ])('%s', (text, raw) => expect(read(text)).toEqual({ raw, wrong: '' }))

  it.each([
    ['/活动 主题:读书会:论语 时间:12月31日', { topic: '读书会:论语', when: '12月31日' }],
    ['/活动 主题:讨论活动时间:安排 时间:12月31日', { topic: '讨论活动时间:安排', when: '12月31日' }],
    ['/活动 主题:迎新 时间:12月31日 摘要:讲了新时代地点:很多', { topic: '迎新', when: '12月31日', summary: '讲了新时代地点:很多' }],
    ['/周报 进展情况:开会解决问题:经费', { progress: '开会解决问题:经费' }],
  ])('is part of somebody’s words where nothing shows that it is one: %s', (text, raw) => expect(read(text)).toEqual({ raw, wrong: '' }))
})

describe('a label with a space behind it, within a line', () => {
  it.each([
    ['/活动 读书会 12月6日14:00 人数 30 地点 图书馆', { topic: '读书会', when: '12月6日14:00', place: '图书馆', people: '30' }],
    ['/任务 整理台账 截止 12月9日', { title: '整理台账', deadline: '12月9日' }],
  ])('%s', (text, raw) => expect(read(text)).toEqual({ raw, wrong: '' }))

  it.each([
    ['/任务 时间 管理讲座 12月9日', { title: '时间 管理讲座', deadline: '12月9日' }], ['/活动 读书会 12月6日 地点 变化', { topic: '读书会', when: '12月6日', place: '地点 变化' }], ['/通知 开会 请说明 人数 大家', { title: '开会', content: '请说明 人数 大家' }],
  ])('is a word like any other where no typed value shows that it is one: %s', (text, raw) => expect(read(text)).toEqual({ raw, wrong: '' }))
})
