/** Fields that hold days and times; all in Asia/Shanghai. */
import { z } from 'zod'
import { dayText } from '../../domain/dayText.ts'
import type { WeeklyMoment } from '../../domain/records/directory.ts'
import { addDays, dayOf, mondayOf, weekdayName, weekdaySigns, type Day, type DayRange, type Moment } from '../../domain/time.ts'
import { foldWord } from '../fold.ts'
import { momentToISO, rangeToISO, readDate, readDateTime, readDeadline, readRange, readTime, type Lean } from '../values/index.ts'
import { bad, field, ok, type FieldOptions, type RequiredField } from './base.ts'

const moment = z.object({ date: dayText, time: z.string().optional() })
const dayRange = z.object({ from: dayText, to: dayText })

/** 推迟到12月2日, 改成11月22日: what is changed says so, and the day stands behind it. */
const toDay = (typed: string): string => typed.replace(/^\s*(?:推迟|延期|延后|延|顺延|提前|改期|改|调整|更改|变更)(?:到|至|为|成)\s*(?=\S)/u, '')

/** A day, with a time of day if one was written. `lean` chooses the year when none was. */
export const dateTime = (label: string, lean: Lean, opts: FieldOptions = {}): RequiredField<Moment> =>
  field<Moment>(label, opts, {
    form: 'dateTime', hint: '如 11月20日14:00', schema: moment, show: momentToISO, read: (typed, { values }) => readDateTime(toDay(typed), values, lean),
  })

/** A day. */
export const date = (label: string, lean: Lean, opts: FieldOptions = {}): RequiredField<Day> =>
  field<Day>(label, opts, { form: 'date', hint: '如 11月20日', schema: dayText, read: (typed, { values }) => readDate(typed, values, lean) })

/** The moment by which something is due: 12月30日前, 周五下班前. */
export const deadline = (label: string, opts: FieldOptions = {}): RequiredField<Moment> =>
  field<Moment>(label, opts, {
    form: 'deadline', hint: '如 12月30日17:00', schema: moment, show: momentToISO, read: (typed, { values }) => readDeadline(toDay(typed), values),
  })

/** Days from one to another, both inclusive. */
export const range = (label: string, lean: Lean, opts: FieldOptions = {}): RequiredField<DayRange> =>
  field<DayRange>(label, opts, {
    form: 'range', hint: '如 1月1日至3月31日', schema: dayRange, show: rangeToISO, read: (typed, { values }) => readRange(typed, values, lean),
  })

/** A span of the past, or a single day: 本月, 上周, 一季度, 2026年. */
export const period = (label: string, opts: FieldOptions = {}): RequiredField<DayRange> =>
  field<DayRange>(label, opts, {
    form: 'period', hint: '如 本月、上周、一季度、2026年', schema: dayRange, show: rangeToISO, read: (typed, { values }) => readRange(typed, values, 'past'),
  })

/** How far ahead what begins is meant rather than what is past, days. */
const soon = 62

export type DaysEitherWay = DayRange & { past?: DayRange | undefined }

/** Days of which it depends on what is looked for whether they lie behind or ahead (周五, 12月): soon ahead, and in `past` where nothing can be ahead. The answer spells them out, so nothing is noted. */
export const daysEitherWay = (label: string, opts: FieldOptions = {}): RequiredField<DaysEitherWay> =>
  field<DaysEitherWay>(label, opts, {
    form: 'period', hint: '如 本月、上周、一季度、2026年', schema: dayRange.extend({ past: dayRange.optional() }), show: rangeToISO,
    read: (typed, { values }) => {
      const past = readRange(typed, values, 'past')
      const near = readRange(typed, values, 'nearest')
      if (!past.ok || !near.ok) return near.ok ? ok(near.value) : past.ok ? ok(past.value) : past
      const today = dayOf(values.now)
      const ahead = near.value.from > today && near.value.from <= addDays(today, soon)
      return ok(ahead && past.value.from !== near.value.from ? { ...near.value, past: past.value } : past.value)
    },
  })

/** A week, named by its Monday: 本周, 上周, 第49周, or a day in it. */
export const week = (label: string, opts: FieldOptions = {}): RequiredField<Day> =>
  field<Day>(label, opts, {
    form: 'period', hint: '如 本周、上周、第49周', schema: dayText,
    read: (typed, { values }) => {
      // 11月9日那周: the week that the day lies in.
      const reading = readRange(typed.replace(/(?<=\S)的?(?:那|这|所在的?)一?个?(?:周|星期)$/u, ''), values, 'nearest')
      if (!reading.ok) return bad(`“${label}”没有看懂“${typed.trim().slice(0, 40)}”，请写如 ${label}:上周、${label}:第49周，或那一周里的一天。`)
      const { from, to } = reading.value
      return mondayOf(from) === mondayOf(to) ? ok(mondayOf(from), reading.notes) : bad(`“${label}”要写一周，“${typed.trim()}”不止一周，如 ${label}:上周。`)
    },
  })

const never = new Set(['off', '关', '关闭', '无', '否', '不发', '停', '停用', '不要', 'none', 'no'])

/** A moment of every week, 周一 10:00; null for none (off, 关, 无); or one of `words`. */
export const weekly = <const W extends string = never>(label: string, { words = [], ...opts }: FieldOptions & { words?: readonly W[] } = {}): RequiredField<WeeklyMoment | null | W> =>
  field<WeeklyMoment | null | W>(label, opts, {
    form: 'text', hint: '如 周一 10:00，不要就写 无', schema: z.union([z.enum(words as readonly string[] as [W]), z.object({ weekday: z.number(), time: z.string() }).nullable()]),
    show: (value) => (typeof value === 'string' ? value : value ? `${weekdayName(value.weekday)} ${value.time}` : null),
    read: (typed, { values }) => {
      const word = foldWord(typed)
      if (never.has(word)) return ok(null)
      const named = words.find((one) => foldWord(one) === word)
      if (named !== undefined) return ok(named)
      const parts = /^每?(?:周|星期|礼拜)([一二三四五六日天1-7])\s*(.+)$/.exec(word)
      const time = parts ? readTime(parts[2] ?? '', values) : undefined
      if (!parts || !time?.ok) return bad(`“${label}”没有看懂“${typed.trim()}”，请写星期和时间，如 ${label}:周一 10:00。`)
      const weekday = parts[1] === '天' ? 7 : weekdaySigns.indexOf(parts[1] ?? '') + 1 || Number(parts[1])
      return ok({ weekday, time: time.value }, time.notes)
    },
  })
