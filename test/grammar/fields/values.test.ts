import { describe, expect, it } from 'vitest'
import type { Field } from '../../../src/grammar/field.ts'
import { f } from '../../../src/grammar/fields.ts'
import { withoutCourtesy } from '../../../src/grammar/read.ts'
import { at } from '../support.ts'

const read = <T>(field: Field<T>, text: string) => {
  const reading = field.read(text, at.fields)
  return reading.ok ? reading.value : { complaint: reading.complaint }
}
const refused = { complaint: expect.any(String) }

describe('builders', () => {
  it('make required fields that can be made optional', () => {
    expect(f.text('主题')).toMatchObject({ label: '主题', required: true, positional: true, also: [] })
    expect(f.text('主题', { also: ['题目'], positional: false }).optional()).toMatchObject({ required: false, positional: false, also: ['题目'] })
    expect(f.date('日期', 'past').hint).toBe('如 11月20日')
    expect(f.date('日期', 'past', { hint: '哪天' }).hint).toBe('哪天')
  })
  it('check what is read by their schemas', () => {
    expect(f.dateTime('时间', 'nearest').schema.safeParse({ date: '2026-11-20', time: '14:00' }).success).toBe(true)
    expect(f.choice('回执', ['每单位', '每人']).schema.safeParse('每月').success).toBe(false)
  })
})

describe('text', () => {
  it('is one line, not too long', () => {
    expect(read(f.text('主题'), ' 第一行 \n 第二行 ')).toBe('第一行 第二行')
    expect(read(f.text('主题', { max: 3 }), '四个字了')).toMatchObject({ complaint: '“主题”最多3个字，这里有4个字，请缩短后再发。' })
  })
  it('keeps its lines when it is long', () => expect(read(f.longText('摘要'), '\n第一行\n\n第三行 ')).toBe('第一行\n\n第三行'))
  it('is a list, one item a line', () => {
    expect(read(f.lines('项目'), '1. 甲\n2、乙\n\n（3）丙\n- 丁\n3.5公里跑')).toEqual(['甲', '乙', '丙', '丁', '3.5公里跑'])
    expect(read(f.lines('项目'), '\n \n')).toMatchObject(refused)
  })
})

describe('numbers and choices', () => {
  it.each([['35', 35], ['35人', 35], ['三十五', 35], ['３５', 35], ['2万', 20000], ['0', 0]])('%s', (text, value) => expect(read(f.number('人数'), text)).toBe(value))
  it.each(['-1', '3.5', '很多', ''])('%j is no count', (text) => expect(read(f.number('人数'), text)).toMatchObject(refused))
  it('keep within bounds', () => {
    expect(read(f.number('期号', { min: 1, max: 9 }), '10')).toMatchObject({ complaint: '“期号”不能大于9，这里写的是10。' })
    expect(read(f.number('期号', { min: 1 }), '0')).toMatchObject(refused)
  })
  it('money is in fen', () => {
    expect(read(f.money('金额'), '2万元')).toBe(2_000_000)
    expect(read(f.money('金额'), '1234.56')).toBe(123_456)
  })
  const receipt = f.choice('回执', ['每单位', '每人'], { synonyms: { 单位: '每单位' } })
  it.each([['每单位', '每单位'], ['每單位', '每单位'], [' 每人 ', '每人'], ['单位', '每单位']])('%s', (text, value) => expect(read(receipt, text)).toBe(value))
  it.each(['每', '人', '每人每单位', 'constructor'])('%s is no choice', (text) => expect(read(receipt, text)).toMatchObject(refused))
  it.each([['开', true], ['是', true], ['ON', true], ['有', true], ['关', false], ['否', false], ['off', false], ['无', false]])('%s', (text, value) => expect(read(f.flag('催办'), text)).toBe(value))
  it('a flag is on or off', () => expect(read(f.flag('催办'), '也许')).toMatchObject(refused))
})

describe('times', () => {
  it('lean the way the field says', () => {
    expect(read(f.date('日期', 'past'), '12月1日')).toBe('2025-12-01')
    expect(read(f.date('日期', 'ahead'), '11月1日')).toBe('2027-11-01')
    expect(read(f.dateTime('时间', 'nearest'), '11月20日14:00')).toEqual({ date: '2026-11-20', time: '14:00' })
    expect(read(f.deadline('截止'), '周五下班前')).toEqual({ date: '2026-11-27', time: '17:30' })
    expect(read(f.range('任期', 'ahead'), '1月1日至3月31日')).toEqual({ from: '2027-01-01', to: '2027-03-31' })
  })
  it.each([['本月', '2026-11-01', '2026-11-30'], ['上周', '2026-11-09', '2026-11-15'], ['一季度', '2026-01-01', '2026-03-31'], ['2026年', '2026-01-01', '2026-12-31'], ['11月20日', '2026-11-20', '2026-11-20'], ['10月', '2026-10-01', '2026-10-31']])('period %s', (text, from, to) =>
    expect(read(f.period('时间'), text)).toEqual({ from, to }))
  it.each([['本周', '2026-11-16'], ['上周', '2026-11-09'], ['第46周', '2026-11-09'], ['11月20日', '2026-11-16'], ['11月9日那周', '2026-11-09'], ['11月11日的那一周', '2026-11-09'], ['这周', '2026-11-16']])('week %s', (text, monday) => expect(read(f.week('周'), text)).toBe(monday))
  it('a week that is none is told how to write it', () => expect(read(f.week('周'), '某周')).toMatchObject({ complaint: '“周”没有看懂“某周”，请写如 周:上周、周:第49周，或那一周里的一天。' }))
  it.each(['推迟到12月2日', '改成12月2日', '延期至 12月2日', '12月2日'])('%s is the day behind it', (text) => {
    expect(read(f.deadline('截止'), text)).toEqual({ date: '2026-12-02' })
    expect(read(f.dateTime('时间', 'nearest'), text)).toEqual({ date: '2026-12-02' })
  })
  it('a week is one week', () => expect(read(f.week('周'), '本月')).toMatchObject({ complaint: '“周”要写一周，“本月”不止一周，如 周:上周。' }))
  it.each([['周一 10:00', 1, '10:00'], ['每周五17:00', 5, '17:00'], ['星期日 9点', 7, '09:00'], ['周天10:00', 7, '10:00']])('weekly %s', (text, weekday, time) => expect(read(f.weekly('简报'), text)).toEqual({ weekday, time }))
  it.each(['off', '关', '无', '不发'])('weekly %s is none', (text) => expect(read(f.weekly('简报'), text)).toBeNull())
  it.each(['周八 10:00', '10:00', '周一', '每天'])('weekly %s is refused', (text) => expect(read(f.weekly('简报'), text)).toMatchObject(refused))
  it('are shown as ISO', () => {
    expect(f.dateTime('时间', 'nearest').show({ date: '2026-11-20', time: '14:00' })).toBe('2026-11-20T14:00:00+08:00')
    expect(f.range('任期', 'ahead').show({ from: '2027-01-01', to: '2027-03-31' })).toBe('2027-01-01/2027-03-31')
    expect([f.weekly('简报').show({ weekday: 1, time: '10:00' }), f.weekly('简报').show(null)]).toEqual(['周一 10:00', null])
  })
})

describe('withoutCourtesy', () => {
  it.each([['35人，谢谢', '35人'], ['35人 谢谢大家！', '35人'], ['35人。', '35人'], ['35人[抱拳]', '35人'], ['35人🙏🙏', '35人'], ['35人，辛苦您了', '35人'], ['35人 多谢 谢谢', '35人']])('%s', (text, bare) => expect(withoutCourtesy(text)).toBe(bare))
  it.each(['35人', '谢谢35人', '感谢信', '谢谢'])('%s stays', (text) => expect(withoutCourtesy(text)).toBe(text))
})
