/** What a time lacks is said exactly, with an example of the same day that is read. */
import { describe, expect, it } from 'vitest'
import { contextAt, readAs, short } from './support.ts'

const now = '2026-11-23 09:00'
const complaintOf = (field: string, text: string): string => {
  const reading = readAs(field, text, contextAt(now))
  return reading.ok ? `read as ${short(reading.value)}` : reading.complaint
}
const exampleIn = (complaint: string): string => /请写成“([^”]+)”/.exec(complaint)?.[1] ?? ''

describe('the hour', () => {
  it.each([
    ['dateTime', '11月22日上午', '“11月22日上午”没有写几点，请写成“11月22日上午9点”这样。', '2026-11-22 09:00'],
    ['dateTime', '11月22日（周日） 下午', '“11月22日周日下午”没有写几点，请写成“11月22日周日下午2点”这样。', '2026-11-22 14:00'],
    ['dateTime', '明天晚上', '“明天晚上”没有写几点，请写成“明天晚上7点”这样。', '2026-11-24 19:00'],
    ['dateTime', '今晚', '“今晚”没有写几点，请写成“今晚7点”这样。', '2026-11-23 19:00'],
    ['deadline', '下周三上午前', '“下周三上午”没有写几点，请写成“下周三上午9点”这样。', '2026-12-02 09:00'],
  ])('%s %s', (field, text, complaint, meant) => {
    expect(complaintOf(field, text)).toBe(complaint)
    expect(short((readAs(field, exampleIn(complaint), contextAt(now)) as { value?: unknown }).value)).toBe(meant)
  })

  it.each([['2月30日上午', '“2月30日”这一天不存在'], ['11月22日周一上午', '是周日，和“周一”对不上']])('is no matter of a day that cannot be: %s', (text, complaint) => {
    expect(complaintOf('dateTime', text)).toContain(complaint)
  })
})

describe('the day', () => {
  it.each([
    ['dateTime', '上周末', '2026年11月21日至2026年11月22日', '2026-11-21 14:00'],
    ['dateTime', '下周', '2026年11月30日至2026年12月6日', '2026-11-30 14:00'],
    ['dateTime past', '去年11月', '2025年11月1日至2025年11月30日', '2025-11-01 14:00'],
    ['deadline', '下周', '2026年11月30日至2026年12月6日', '2026-12-06 17:00'],
    ['dateTime', '本月', '2026年11月1日至2026年11月30日', '2026-11-30 14:00'],
    ['date', '上周末', '2026年11月21日至2026年11月22日', '2026-11-21'],
  ])('%s %s', (field, text, days, meant) => {
    const complaint = complaintOf(field, text)
    expect(complaint).toContain(`“${text}”是一段时间（${days}），没有说是哪一天`)
    expect(short((readAs(field, exampleIn(complaint), contextAt(now)) as { value?: unknown }).value)).toBe(meant)
  })

  it('a deadline is shown none that has gone by', () => expect(complaintOf('deadline', '上周')).toContain('请写成“12月30日17:00”这样'))
})
