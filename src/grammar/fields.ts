/** The field builders by which commands declare what they need. */
import { choice, flag } from './fields/choices.ts'
import { money, number } from './fields/numbers.ts'
import { people, person } from './fields/people.ts'
import { record } from './fields/records.ts'
import { lines, longText, text } from './fields/text.ts'
import { date, dateTime, daysEitherWay, deadline, period, range, week, weekly } from './fields/times.ts'
import { unit, units } from './fields/units.ts'

/** Each builder returns a required field; `.optional()` makes one that may be left out. The order of a command's fields is the order of values without labels. */
export const f = { choice, date, dateTime, daysEitherWay, deadline, flag, lines, longText, money, number, people, period, person, range, record, text, unit, units, week, weekly } as const

export type { SaidUnits } from './fields/units.ts'
