import type { DayRange, Moment } from '../../domain/time.ts'

/** `2026-11-20T14:00:00+08:00`, or the day alone when no time was said. */
export const momentToISO = ({ date, time }: Moment): string => (time === undefined ? date : `${date}T${time}:00+08:00`)

/** `2026-01-01/2026-03-31`, both days included. */
export const rangeToISO = ({ from, to }: DayRange): string => `${from}/${to}`
