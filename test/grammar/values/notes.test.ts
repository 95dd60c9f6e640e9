import { describe, expect, it } from 'vitest'
import { readDate, readDateTime, readDeadline, readMoney, readNumber, readRange, readTime, valueContext, workingDaysBy } from '../../../src/grammar/values/index.ts'
import { chineseCalendar } from '../../../src/domain/workCalendar.ts'
import { at, contextAt } from './support.ts'

const ctx = contextAt('2026-11-21 10:00')
const notes = (reading: { ok: boolean; notes?: string[] }): string => (reading.ok ? (reading.notes ?? []).join('；') : 'refused')

describe('what was assumed is said', () => {
  it.each([
    ['2点', '“2点”按下午2点（14:00）理解'],
    ['2:30', '“2:30”按下午2点30分（14:30）理解'],
    ['六点半', '“六点半”按下午6点30分（18:30）理解'],
    ['晚上12点', '“晚上12点”按次日00:00理解'],
    ['24:00', '“24:00”按次日00:00理解'],
    ['上午12点', '“上午12点”按中午12:00理解'],
    ['23:59:59', '“23:59:59”只记到分钟'],
  ])('time %s', (text, note) => expect(notes(readTime(text, ctx))).toBe(note))

  it.each(['14:00', '7点', '12点', '下午2点', '02:30', '0:30', '早上6点', '下班前'])('nothing is assumed of %s', (text) => {
    expect(notes(readTime(text, ctx))).toBe('')
  })

  it('the end of a meeting', () => {
    expect(notes(readDateTime('11月20日14:00-16:00', ctx, 'nearest'))).toBe('按开始时间记，到2026年11月20日 16:00结束')
    expect(notes(readDateTime('11月20日上午9点到11点', ctx, 'nearest'))).toContain('11:00结束')
    expect(notes(readDateTime('11月20日上午9点到下午3点', ctx, 'nearest'))).toContain('15:00结束')
    expect(notes(readDateTime('11月20日9点到5点', ctx, 'nearest'))).toContain('17:00结束')
    expect(notes(readDateTime('今晚10点到凌晨2点', ctx, 'nearest'))).toContain('2026年11月22日 02:00结束')
    expect(notes(readDateTime('11月20日晚上11点到1点', ctx, 'nearest'))).toContain('2026年11月21日 01:00结束')
    expect(notes(readDateTime('11月20日11点到1点', ctx, 'nearest'))).toContain('2026年11月20日 13:00结束')
    expect(notes(readDateTime('11月20日14:00至次日12:00', ctx, 'nearest'))).toContain('2026年11月21日 12:00结束')
    expect(notes(readDateTime('11月20日14:00 共2小时', ctx, 'nearest'))).toContain('共2小时')
  })

  it('another year than this', () => {
    expect(notes(readDate('1月3日', ctx, 'nearest'))).toBe('“1月3日”按2027年1月3日理解')
    expect(notes(readDate('12月3日', ctx, 'nearest'))).toBe('')
    expect(notes(readRange('一季度', ctx, 'nearest'))).toContain('2027年1月1日至2027年3月31日')
    expect(notes(readRange('四季度', ctx, 'nearest'))).toBe('')
  })

  it('what a field does not keep', () => {
    expect(notes(readDate('周五下班前', ctx, 'nearest'))).toContain('“下班前”不记')
    expect(notes(readDate('今晚', ctx, 'nearest'))).toContain('“今晚”不记')
    expect(notes(readRange('11月20日14:00-16:00', ctx, 'nearest'))).toContain('“14:00”“16:00”不记')
    expect(notes(readRange('未来三天', ctx, 'nearest'))).toContain('从明天算起')
    expect(notes(readRange('到12月31日', ctx, 'nearest'))).toContain('从今天算起')
  })

  it('a time that has passed today is due tomorrow', () => {
    expect(notes(readDeadline('9:00', ctx))).toBe('没有写日期，按2026年11月22日理解')
    expect(notes(readDeadline('17:00', ctx))).toBe('')
  })

  it('shorthand', () => {
    expect(notes(readNumber('2w'))).toBe('“2w”按20000理解')
    expect(notes(readMoney('2w'))).toBe('“2w”按20000元理解')
  })
})

describe('settings', () => {
  it('noon and the end of work can be set', () => {
    const set = valueContext(ctx.now, { noon: '11:30', endOfWork: '17:00' })
    expect(readTime('中午', set)).toMatchObject({ value: '11:30' })
    expect(readTime('中午下班前', set)).toMatchObject({ value: '11:30' })
    expect(readDeadline('下周五下班前', set)).toMatchObject({ value: { date: '2026-11-27', time: '17:00' } })
  })

  it('working days need a calendar that reaches so far', () => {
    const bare = valueContext(at('2026-11-21 10:00'))
    expect(readDeadline('3个工作日内', bare)).toMatchObject({ ok: false, complaint: expect.stringContaining('放假安排') })
    const short = valueContext(bare.now, { addWorkingDays: () => null })
    expect(readDeadline('200个工作日内', short)).toMatchObject({ ok: false, complaint: expect.stringContaining('超出已知的放假安排') })
    expect(readDeadline('3个工作日内', ctx)).toMatchObject({ value: { date: '2026-11-25' } })
  })
})

describe('the published calendar', () => {
  const published = valueContext(at('2026-09-28 10:00'), { addWorkingDays: workingDaysBy(chineseCalendar()) })
  it('counts over a holiday and its make-up Saturday', () => {
    expect(readDeadline('3个工作日内', published)).toMatchObject({ value: { date: '2026-10-08' } })
    expect(readDeadline('5个工作日内', published)).toMatchObject({ value: { date: '2026-10-10' } })
    expect(readDate('1个工作日前', published, 'past')).toMatchObject({ value: '2026-09-24' })
  })
  it('does not guess a year without a list', () => {
    expect(readDeadline('200个工作日内', published)).toMatchObject({ ok: false, complaint: expect.stringContaining('超出已知的放假安排') })
  })
})
