import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { instant } from '../../src/domain/time.ts'
import { formatTranscript, mergeTranscripts } from '../../src/transcript/format.ts'
import { parseTranscript } from '../../src/transcript/parse.ts'
import { privateWith, TranscriptError } from '../../src/transcript/transcript.ts'

const sample = `消息对象:鄞州区中河街道工作群

2026-11-16 09:00:00 王敏(wangmin)
/活动 主题:青年联谊会

2026-11-16 09:00:05 团讯(bot)
已记录 活动-2026-001

计入：本周活动

消息对象:王敏(wangmin)

2026-11-16 9:05:59 王敏(wangmin)
/我的联系点
`
const nine = instant('2026-11-16', '09:00')

describe('parseTranscript', () => {
  it('reads the form of grammar.md', () => {
    expect(parseTranscript(sample)).toEqual([
      { at: nine, chat: '鄞州区中河街道工作群', name: '王敏', id: 'wangmin', text: '/活动 主题:青年联谊会', line: 3 },
      { at: nine + 5_000, chat: '鄞州区中河街道工作群', name: '团讯', id: 'bot', text: '已记录 活动-2026-001\n\n计入：本周活动', line: 6 },
      { at: nine + 359_000, chat: '王敏(wangmin)', name: '王敏', id: 'wangmin', text: '/我的联系点', line: 13 },
    ])
  })

  it('reads an old export: preamble, 名字<mail>, H:MM:SS, CRLF, byte order mark, several groups', () => {
    const old = `\uFEFF消息记录（此消息记录为文本格式，不支持重新导入）

================================================================
消息分组:我的QQ群
================================================================
消息对象:团建一群
================================================================

2014-10-10 9:00:00 管理员 李四<lisi@qq.com>
大家好
========
明天开会

2014-10-10 9:01:00 王五(12345)
收到


================================================================
消息分组:我的QQ群
================================================================
消息对象:团建二群
================================================================

2014-10-11 10:00:00 赵六(67890)

好
`.replaceAll('\n', '\r\n')
    expect(parseTranscript(old).map(({ chat, name, id, text }) => [chat, name, id, text])).toEqual([
      ['团建一群', '管理员 李四', 'lisi@qq.com', '大家好\n========\n明天开会'],
      ['团建一群', '王五', '12345', '收到'],
      ['团建二群', '赵六', '67890', '好'],
    ])
  })

  it('takes any words between two lines of = before the first message', () => {
    expect(parseTranscript('=====\n导出于 2014 年\n=====\n消息对象:群\n2026-11-16 09:00:00 甲(a)\n')).toHaveLength(1)
  })

  it('keeps blank lines, blanks and things that only resemble a header inside a text', () => {
    const text = '第一行\n\n  缩进\n2026-11-16 开会\n2026-11-16 09:00:00 没有编号\n09:00:00 王敏(wangmin)'
    expect(parseTranscript(`消息对象:群\n2026-11-16 09:00:00 甲(a)\n\n${text}\n\n`)[0]?.text).toBe(text)
  })

  it('a line that looks like a header is one, a 消息对象 line changes the chat', () => {
    const lines = parseTranscript('消息对象:群\n2026-11-16 09:00:00 甲(a)\n一\n2026-11-16 09:00:01 乙(b)\n二\n消息对象：二群\n2026-11-16 09:00:02 丙(c)\n三')
    expect(lines.map(({ chat, text }) => [chat, text])).toEqual([['群', '一'], ['群', '二'], ['二群', '三']])
  })

  it.each([
    ['', []],
    ['\n\n', []],
    ['消息对象:群\n', []],
    ['================\n', []],
  ])('has no messages in %j', (text, expected) => expect(parseTranscript(text)).toEqual(expected))

  it.each([
    ['你好\n', '记录.txt 第1行：不是消息开头'],
    ['消息对象:群\n\n没有开头\n2026-11-16 09:00:00 甲(a)\n', '记录.txt 第3行：不是消息开头'],
    ['2026-11-16 09:00:00 甲(a)\n一', '记录.txt 第1行：前面缺少“消息对象:群名”'],
    ['消息对象:\n', '记录.txt 第1行：消息对象后面没有群名'],
    ['消息对象:群\n2026-02-30 09:00:00 甲(a)\n', '记录.txt 第2行：时间不存在'],
    ['消息对象:群\n2026-11-16 09:00:00 甲(a)\n一\n2026-11-16 25:00:00 甲(a)\n', '记录.txt 第4行：时间不存在'],
    ['消息对象:群\n2026-11-16 09:00:00 甲\n', '记录.txt 第2行：不是消息开头'],
    ['=====\n还没有结束的框\n消息对象:群\n', '记录.txt 第2行：不是消息开头'],
  ])('complains about %j by line', (text, expected) => {
    expect(() => parseTranscript(text, '记录.txt')).toThrow(TranscriptError)
    expect(() => parseTranscript(text, '记录.txt')).toThrow(expected)
  })
})

describe('privateWith', () => {
  it.each([
    ['王敏(wangmin)', { name: '王敏', id: 'wangmin' }],
    ['王敏 (wangmin)', { name: '王敏', id: 'wangmin' }],
    ['王敏（中河）(wangmin)', { name: '王敏（中河）', id: 'wangmin' }],
    ['李四<lisi@qq.com>', { name: '李四', id: 'lisi@qq.com' }],
    ['鄞州区中河街道工作群', undefined],
    ['工作群（2026）', undefined],
    ['空()', undefined],
  ])('%s', (chat, expected) => expect(privateWith(chat)).toEqual(expected))
})

describe('formatTranscript', () => {
  it('writes what it read', () => {
    expect(formatTranscript(parseTranscript(sample))).toBe(sample.replace('9:05:59', '09:05:59'))
    expect(formatTranscript([])).toBe('')
  })

  const word = fc.string({ unit: fc.constantFrom('中', '河', 'a', '1', ' ', '：', '/', '#', '-'), minLength: 1 }).map((s) => s.trim() || '甲')
  const body = fc
    .array(fc.oneof(word, fc.constantFrom('', '======', '消息分组:群', '「团讯：任务-2026-004」', '2026-11-16 09:00:00')))
    .map((lines) => lines.join('\n').replace(/^\s+|\s+$/g, ''))
    // An export's own frame at the end of a text cannot be told from the text.
    .filter((text) => !/(^|\n)(======|消息分组:群)$/.test(text))
  const message = fc.record({
    at: fc.integer({ min: instant('1990-01-01') / 1000, max: instant('2090-01-01') / 1000 }).map((s) => s * 1000),
    chat: fc.oneof(word, word.map((name) => `${name}(id)`)),
    name: word,
    id: fc.constantFrom('wangmin', '12345', 'a@b.c', 'bot'),
    text: body,
  })

  it('is read back as it was (property)', () => {
    fc.assert(
      fc.property(fc.array(message, { maxLength: 8 }), (messages) => {
        const read = parseTranscript(formatTranscript(messages))
        expect(read.map(({ line: _, ...rest }) => rest)).toEqual(messages)
      }),
    )
  })

  it('merges files in time order, the earlier file first among equals', () => {
    const one = parseTranscript('消息对象:一\n2026-11-16 09:00:00 甲(a)\n1\n2026-11-16 10:00:00 甲(a)\n4')
    const two = parseTranscript('消息对象:二\n2026-11-16 09:00:00 乙(b)\n2\n2026-11-16 09:30:00 乙(b)\n3')
    expect(mergeTranscripts([one, two]).map(({ text }) => text)).toEqual(['1', '2', '3', '4'])
  })
})
