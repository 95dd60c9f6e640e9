/** Buttons below a reminder: done, or later. */
import type { Notice } from '../../domain/notice.ts'
import { announcement } from '../../domain/records/announcement.ts'
import type { Stage } from '../../domain/records/reminder.ts'
import { task } from '../../domain/records/task.ts'
import { isQuiet, speakingClock, usualQuiet } from '../../domain/slots.ts'
import { addDays, clockOf, dayOf, hour, instant, momentOf, type Moment } from '../../domain/time.ts'
import type { WorkCalendar } from '../../domain/workCalendar.ts'
import type { Matter } from '../matters/matter.ts'

/** What is one command with nothing left to fill in, and what it is called. */
const ready = /^\/(完成|收到) \S+$/

/** When to speak of it again: the next working morning; where it is due before that, in an hour. Undefined where there is no such time. */
function later({ due }: Matter, now: number, calendar: WorkCalendar): Moment | undefined {
  const date = calendar.workdayFrom(addDays(dayOf(now), 1))
  if (due <= now || due > instant(date, speakingClock)) return { date, time: speakingClock }
  const soon = now + hour
  return soon < due && !isQuiet(clockOf(soon), usualQuiet) ? momentOf(soon) : undefined
}

/**
 * What a tap may answer to a reminder of one thing alone; undefined where there is nothing so simple.
 * The time is written in full: a tap may come days later.
 */
export function taps(dues: readonly { matter: Matter; stage: Stage }[], now: number, calendar: WorkCalendar): Notice['actions'] {
  const [first] = dues
  const of = first?.matter.ref.split('|')[0] ?? ''
  const alone = first !== undefined && dues.every(({ matter, stage }) => stage !== 'escalated' && matter.next === first.matter.next)
  const label = alone ? ready.exec(first.matter.next)?.[1] : undefined
  if (!first || label === undefined) return undefined
  const until = later(first.matter, now, calendar)
  const mayWait = until !== undefined && [task.label, announcement.label].some((kind) => of.startsWith(`${kind}-`))
  const date = until?.date.split('-').map(Number) ?? []
  return [{ label, say: first.matter.next }, ...(mayWait ? [{ label: '稍后提醒', say: `/稍后 ${of} ${date[0]}年${date[1]}月${date[2]}日 ${until.time}` }] : [])]
}
