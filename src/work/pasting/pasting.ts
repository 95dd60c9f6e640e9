/**
 * What people were given to paste into a group that no channel reaches (src/bot/byHand.ts), and whether they said that they have.
 * Working state, no record: it lapses, and holds no texts.
 */
import { z } from 'zod'
import type { Notice } from '../../domain/notice.ts'
import { speakingClock } from '../../domain/slots.ts'
import { clockOf, day, dayOf, hour, instant, momentOf, spellMoment } from '../../domain/time.ts'
import type { WorkCalendar } from '../../domain/workCalendar.ts'
import type { StateChange, View } from '../../ledger/types.ts'

const shape = z.object({
  /** What the button says: 1, 2 … */
  n: z.number(),
  /** The group's id, and those who were given it. */
  group: z.string(),
  people: z.array(z.string()),
  /** When, ms. */
  at: z.number(),
  sort: z.enum(['answer', 'notice', 'reminder', 'nudge', 'bulletin']),
  /** Who said that it is pasted. */
  by: z.string().optional(),
  /** They were reminded: once is enough. */
  reminded: z.literal(true).optional(),
})
export type Pasting = z.infer<typeof shape>

const key = 'pasting'
/** Afterwards nobody asks any more, and a card has no buttons; ms. */
const life = 7 * day
/** Only once somebody had time to see to it, ms. */
const patience = 2 * hour

/** Oldest first. */
export const pastings = async (view: View): Promise<Pasting[]> => z.array(shape).parse(JSON.parse((await view.state(key)) ?? '[]'))

/** What is to be remembered from now on; what has aged is left out. */
export const keepPastings = (all: readonly Pasting[], now: number): StateChange => ({
  key, value: JSON.stringify(all.filter(({ at }) => at > now - life)), until: now + life,
})

/** The number of the next one. */
export const nextNumber = (all: readonly Pasting[]): number => (all.at(-1)?.n ?? 0) + 1

/** When those who have not said that it is pasted are reminded, once: two hours later within working hours, else on the next working morning (domain.md Burden). */
export function remindAt({ at }: Pick<Pasting, 'at'>, calendar: WorkCalendar, endOfWork: string): number {
  const slot = at + patience
  const today = dayOf(slot)
  if (calendar.isWorkday(today) && clockOf(slot) >= speakingClock && clockOf(slot) <= endOfWork) return slot
  const early = calendar.isWorkday(today) && clockOf(slot) < speakingClock
  return instant(early ? today : calendar.workdayFrom(dayOf(instant(today) + day)), speakingClock)
}

const sorts: Record<Notice['sort'], string> = { answer: '答复', notice: '通知', reminder: '提醒', nudge: '催办', bulletin: '简报' }

/** `2026年11月16日 09:00 的简报` */
export const spellPasting = ({ at, sort }: Pasting): string => `${spellMoment(momentOf(at))} 的${sorts[sort]}`

/** By group, each with the group's name; groups that are gone are left out. */
export function byGroup(all: readonly Pasting[], { directory }: Pick<View, 'directory'>): { name: string; what: string }[] {
  return [...new Set(all.map(({ group }) => group))].flatMap((id) => {
    const group = directory.group(id)
    return group ? [{ name: group.name, what: all.filter((one) => one.group === id).map(spellPasting).join('、') }] : []
  })
}
