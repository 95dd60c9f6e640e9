import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, dayOf, weekdayOf } from '../../../src/domain/time.ts'
import { costsAtMost } from '../../support/effort.ts'
import { at, contextAt, readAs, short } from './support.ts'

const FIELDS = ['dateTime', 'date', 'time', 'range', 'deadline', 'number', 'money', 'date past', 'date ahead', 'range past', 'dateTime past']
const ctx = contextAt('2026-11-21 10:00')
const anyDay = fc.integer({ min: -3650, max: 3650 }).map((n) => addDays('2026-11-21', n))
const anyTime = fc.tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 })).map(([h, m]) => `${String(h).padStart(2, '0')}:${String(m).padStart(2, '0')}`)
const value = (field: string, text: string, now = ctx): unknown => {
  const reading = readAs(field, text, now)
  return reading.ok ? short(reading.value) : reading.complaint
}
const parts = (day: string): [number, number, number] => day.split('-').map(Number) as [number, number, number]
const HAN = [...'〇一二三四五六七八九']
const spoken = (n: number): string => (n < 10 ? (HAN[n] ?? '') : `${n < 20 ? '' : HAN[Math.floor(n / 10)]}十${n % 10 === 0 ? '' : HAN[n % 10]}`)

describe('what was written out is read back', () => {
  it('full dates in every style', () => {
    fc.assert(
      fc.property(anyDay, (day) => {
        const [y, m, d] = parts(day)
        const year = [...String(y)].map((c) => HAN[Number(c)]).join('')
        const styles = [day, `${y}年${m}月${d}日`, `${y}.${m}.${d}`, `${y}/${m}/${d}`, day.replaceAll('-', ''), `${year}年${spoken(m)}月${spoken(d)}號`]
        for (const text of styles) expect(value('date', text), text).toBe(day)
      }),
    )
  })

  it('a date with a time, and a deadline', () => {
    fc.assert(
      fc.property(anyDay, anyTime, (day, time) => {
        const [y, m, d] = parts(day)
        expect(value('dateTime', `${y}年${m}月${d}日 ${time}`)).toBe(`${day} ${time}`)
        expect(value('dateTime', `${day}T${time}:00+08:00`)).toBe(`${day} ${time}`)
        expect(value('deadline', `${y}年${m}月${d}日（周${'一二三四五六日'[weekdayOf(day) - 1]}）${time}前`)).toBe(`${day} ${time}`)
      }),
    )
  })

  it('a weekday that disagrees is never passed over', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 1, max: 6 }), (day, off) => {
        const wrong = '一二三四五六日'[(weekdayOf(day) - 1 + off) % 7]
        expect(readAs('date', `${day}（周${wrong}）`, ctx).ok).toBe(false)
      }),
    )
  })

  it('ranges', () => {
    fc.assert(
      fc.property(anyDay, fc.nat(800), (from, length) => {
        const to = addDays(from, length)
        const [y, m, d] = parts(from)
        const [y2, m2, d2] = parts(to)
        for (const text of [`${from}/${to}`, `${from}至${to}`, `${y}年${m}月${d}日-${y2}年${m2}月${d2}日`, `${y}.${m}.${d}～${y2}.${m2}.${d2}`]) {
          expect(value('range', text), text).toBe(`${from}/${to}`)
        }
      }),
    )
  })

  it('times, numbers and sums', () => {
    fc.assert(
      fc.property(anyTime, fc.nat(99_999_999), (time, n) => {
        expect(value('time', time)).toBe(time)
        expect(value('number', `${n}人`)).toBe(String(n))
        expect(value('number', n.toLocaleString('en-US'))).toBe(String(n))
        expect(value('money', `${(n / 100).toFixed(2)}元`)).toBe(String(n))
      }),
    )
  })
})

describe('a date without a year lies where the lean says', () => {
  const yearless = fc.tuple(anyDay, anyDay)
  const read = (lean: string, day: string, today: string): string => {
    const [, m, d] = parts(day)
    return String(value(`date ${lean}`, `${m}月${d}日`, { ...ctx, now: at(`${today} 12:00`) }))
  }
  it('past, ahead and nearest', () => {
    fc.assert(
      fc.property(yearless, ([day, today]) => {
        const past = read('past', day, today)
        const ahead = read('ahead', day, today)
        expect(past <= today && ahead >= today).toBe(true)
        expect([past, ahead].map((d) => d.slice(5))).toEqual([day.slice(5), day.slice(5)])
        const gap = (d: string): number => Math.abs(Date.parse(d) - Date.parse(today))
        const nearest = read('nearest', day, today)
        expect(gap(nearest)).toBe(Math.min(gap(past), gap(ahead)))
      }),
    )
  })
})

describe('nothing a person can type does harm', () => {
  const PIECES = [...'0123456789一二三四五六七八九十百千万零〇两半年月日号周点时分刻前后内至到-~/.:,，()（） 上下本这今明昨早晚', '星期', '礼拜', '下午', '个', '季度', '旬', '底', '第', '差', '过', '起', '小时', '元', '角', '工作日', '国庆', '至今', '从', '今年', '下班', '聽日', '三個字']
  const text = fc.oneof(fc.string({ unit: 'binary', maxLength: 60 }), fc.array(fc.constantFrom(...PIECES), { maxLength: 40 }).map((p) => p.join('')))

  it('every text gives a reading of the right shape', () => {
    fc.assert(
      fc.property(fc.constantFrom(...FIELDS), text, (field, typed) => {
        const reading = readAs(field, typed, ctx)
        if (!reading.ok) {
          expect(reading.complaint).toMatch(/[\s\S]+。$/)
          return
        }
        const shape = { d: /^\d{4}-\d\d-\d\d( \d\d:\d\d)?$/, t: /^\d\d:\d\d$/, r: /^(\d{4}-\d\d-\d\d)\/(\d{4}-\d\d-\d\d)$/, n: /^\d+(\.\d+)?$/, m: /^\d+$/ }
        expect(short(reading.value)).toMatch(shape[(field[0] ?? '') as keyof typeof shape])
        for (const day of short(reading.value).match(/\d{4}-\d\d-\d\d/g) ?? []) expect(dayOf(Date.parse(`${day}T00:00:00+08:00`))).toBe(day)
      }),
      { numRuns: 1500 },
    )
  })

  it.each(['1', '一', '十', '1-', '1.1-', '周', '下', '11月', '三点', '上个', '的', '（', '1小时', '\u200b', 'ﷺ', '半', '9', '零', '第1周', '前'])('%j over and over is answered at once', (piece) => {
    for (const length of [200, 1000, 20_000]) {
      const typed = piece.repeat(Math.ceil(length / piece.length)).slice(0, length)
      expect(costsAtMost(5 * FIELDS.length, () => FIELDS.forEach((field) => readAs(field, typed, ctx)))).toBe(true)
    }
  })

  it('more than 200 characters are refused as too long', () => {
    const reading = readAs('date', `11月20日${' '.repeat(250)}`, ctx)
    expect(!reading.ok && reading.complaint).toContain('太长')
  })
})
