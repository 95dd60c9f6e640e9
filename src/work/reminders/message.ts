/** One chat's reminder: text, mentions and the record of it, from the records as they stand when it is committed. */
import { groupIn, type Chat, type Decision } from '../../domain/notice.ts'
import { create } from '../../domain/record.ts'
import { reminder } from '../../domain/records/reminder.ts'
import { dayOf } from '../../domain/time.ts'
import { inTreeOrder } from '../../domain/unitTree.ts'
import { uncoveredNotice, type WorkCalendar } from '../../domain/workCalendar.ts'
import type { View } from '../../ledger/types.ts'
import { taps } from './actions.ts'
import { mostChases, type Due } from './collect.ts'
import { compose, type Line } from './compose.ts'
import { mayMention, responsibleFor } from './mention.ts'

/** Record id of what the reminders said in a chat at a moment. */
const idOf = (to: Chat, at: number): string => `${at}|${to}`

/**
 * Whether a matter is still to be named in the chat: not when it was since a moment, as what was cut short goes on without saying anything twice,
 * nor when it was chased as often as may be, as a reminder that was made up for too late is a chase, too.
 */
async function isToBeSaid({ matter, stage, to }: Due, since: number, view: View): Promise<boolean> {
  const said = (await view.list(reminder, 'matter', matter.ref, { from: Math.min(since + 1, matter.due) })).filter(({ data }) => data.to === to)
  if (said.some(({ data }) => data.slot > since)) return false
  const chased = said.filter(({ data }) => data.slot >= matter.due && data.items.some((item) => item.ref === matter.ref && item.stage === 'overdue'))
  return stage !== 'overdue' || chased.length < mostChases(matter)
}

/** Says all that is due in one chat for slots after `since`, each responsible person mentioned once and within the caps; nothing when all is done by now. */
export async function remind(to: Chat, dues: readonly Due[], { since, now, calendar }: { since: number; now: number; calendar: WorkCalendar }, view: View): Promise<Decision> {
  const open = await Promise.all(dues.filter((due) => due.to === to).map(async (due) => ((await isToBeSaid(due, since, view)) ? [{ ...due, unit: due.matter.unit }] : [])))
  const here = inTreeOrder(open.flat(), view.directory)
  const first = here[0]
  if (!first) return { changes: [], notices: [] }
  const today = dayOf(now)
  const lines: Line[] = await Promise.all(
    here.map(async ({ matter, stage }) => ({ matter, stage, people: await responsibleFor(matter, today, view) })),
  )
  const asked = new Map(lines.filter((line) => line.stage !== 'escalated').flatMap((line) => line.people.map((p) => [p.id, p] as const)))
  const mentioned = new Set<string>()
  for (const person of asked.values()) if (groupIn(to) !== undefined && (await mayMention(person, now, view))) mentioned.add(person.id)
  const items = here.map(({ matter, stage }) => ({ ref: matter.ref, unit: matter.unit, stage }))
  const late = here.some(({ matter }) => matter.due <= now && !matter.gentle)
  // Whether today is a working day, and where a due day lies among them, may be a guess.
  const uncovered = uncoveredNotice(calendar, today, ...here.flatMap(({ stage, matter: { due } }) => (stage === 'snoozed' ? [] : [dayOf(due - 1)])))
  const text = [compose(lines, view.directory, mentioned, now), ...(uncovered === undefined ? [] : [uncovered])].join('\n')
  return {
    changes: [create(reminder, {
      id: idOf(to, now), unit: first.matter.unit, now,
      data: { to, slot: now, items, mentioned: [...mentioned] },
    })],
    notices: [{
      to, text, mentions: [...mentioned],
      sort: late ? 'nudge' : 'reminder', about: [...new Set(items.map((item) => item.ref.split('|')[0] ?? item.ref))],
      actions: taps(here, now, calendar),
    }],
  }
}
