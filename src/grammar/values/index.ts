/** Understanding of the values people type: dates, times, ranges, numbers, money (grammar.md, “Values”). */
export { type Lean, type ValueContext, valueContext, workingDaysBy } from './context.ts'
export { readDate, readDateTime, readDeadline } from './dateTime.ts'
export { momentToISO, rangeToISO } from './iso.ts'
export { readMoney } from './money.ts'
export { readNumber } from './number.ts'
export { readRange } from './range.ts'
export type { Reading } from './reading.ts'
export { readTime } from './time.ts'
