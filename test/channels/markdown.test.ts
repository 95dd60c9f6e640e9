import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { escapeMarkdown, markdownOf } from '../../src/channels/markdown.ts'
import { tableLines } from '../../src/domain/table.ts'
import { costsAtMost } from '../support/effort.ts'

describe('what somebody typed is shown, not carried out', () => {
  test.each([
    ['<@all>', '＜@all＞'],
    ['<@WangMin> 请看', '＜@WangMin＞ 请看'],
    ['<font color="warning">逾期</font>', '＜font color="warning"＞逾期＜/font＞'],
    ['[点这里](http://evil.example)', '［点这里］(http://evil.example)'],
    ['![图](http://evil.example/x.png)', '!［图］(http://evil.example/x.png)'],
    ['**重要** _强调_ `代码` ~~作废~~', '＊＊重要＊＊ ＿强调＿ ｀代码｀ ～～作废～～'],
    ['# 大标题\n## 小标题\n#接龙', '＃ 大标题\n＃# 小标题\n#接龙'],
    ['> 引用', '＞ 引用'],
    ['- 一\n+ 二\n* 三', '－ 一\n＋ 二\n＊ 三'],
    ['2. 先\n1) 后', '2． 先\n1） 后'],
    ['|甲|乙|\n|--|--|', '｜甲｜乙｜\n｜--｜--｜'],
    ['题\n===\n---\n- - -', '题\n＝==\n－--\n－ - -'],
    ['    代码\n\t代码', '　代码\n　代码'],
    ['&lt;@all&gt; &#60;', '＆lt;@all＆gt; ＆#60;'],
    ['\\<@all>', '＼＜@all＞'],
    ['<think>', '＜think＞'],
  ])('%j', (text, shown) => expect(escapeMarkdown(text)).toBe(shown))
})

describe('what is plain stays', () => {
  test.each([
    '已记录 活动-2026-001：青年联谊会\n时间：2026年11月20日 14:00', '2026-11-20 14:00-16:00', '人数：35，经费 1.5万元', 'A & B', '#接龙', '【提醒】任务《报送》 @谢华', '请发：/完成 任务-2026-001', '1.5 倍', '浙江省/宁波市', '~30人',
  ])('%j', (text) => expect(escapeMarkdown(text)).toBe(text))
})

describe('any text', () => {
  const sign = fc.constantFrom(...'<>[]()!`*_|\\~&#;-+=.@ \t\n1a王', '<@', 'lt;', '```', '---')
  const text = fc.array(sign, { maxLength: 60 }).map((signs) => signs.join(''))
  it('holds nothing that Markdown acts on', () => {
    fc.assert(fc.property(text, (typed) => {
      const shown = escapeMarkdown(typed)
      expect(shown).not.toMatch(/[<>[\]`*_|\\]|~~|&#?\w+;/)
      for (const line of shown.split('\n')) expect(line).not.toMatch(/^ {0,3}(?:#{1,6}(?:\s|$)|[-+](?:\s|$)|\d{1,9}[.)](?:\s|$)|(?:-[ ]*){3,}$|=+ *$)|^(?: {4}| *\t)/)
    }))
  })
  it('reads the same once signs are folded, and a second time changes nothing', () => {
    fc.assert(fc.property(text, (typed) => {
      const shown = escapeMarkdown(typed)
      expect(escapeMarkdown(shown)).toBe(shown)
      expect(shown.normalize('NFKC').replace(/^\s+/gm, '')).toBe(typed.normalize('NFKC').replace(/^\s+/gm, ''))
    }))
  })
  it('takes no longer than it should', () => {
    for (const bomb of ['<'.repeat(100_000), '- '.repeat(50_000), `${'='.repeat(100_000)}x`, ' '.repeat(100_000), '~'.repeat(100_000), '&a'.repeat(50_000)]) {
      expect(costsAtMost(30, () => escapeMarkdown(bomb))).toBe(true)
    }
  })
})

describe('our own tables', () => {
  const table = tableLines({ head: ['单位', '已开展', '人次', '计划'], rows: [['中河街道', '已开展2场', '41人次', ''], ['1. 甲|乙*', '已开展', '0', '计划1场']] }).join('\n')

  it('stand between empty lines; a cell does not repeat its column, and nothing in it is carried out', () => {
    expect(markdownOf(`活动统计\n合计：2场\n${table}\n……共31个`)).toBe([
      '活动统计  ', '合计：2场', '', '| 单位 | 已开展 | 人次 | 计划 |', '| --- | --- | --- | --- |', '| 中河街道 | 2场 | 41 |  |', '| 1． 甲｜乙＊ | 已开展 | 0 | 1场 |', '', '……共31个',
    ].join('\n'))
  })

  it('may be all there is, or several', () => {
    const small = tableLines({ head: ['单位', '数'], rows: [['甲', '1']] }).join('\n')
    expect(markdownOf(small)).toBe('| 单位 | 数 |\n| --- | --- |\n| 甲 | 1 |')
    expect(markdownOf(`${small}\n又\n${small}`).match(/^\| --- /gm)).toHaveLength(2)
  })

  it('are not made of what somebody typed', () => {
    expect(markdownOf('| 甲 | 乙 |\n| --- | --- |\n| 1 | 2 |')).not.toContain('|')
  })
})
