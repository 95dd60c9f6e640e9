/** The rules of the rotating chair (S2) for bare stretches of days: who holds which, and who stands in. Records are put to them by chair.ts. */
import { addDays, addMonths, spellDay, spellRange, type Day, type DayRange } from './time.ts'
import type { WorkCalendar } from './workCalendar.ts'

/** Days within a term on which another member unit exercises its rights. */
export interface StandInDays extends DayRange {
  unit: string
}
/** One stint of one member unit; stand-ins and swaps never change `unit`, so the base order stays as it was. */
export interface Stint extends DayRange {
  id: string
  /** Path of the member unit whose turn it is in the base order. */
  unit: string
  /** Path of the member unit that holds it instead after a swap. */
  holder?: string | undefined
  standIns?: StandInDays[] | undefined
}
/** Who exercises the chair's rights on a day, and by which stint. */
export interface Holder<T extends Stint = Stint> {
  stint: T
  unit: string
}

const holderOf = ({ holder, unit }: Stint): string => holder ?? unit
const covers = (range: DayRange, day: Day): boolean => range.from <= day && day <= range.to
/** Whether two stretches share a day. */
export const overlap = (a: DayRange, b: DayRange): boolean => a.from <= b.to && b.from <= a.to
const byStart = (a: DayRange, b: DayRange): number => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0)

/** The last day a term that begins on `start` may have: three calendar months less one day. */
export const lastDayOfTerm = (start: Day): Day => addDays(addMonths(start, 3), -1)

/** What is wrong with a term's days, with what would work; undefined when nothing is. */
export function termProblem(range: DayRange): string | undefined {
  const last = lastDayOfTerm(range.from)
  if (range.to < range.from) return `任期的结束日早于开始日：${spellRange(range)}。例：${spellRange({ from: range.from, to: last })}`
  if (range.to > last) return `任期最长三个月：从${spellDay(range.from)}起，最晚到${spellDay(last)}`
  return undefined
}

/** The earliest other term that shares a day with the range; a term may not overlap any. */
export const overlapping = <T extends Stint>(terms: readonly T[], range: DayRange, except?: string): T | undefined =>
  terms.filter((term) => term.id !== except && overlap(term, range)).sort(byStart)[0]

/** Days without a chair right before and right after the range, where there are terms on that side. */
export function gapsAround(terms: readonly Stint[], range: DayRange): DayRange[] {
  const before = terms.filter((term) => term.to < range.from).map((term) => term.to).sort().at(-1)
  const after = terms.filter((term) => term.from > range.to).map((term) => term.from).sort()[0]
  const gaps: DayRange[] = []
  if (before !== undefined) gaps.push({ from: addDays(before, 1), to: addDays(range.from, -1) })
  if (after !== undefined) gaps.push({ from: addDays(range.to, 1), to: addDays(after, -1) })
  return gaps.filter(({ from, to }) => from <= to)
}

/** Who exercises the chair's rights on a day: the stand-in for that day, else the term's holder; undefined between terms. */
export function holderOn<T extends Stint>(stints: readonly T[], day: Day): Holder<T> | undefined {
  const stint = stints.find((one) => covers(one, day))
  if (!stint) return undefined
  return { stint, unit: stint.standIns?.find((one) => covers(one, day))?.unit ?? holderOf(stint) }
}

/** Why a unit may not stand in for these days; undefined when it may. Days that are over never change. */
export function standInProblem(term: Stint, standIn: StandInDays, today: Day): string | undefined {
  if (term.to < today) return `这一任期已于${spellDay(term.to)}结束，不能再改`
  if (standIn.to < standIn.from) return `代班的结束日早于开始日：${spellRange(standIn)}`
  if (standIn.from < today) return `代班不能从已过去的${spellDay(standIn.from)}算起，最早从${spellDay(today)}起`
  if (standIn.from < term.from || standIn.to > term.to) return `代班时间须在任期之内：${spellRange(term)}`
  if (standIn.unit === holderOf(term)) return '代班单位就是本任期的轮值单位，请另选一个成员单位'
  const other = term.standIns?.find((one) => overlap(one, standIn))
  return other && `${spellRange(other)}已有单位代班`
}

/** Why two terms may not be swapped; undefined when they may. Only terms that have not begun can be. */
export function swapProblem(a: Stint, b: Stint, today: Day): string | undefined {
  if (a.id === b.id || holderOf(a) === holderOf(b)) return '换班须是两个不同单位的任期'
  const begun = [a, b].find((term) => term.from <= today)
  if (begun) return `${spellRange(begun)}的任期已经开始，不能换班；可用 /代班`
  return undefined
}

/** How many days before a term begins or ends notice is given. */
export const noticesBefore = [14, 3] as const

/** Days of the notices before a day: on a rest day the working day before it. */
export const noticeDays = (start: Day, calendar: WorkCalendar): Day[] =>
  noticesBefore.map((n) => {
    const date = addDays(start, -n)
    return calendar.isWorkday(date) ? date : calendar.workdayBefore(date)
  })
