import { describe, expect, it } from 'vitest'
import { clean, fold, foldWord, join, part, trim, typedBetween } from '../../src/grammar/fold.ts'
import { costsAtMost } from '../support/effort.ts'

describe('fold', () => {
  it.each([
    ['／活動　主題：', '/活动 主题:'],
    ['＠团讯\u2005收到', '@团讯 收到'],
    ['a\u00a0b\u3000c', 'a b c'],
    ['１１月２０日１４：００', '11月20日14:00'],
    ['主\u200b题\ufeff：', '主题:'],
    ['“好”‘的’', '"好"\'的\''],
    ['——————', '------'],
    ['1〜2～3', '1~2~3'],
    ['『a』｢b｣', '「a」「b」'],
    ['第一行\r\n第二行\u2028第三行', '第一行\n第二行\n第三行'],
    ['週報 進度 輪值 臺賬 羣設置', '周报 进度 轮值 台账 群设置'],
    ['好。、【通知】', '好。、【通知】'],
  ])('%j is recognised as %j', (typed, folded) => expect(fold(typed).text).toBe(folded))

  it('drops control characters and the signs that stand for numbers not yet allotted', () => {
    expect(clean('a\u0000b\uE000c\uE001\u001bd\tz')).toBe('abcd\tz')
    expect(fold('任务\uE0001\uE001').typed).toBe('任务1')
    expect(clean('\ud83d半')).toBe('半')
    expect(clean('好😀')).toBe('好😀')
  })

  it('finds the way back to what was typed, however long a sign becomes', () => {
    const folded = fold('㎡：聯誼\u200b會 ㈱ 完')
    const at = folded.text.indexOf('联谊')
    expect(typedBetween(folded, at, at + 3)).toBe('聯誼\u200b會')
    expect(typedBetween(folded, folded.text.length - 1, folded.text.length)).toBe('完')
  })

  it('cuts and joins without losing the way back', () => {
    const folded = fold('甲聯乙誼丙')
    const joined = join([part(folded, 0, 2), part(folded, 4, 5)])
    expect(joined.text).toBe('甲联丙')
    expect(typedBetween(joined, 1, 3)).toBe('聯丙')
    expect(typedBetween(part(joined, 1, 2), 0, 1)).toBe('聯')
  })

  it('trims invisible signs, and only at the ends', () => {
    expect(trim(' \u200b\u3000甲 \u200b乙\n\ufeff')).toBe('甲 \u200b乙')
    expect(foldWord('　ＨＤ  ')).toBe('hd')
  })

  it('is linear: a hundred thousand characters in well under a second', () => {
    expect(costsAtMost(100, () => {
      fold('青年聯誼會 abc'.repeat(10_000))
      trim(`甲${' '.repeat(100_000)}乙`)
    })).toBe(true)
  })
})
