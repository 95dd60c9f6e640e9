import { describe, expect, it } from 'vitest'
import { understand } from '../../src/grammar/parse.ts'
import { loadParts } from '../../src/parts.ts'
import { at, shown } from './support.ts'

const { registry: full } = await loadParts()

const brief = { 主题: '读书会', 时间: '2026-11-20' }
const line = '/活动 主题:读书会 时间:11月20日'

describe('a command on a later line', () => {
  it.each([
    `各位好\n${line}`, `各位领导下午好！\n${line}`, `大家好，\n\n${line}`, `@所有人\n${line}`, `@张三 @李四\n${line}`, `打扰一下\n${line}`, `辛苦了[抱拳]\n${line}`, `补报一场\n${line}`,
    `@团讯 各位好\n${line}`, '各位好\n【活动】\n主题:读书会\n时间:11月20日', '各位好：\n／活動　主題：读书会　時間：11月20日',
  ])('%j is taken behind one line of courtesy', (text) => {
    expect(shown(understand({ text }, at))).toEqual(brief)
  })

  it.each([`昨天下雨，今天补上\n${line}`, `各位好\n今天记一场\n${line}`, `我们街道的活动\n${line}\n谢谢`])('%j is told where it belongs', (text) => {
    expect(understand({ text }, at)).toMatchObject({ kind: 'unknown', how: { wrong: 'behind', command: { name: '活动' } } })
  })

  it.each([
    `大家这样发：\n${line}`, `格式\n${line}`, `请发\n${line}`, '文件在\n/home/user/活动.docx', '日期\n11/20', '去不去\n和/或', '好累\n/流泪', '今天\n/微笑 大家好', '我说\n【活动】\n主题:读书会', '开会\n/ 活动 明天', '各位\n【通知】\n明天放假',
  ])('%j is chat', (text) => expect(understand({ text }, at)).toEqual({ kind: 'silence' }))
})

describe('a command behind a greeting or a number of a list, on the first line', () => {
  it.each([`大家好，${line}`, `各位领导下午好！${line}`, `好的。 ${line}`, `1. ${line}`, `1、${line}`, `（1）${line}`])('%j', (text) => expect(shown(understand({ text }, at))).toEqual(brief))

  it.each(['/周报 怎么写？', '大家好，/周报 怎么写', '/周报 ?', '/活动 如何填写'])('%j asks for help and records nothing', (text) => {
    expect(understand({ text }, at)).toMatchObject({ command: { name: '帮助' }, raw: { command: text.includes('活动') ? '活动' : '周报' } })
  })

  it.each(['/活动 怎么写好公文 11月20日', '/周报 怎么写都行'])('%j does not', (text) => expect(understand({ text }, at)).not.toMatchObject({ command: { name: '帮助' } }))

  it('two of a list are one too many, which is said', () => {
    expect(understand({ text: `1. ${line}\n2. /任务 交名册 12月1日` }, at)).toMatchObject({ kind: 'command', problems: [{ said: '任务' }] })
  })

  it.each([`大家这样发，${line}`, `指令如下：\n1. ${line}\n2. /周报`, '好的，/微笑', '大家好，活动/任务都要报', '1. 明天开会\n2. /活动 读书会', '1./2的人到了', `收到了你的，${line}`, `大家好 ${line}`])('%j is chat', (text) =>
    expect(understand({ text }, at)).toEqual({ kind: 'silence' }))
})

describe('a command that others are told of, behind a greeting or in a list', () => {
  const product = { ...at, registry: full }
  const told = ['各位：/周报 记得交', '大家好，/周报 每周五前交', '大家好，/活动 这个指令怎么写', '收到，/统计 什么时候能用', '1、/周报 每周五交', '1. /活动 是报活动的', '1. /活动 报活动\n2. /周报 报周报\n3. /待办 看待办', '1. /活动\n2. /周报']

  it.each(told)('%j is chat', (text) => expect(understand({ text }, product)).toEqual({ kind: 'silence' }))

  it.each(told)('%j is answered where the bot is spoken to', (text) => expect(understand({ text, private: true }, product)).not.toEqual({ kind: 'silence' }))

  it.each(['大家好，/周报 完成班子增配', '各位领导好，/通知 明天下午开会', '各位好，/通知 大家记得明天交周报', '大家好，/任务 不用纸质版的名册 12月1日', '大家好，/待办', '1. /周报 进展情况:记得交名册', '1. /任务 交名册 12月1日\n2. /任务 交总结 12月2日', '1. /待办'])('%j is meant', (text) =>
    expect(understand({ text }, product)).toMatchObject({ kind: 'command' }))
})

describe('a form’s head with more on its line', () => {
  it.each(['【活动】读书会 11月20日', '【通知】今天下午开会', '【通知】各位同事：明天放假'])('%j is chat in a group', (text) => expect(understand({ text }, at)).toEqual({ kind: 'silence' }))
  it.each(['【活动】读书会 11月20日', '【通知】今天下午开会'])('%j is answered where the bot is spoken to', (text) => {
    for (const message of [{ text, private: true }, { text: `@团讯 ${text}` }]) expect(understand(message, at)).toMatchObject({ kind: 'unknown', how: { wrong: 'inline' } })
  })
  it('is a form where a label follows', () => expect(shown(understand({ text: '【活动】主题:读书会 时间:11月20日', private: true }, at))).toEqual(brief))
})
