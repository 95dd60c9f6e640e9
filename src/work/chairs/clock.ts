/** When the clock has something to do about terms: notices 14 and 3 days before a day, on a rest day the working day before (S2). */
import type { Term } from '../../domain/chair.ts'
import { noticeDays, noticesBefore } from '../../domain/stint.ts'
import type { Decision } from '../../domain/notice.ts'
import { chairTerm } from '../../domain/records/chairTerm.ts'
import { isQuiet, usualQuiet } from '../../domain/slots.ts'
import { addDays, clockOf, day, dayOf, instant, type Day } from '../../domain/time.ts'
import type { WorkCalendar } from '../../domain/workCalendar.ts'
import type { View } from '../../ledger/types.ts'

/** The day of a term that notices count back from: its first or its last. */
export type Edge = 'start' | 'end'
/** Before the reminders of 10:00, so that no group hears two messages in one slot. */
const noticeClock = '09:00'
/** Days that a notice may be moved forward by rest days; the longest holidays fit in. */
const mostMoved = 16

const edgeOf = ({ data }: Term, edge: Edge): Day => (edge === 'start' ? data.from : data.to)
/** Where a day stands in the index of that edge: a term's end is 24:00 of its last day. */
const scoreOf = (date: Day, edge: Edge): number => instant(edge === 'start' ? date : addDays(date, 1))
const dayAt = (score: number, edge: Edge): Day => (edge === 'start' ? dayOf(score) : addDays(dayOf(score), -1))
const slotsOf = (date: Day, calendar: WorkCalendar): number[] => noticeDays(date, calendar).map((on) => instant(on, noticeClock))

/** The first notice after a moment, ms. Notices come in the order of the days they count back from, so the first later one is the first in the index. */
export async function nextNotice(edge: Edge, after: number, view: View, calendar: WorkCalendar): Promise<number | undefined> {
  const found: number[] = []
  for (const [i, n] of noticesBefore.entries()) {
    let score = await view.next(chairTerm, edge, '', scoreOf(addDays(dayOf(after), n), edge))
    for (; score !== undefined; score = await view.next(chairTerm, edge, '', score + 1)) {
      const slot = slotsOf(dayAt(score, edge), calendar)[i]
      if (slot === undefined || slot <= after) continue
      found.push(slot)
      break
    }
  }
  return found.length > 0 ? Math.min(...found) : undefined
}

/** Terms with a notice in (since, now] whose day has not come yet; notices from before a term was planned are dropped (S7). */
export async function noticesDue(edge: Edge, { since, now }: { since: number; now: number }, view: View, calendar: WorkCalendar): Promise<Term[]> {
  const window = { from: since, to: now + (noticesBefore[0] + mostMoved) * day }
  const terms = await view.list(chairTerm, edge, '', window)
  return terms.filter((term) => {
    const date = edgeOf(term, edge)
    return date >= dayOf(now) && slotsOf(date, calendar).some((slot) => slot > since && slot <= now && slot >= term.at)
  })
}

/** Whether the clock may speak unasked: not at night, not on a rest day. */
const maySpeak = (now: number, calendar: WorkCalendar): boolean => !isQuiet(clockOf(now), usualQuiet) && calendar.isWorkday(dayOf(now))

/** What a job that gives notices around one edge of a term has in common with the other one; `decide` says the notice of a term. */
export const aroundTerms = (name: string, edge: Edge, decide: (at: { view: View; now: number; calendar: WorkCalendar }, term: Term) => Promise<Decision>) => ({
  name,
  pattern: '* * * * *',
  next: (after: number, view: View, calendar: WorkCalendar) => nextNotice(edge, after, view, calendar),
  async steps({ since, now, view, calendar }: { since: number; now: number; view: View; calendar: WorkCalendar }) {
    const terms = await noticesDue(edge, { since, now }, view, calendar)
    if (terms.length > 0 && !maySpeak(now, calendar)) return undefined
    return terms.map((term) => ({
      key: `${name}|${term.id}|${now}`,
      decide: (ask: { view: View }) => decide({ view: ask.view, now, calendar }, term),
    }))
  },
})
