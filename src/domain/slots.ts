/** The moments at which something that falls due is reminded of, chased and taken upward (S7, Reminders). */
import { addDays, clockOf, dayOf, hour, instant, type Clock, type Day } from './time.ts'
import type { WorkCalendar } from './workCalendar.ts'

/** Hours in which nothing is said: from `from` up to, not including, `to`; over midnight when `from` is later. */
export interface Quiet {
  from: Clock
  to: Clock
}
export const usualQuiet: Quiet = { from: '21:00', to: '08:00' }

/** Instants (ms) of a matter's slots, in order; those at or before its creation are left out. */
export interface Slots {
  /** Before it is due, at most two. */
  reminders: number[]
  /** After it became late, at most three, in the responsible unit's group. */
  nudges: number[]
  /** Once, to the group above and the instructor. */
  escalation: number | undefined
}

/** How often the responsible unit's own group is chased at most, what was made up for included. */
export const mostNudges = 3
const before = { morning: '10:00', evening: '20:00' } as const
/** When is said what has no time of day of its own. */
export const speakingClock = '09:30'

/** Whether a time of day lies in the quiet hours. */
export const isQuiet = (clock: Clock, { from, to }: Quiet): boolean => (from <= to ? from <= clock && clock < to : clock >= from || clock < to)

/** `due` is the instant it becomes late: for an untimed matter the end (24:00) of its day. */
export function slotsFor(
  matter: { due: number; timed: boolean; since: number },
  calendar: WorkCalendar,
  quiet: Quiet = usualQuiet,
): Slots {
  const { due, since } = matter
  const dueDay = dayOf(matter.timed ? due : due - 1)
  const dayBefore = calendar.workdayBefore(dueDay)
  const open = (slot: number): boolean => slot > since
  const late = lateSlots(due, calendar, quiet)
  const escalation = late.pop()
  const reminders = new Set([slotOn(dayBefore, before.morning, quiet), shortlyBefore(due, dayBefore, calendar, quiet)])
  return {
    reminders: [...reminders].filter(open).sort((a, b) => a - b),
    nudges: late.filter(open),
    escalation: escalation !== undefined && open(escalation) ? escalation : undefined,
  }
}

/** Two hours before; where nothing may be said then, 20:00 on the working day before. */
function shortlyBefore(due: number, dayBefore: Day, calendar: WorkCalendar, quiet: Quiet): number {
  const slot = due - 2 * hour
  const silent = isQuiet(clockOf(slot), quiet) || !calendar.isWorkday(dayOf(slot))
  return silent ? slotOn(dayBefore, before.evening, quiet) : slot
}

/** The working days' 09:30 after it became late: three nudges and the escalation. */
function lateSlots(due: number, calendar: WorkCalendar, quiet: Quiet): number[] {
  const slots: number[] = []
  for (let date = calendar.workdayFrom(dayOf(due)); slots.length <= mostNudges; date = calendar.workdayFrom(addDays(date, 1))) {
    const slot = slotOn(date, speakingClock, quiet)
    if (slot > due) slots.push(slot)
  }
  return slots
}

/** A slot on a day, moved out of a group's own quiet hours: in the morning to their end, else to an hour before they begin. */
function slotOn(date: Day, clock: Clock, quiet: Quiet): number {
  if (!isQuiet(clock, quiet)) return instant(date, clock)
  const earlier = clockOf(instant(date, quiet.from) - hour)
  return instant(date, clock < quiet.to || isQuiet(earlier, quiet) ? quiet.to : earlier)
}

/** An instant moved out of quiet hours: the same day's morning to their end, an evening to their end on the next working day. */
export function outOfQuiet(slot: number, quiet: Quiet, calendar: WorkCalendar): number {
  const clock = clockOf(slot)
  if (!isQuiet(clock, quiet)) return slot
  return instant(clock < quiet.to ? dayOf(slot) : calendar.workdayFrom(addDays(dayOf(slot), 1)), quiet.to)
}

/** The first moment at or after an instant at which something may be said: on a working day, outside the quiet hours. */
export const speakingFrom = (now: number, calendar: WorkCalendar, quiet: Quiet = usualQuiet): number =>
  calendar.isWorkday(dayOf(now)) ? outOfQuiet(now, quiet, calendar) : instant(calendar.workdayFrom(dayOf(now)), quiet.to)
