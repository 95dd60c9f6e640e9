import { describe, expect, it } from 'vitest'
import { understand } from '../../src/grammar/parse.ts'
import { at, shown } from './support.ts'

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

describe('a form’s head with more on its line', () => {
  it.each(['【活动】读书会 11月20日', '【通知】今天下午开会', '【通知】各位同事：明天放假'])('%j is chat in a group', (text) => expect(understand({ text }, at)).toEqual({ kind: 'silence' }))
  it.each(['【活动】读书会 11月20日', '【通知】今天下午开会'])('%j is answered where the bot is spoken to', (text) => {
    for (const message of [{ text, private: true }, { text: `@团讯 ${text}` }]) expect(understand(message, at)).toMatchObject({ kind: 'unknown', how: { wrong: 'inline' } })
  })
  it('is a form where a label follows', () => expect(shown(understand({ text: '【活动】主题:读书会 时间:11月20日', private: true }, at))).toEqual(brief))
})
