import { describe, expect, it } from 'vitest'
import { askFor, fillForm, pick, type OpenForm } from '../../src/grammar/form.ts'
import type { Message } from '../../src/grammar/parse.ts'
import { activity, at, atHome, directory, shown } from './support.ts'

const activityForm: OpenForm = { command: '活动', raw: { topic: '联谊会' }, asked: ['time', 'place'] }
const fill = (text: string, form: OpenForm = activityForm, more: Partial<Message> = {}, context = at) => {
  const filled = fillForm(form, { text, ...more }, context)
  return filled && { fields: shown(filled, context === atHome ? directory : undefined), missing: filled.missing.map(({ label }) => label), wrong: filled.problems.map(({ complaint }) => complaint) }
}
const time = { 主题: '联谊会', 时间: '2026-11-20T14:00:00+08:00' }

describe('an answer in a group', () => {
  it.each(['11月20日14:00', '时间:11月20日14:00', '时间：11月20日14：00', '日期:11月20日14:00', '11月20日 下午2点，谢谢', '@团讯 11月20日14:00', '好的，时间:11月20日14:00'])('%j gives the time', (text) =>
    expect(fill(text)).toEqual({ fields: time, missing: [], wrong: [] }))

  it.each(['好的谢谢', '好的', '街道青年中心', '收到', '我看一下', '在二楼', '明天再说吧', '11月20日14:00街道青年中心', '/微笑', '👍', '1', '35', '', '@张三 11月20日14:00'])('%j answers nothing', (text) => expect(fill(text)).toBeUndefined())

  it('what is changed while something else is asked for is changed', () => {
    const form = { command: '活动', raw: { topic: '联谊会', time: '11月20日14:00' }, asked: ['heads'], partial: { heads: '30多' } }
    expect(fill('@团讯 时间改成11月21日14:00，地点改为礼堂（东厅）', form)).toEqual({ fields: { 主题: '联谊会', 时间: '2026-11-21T14:00:00+08:00', 地点: '礼堂（东厅）' }, missing: [], wrong: [expect.stringContaining('不够确切')] })
    expect(fill('地点改成礼堂', form)).toBeUndefined()
    expect(fill('@团讯 问题改成清单', { command: '周报', raw: {}, asked: ['progress'] })?.fields).toEqual({ 进展情况: '问题改成清单' })
  })

  it('a label right before its value behind a comma counts where the message begins with one', () => {
    expect(fill('人数50，联办:中河中学')?.fields).toMatchObject({ 主题: '联谊会', 人数: 50 })
    expect(fill('人数50，时间11月20日14:00')?.fields).toMatchObject({ ...time, 人数: 50 })
    expect(fill('我们那边，人数50')).toBeUndefined()
  })

  it.each([
    ['地点:街道青年中心', {}], ['@团讯 街道青年中心', {}], ['街道青年中心', { toBot: true }], ['街道青年中心', { private: true }],
    ['街道青年中心', { quote: '还需要填写“地点”。' }], ['「团讯：还需要填写“地点”」\n------\n街道青年中心', {}],
  ])('%j %j gives the place', (text, more) =>
    expect(fill(text, { ...activityForm, asked: ['place'] }, more)).toEqual({ fields: { 主题: '联谊会', 地点: '街道青年中心' }, missing: ['时间'], wrong: [] }))

  it('takes several at once', () => {
    const both = { ...time, 地点: '街道青年中心' }
    expect(fill('时间:11月20日14:00 地点:街道青年中心')?.fields).toEqual(both)
    expect(fill('时间:11月20日14:00\n地点:街道青年中心')?.fields).toEqual(both)
    expect(fill('@团讯 11月20日14:00 街道青年中心')?.fields).toEqual(both)
    expect(fill('35人 11月20日14:00', { ...activityForm, asked: ['heads', 'time'] })?.fields).toEqual({ ...time, 人数: 35 })
  })

  it('replaces what was given before, by its label', () => expect(fill('主题:读书会')?.fields).toEqual({ 主题: '读书会' }))

  it('complains about a labelled value that makes no sense', () => {
    expect(fill('时间:2月30日')?.wrong).toHaveLength(1)
    expect(fill('2月30日', { ...activityForm, asked: ['time'] }, { toBot: true })?.wrong).toHaveLength(1)
    expect(fill('时见:11月20日')?.wrong.join()).toContain('您是不是要“时间”')
  })

  it('takes a number, a choice or a record bare', () => {
    expect(fill('35人', { ...activityForm, asked: ['heads'] })?.fields).toEqual({ 主题: '联谊会', 人数: 35 })
    expect(fill('培训', { ...activityForm, asked: ['sort'] })?.fields).toEqual({ 主题: '联谊会', 类型: '培训' })
    expect(fill('任务4', { command: '完成', raw: {}, asked: ['id'] })?.fields).toEqual({ 编号: '任务-2026-004' })
  })

  it('takes a name bare only where names are known', () => {
    const form: OpenForm = { command: '任务', raw: { title: '报台账', due: '12月25日' }, asked: ['owner'] }
    expect(fill('王敏', form)).toBeUndefined()
    expect(fill('王敏', form, {}, atHome)?.fields).toMatchObject({ 负责人: '王敏' })
    expect(fill('没看到', form, {}, atHome)).toBeUndefined()
  })

  it('keeps unit and group that were named', () => {
    const form = { ...activityForm, raw: { ...activityForm.raw, 单位: '下应街道' }, quoted: '活动-2026-001' }
    expect(fillForm(form, { text: '11月20日14:00' }, at)).toMatchObject({ unit: '下应街道', quoted: '活动-2026-001' })
    expect(fillForm(form, { text: '单位:中河街道 时间:11月20日' }, at)).toMatchObject({ unit: '中河街道' })
  })

  it('is nothing for a command that no longer exists', () => expect(fill('11月20日', { ...activityForm, command: '没有' })).toBeUndefined())
})

describe('choices', () => {
  const options = ['东岸区白塔街道', '西岸区白塔街道']
  it.each([['1', 0], ['２', 1], ['第2个', 1], ['选1', 0], ['1。', 0], ['东岸区白塔街道', 0], ['西岸区', 1], ['西岸', 1]] as const)('%j picks', (said, index) => expect(pick(said, options)).toBe(options[index]))
  it.each(['3', '0', '白塔街道', '区', '好', ''])('%j picks nothing', (said) => expect(pick(said, options)).toBeUndefined())

  it('fills the field that was asked about', () => {
    const form: OpenForm = { command: '进度', raw: {}, asked: ['unit'], choices: { field: 'unit', options } }
    expect(fill('2', form, {}, atHome)?.fields).toEqual({ 单位: '西岸区白塔街道' })
    expect(fill('好的', form, {}, atHome)).toBeUndefined()
    expect(fillForm({ command: '活动', raw: {}, asked: ['@unit'], choices: { field: '@unit', options } }, { text: '1' }, atHome)).toMatchObject({ unit: options[0] })
  })
})

describe('askFor', () => {
  const { topic, time: when, place } = activity.fields
  if (!topic || !when || !place) throw new Error('the sample has these fields')
  it('names only what is missing, with how to answer', () => {
    expect(askFor(activity, [when])).toBe('还需要填写“时间”（如 11月20日14:00）。请回复。30分钟内有效，不填了请发 /取消。')
    expect(askFor(activity, [topic])).toContain('请回复“主题:……”')
    expect(askFor(activity, [topic, when])).toBe('/活动 还需要填写：\n主题\n时间（如 11月20日14:00）\n请回复“主题:…… 时间:……”。30分钟内有效，不填了请发 /取消。')
  })
  it('says how to answer where only mentions are heard', () => {
    expect(askFor(activity, [when], { mentionOnly: true })).toContain('请 @团讯 回复')
    expect(askFor(activity, [when, place], { mentionOnly: true, botName: '小团' })).toContain('请 @小团 回复“时间:…… 地点:……”')
  })
})
