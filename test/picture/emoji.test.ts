import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { undecorated } from '../../src/picture/emoji.ts'
import { visible } from '../../src/picture/signs.ts'
import { evenFont } from './support.ts'

/** It has no sign beyond letters and Chinese ones. */
const poor = { ...evenFont, has: (sign: string) => /[\p{L}\p{N}\p{P}\s]/u.test(sign) }
const of = (text: string) => undecorated(visible(text), poor).text

describe('left out, where the font lacks it', () => {
  test.each([
    ['活动圆满成功🎉🎉', '活动圆满成功'],
    ['圆满成功！🎉 🎉（活动-2026-001）', '圆满成功！（活动-2026-001）'],
    ['🎉今天开会', '今天开会'],
    ['中河街道：联谊会👍🏻很好', '中河街道：联谊会很好'],
    ['一家三口👨‍👩‍👧参加', '一家三口参加'],
    ['庆祝国庆🇨🇳，升旗', '庆祝国庆，升旗'],
    ['1️⃣签到 2️⃣开会', '1签到 2开会'],
    ['热爱❤️家乡☀️', '热爱家乡'],
    ['【🎊喜报】', '【喜报】'],
    ['参加3🎉5场', '参加3 5场'],
    ['1️⃣2️⃣', '1 2'],
    ['⭐重点工作', '重点工作'],
    ['🙋我来报名', '我来报名'],
    ['📅11月20日🎉', '11月20日'],
    ['\u001F单位\u001F联谊✨\u001F', '\u001F单位\u001F联谊\u001F'],
  ])('%s', (text, plain) => expect(of(text)).toBe(plain))
})

describe('stays', () => {
  test.each([
    '已报✅，未报❌', '人数📈', '上升⬆️', '状态🔴', '第一名🥇', '©团委', '14点🕑', '甲➡乙', '全对⭕', '注意⚠', '得💯分', '赞成👎很多', '🙅不来', '📵开会', // they tell something
    '服务⭐⭐⭐，环境⭐⭐', '环境⭐ ⭐', '到会👨3👩5', '3👦', '🙋 12人', // they count
    '进展：👍', '进展：👍（周报-2026-001）', '🎉\n开会', '一、进展\n👍👍\n', '\u001F中河街道\u001F👍\u001F', '反馈“👍”', '意见：👍。', '👍', // all that was said
    '李𬬻', '宁波市', '张三、李四（38人）', '100%…… ￥3', '\uE000号', '∮', // no emoji
  ])('%s', (text) => expect(undecorated(visible(text), poor)).toEqual({ text: visible(text), leftOut: [] }))
  test('what the font has', () => expect(undecorated('好🎉吗', { ...poor, has: () => true })).toEqual({ text: '好🎉吗', leftOut: [] }))
})

test('each that was left out is named once', () => expect(undecorated('好🎉👍吧🎉呀', poor)).toEqual({ text: '好吧呀', leftOut: ['🎉', '👍'] }))

test('property: words and figures stay in their order, whatever stands between', () => {
  const piece = fc.constantFrom('中河', '3', '：', '（', '）', '，', '\n', ' ', '🎉', '👍🏻', '✅', '1️⃣', '🇨🇳', '❤️')
  fc.assert(fc.property(fc.array(piece, { maxLength: 20 }), (pieces) => {
    const text = visible(pieces.join(''))
    const words = (said: string) => said.replace(/[^\p{L}\p{N}\p{P}\n✅]/gu, '')
    expect(words(undecorated(text, poor).text)).toBe(words(text))
    const figures = (said: string) => said.replace(/\uFE0F?\u20E3/gu, ' ').match(/\p{N}+/gu)
    expect(figures(undecorated(text, poor).text)).toEqual(figures(text))
  }))
})
