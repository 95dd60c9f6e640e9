import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { breaks, spellBrief, spellMoment, todayAt } from '../../src/web/tryout/page/times.ts'
import { pieces } from '../../src/web/tryout/page/richText.ts'

describe('pieces of a message', () => {
  const names = ['王敏', '王', '团讯']
  const commands = ['活动', '取消活动', '帮助', '待办', '完成', '活动 已办']
  const cut = (text: string, bot = true) => pieces(text, bot ? { names, commands } : { names }).map(({ kind, text: piece }) => `${kind}:${piece}`)
  test('labels, numbers, mentions and commands stand out in the bot’s lines', () => {
    expect(cut('@王敏 已记录 活动-2026-001：青年联谊会\n时间：2026年11月20日 14:00\n办完请发 /活动 已办 活动-2026-001 人数:40')).toEqual([
      'mention:@王敏', 'text: 已记录 ', 'number:活动-2026-001', 'text:：青年联谊会\n', 'label:时间：', 'text:2026年11月20日 14:00\n办完请发 ', 'command:/活动 已办 活动-2026-001 人数:40',
    ])
  })
  test('a command ends with its sentence, or where the next one begins', () => {
    expect(cut('活动：/活动 /取消活动')).toEqual(['label:活动：', 'command:/活动', 'text: ', 'command:/取消活动'])
    expect(cut('请发 /帮助 活动。谢谢')).toEqual(['text:请发 ', 'command:/帮助 活动', 'text:。谢谢'])
    expect(cut('（/待办）')).toEqual(['text:（', 'command:/待办', 'text:）'])
  })
  test('people’s lines have mentions and numbers only', () => {
    expect(cut('/完成 任务-2026-004', false)).toEqual(['text:/完成 ', 'number:任务-2026-004'])
    expect(cut('时间：明天 ＠王敏', false)).toEqual(['text:时间：明天 ', 'mention:＠王敏'])
  })
  test.each(['11/20', 'a/活动', '2026/11/20', '@没有的人', '活动-2026', '和/或者', ''])('nothing stands out in %j', (text) => {
    expect(cut(text)).toEqual(text === '' ? [] : [`text:${text}`])
  })
  test('put together they are the text again', () => {
    const text = fc.array(fc.constantFrom('@', '王敏', '/', '活动', '-2026-', '001', '：', '\n', '。', ' ', 'a', '1', '@王'), { maxLength: 30 }).map((all) => all.join(''))
    fc.assert(fc.property(fc.oneof(text, fc.string()), fc.boolean(), (whole, bot) => {
      expect(pieces(whole, bot ? { names, commands } : { names }).map((piece) => piece.text).join('')).toBe(whole)
    }))
  })
})

describe('times', () => {
  const today = '2026-11-20'
  test.each([
    ['2026-11-20T14:02:09+08:00', '14:02', '14:02'],
    ['2026-11-19T23:59:00+08:00', '昨天 23:59', '昨天'],
    ['2026-11-18T09:00:00+08:00', '周三 09:00', '周三'],
    ['2026-11-14T09:00:00+08:00', '周六 09:00', '周六'],
    ['2026-11-13T09:00:00+08:00', '11月13日 09:00', '11月13日'],
    ['2025-12-31T09:00:00+08:00', '2025年12月31日 09:00', '2025年12月31日'],
    ['2026-11-21T09:00:00+08:00', '11月21日 09:00', '11月21日'],
  ])('%s', (at, moment, brief) => {
    expect(spellMoment(at, today, false)).toBe(moment)
    expect(spellBrief(at, today)).toBe(brief)
  })
  test('where a day begins it is named', () => expect(spellMoment('2026-11-20T08:00:00+08:00', today, true)).toBe('今天 08:00'))
  test('today is Shanghai’s', () => expect([todayAt(Date.parse('2026-11-20T15:59:59Z')), todayAt(Date.parse('2026-11-20T16:00:00Z'))]).toEqual(['2026-11-20', '2026-11-21']))
  test('a time is written first, after a pause and on a new day', () => {
    const at = (time: string) => `2026-11-20T${time}+08:00`
    expect(breaks(undefined, at('10:00:00'))).toBe(true)
    expect(breaks(at('10:00:00'), at('10:05:00'))).toBe(false)
    expect(breaks(at('10:00:00'), at('10:05:01'))).toBe(true)
    expect(breaks('2026-11-19T23:59:59+08:00', at('00:00:01'))).toBe(true)
  })
})
