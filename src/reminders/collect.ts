/** Which matters have a slot in a stretch of time, and in which chat they are to be named. */
import type { Directory, Group } from '../domain/directory.ts'
import type { Rec } from '../domain/record.ts'
import { groupChat, privateChat, type Chat } from '../domain/notice.ts'
import { snooze, type SnoozeData } from '../domain/records/snooze.ts'
import type { Stage } from '../domain/records/reminder.ts'
import { slotsFor, usualQuiet, type Quiet, type Slots } from '../domain/slots.ts'
import { day, dayOf } from '../domain/time.ts'
import type { Matter, MatterAsk, MatterSource } from '../matters/matter.ts'

/** How far from its slots a due time may lie, ms: the longest holidays and four working days fit in. */
export const reach = { before: 16 * day, after: 30 * day }

/** A matter to be named in a chat. */
export interface Due {
  matter: Matter
  stage: Stage
  to: Chat
  slot: number
}

export const quietOf = (group: Group | undefined): Quiet => group?.quiet ?? usualQuiet

/** The group that is asked for a unit's matters: its own, or that of the nearest unit above that has one. */
const groupOf = (directory: Directory, unit: string): Group | undefined => directory.groupsFor(unit)[0]

/** Where an escalation goes: the next different group above and the unit's instructors; without such a group the unit's cadres, privately. */
function escalationChats(directory: Directory, unit: string, on: string): Chat[] {
  const own = groupOf(directory, unit)
  let upper: Group | undefined
  for (let above = directory.parent(unit); above && !upper; above = directory.parent(above.path)) {
    const group = groupOf(directory, above.path)
    if (group && group.id !== own?.id) upper = group
  }
  const cadres = () => directory.holders(directory.parent(unit)?.path ?? unit, on, 'admin', 'cadre')
  const first = upper ? (upper.reminders ? [groupChat(upper.id)] : []) : cadres().map((p) => privateChat(p.id))
  return [...new Set([...first, ...instructorsOf(directory, unit, on).map((p) => privateChat(p.id))])]
}

/** Instructors of a unit: those with such a post at it or at a unit above. */
function instructorsOf(directory: Directory, unit: string, on: string) {
  const line: string[] = []
  for (let at = directory.unit(unit); at; at = directory.parent(at.path)) line.push(at.path)
  return line.flatMap((path) => directory.holders(path, on, 'instructor'))
}

/** Wishes to be reminded later that still matter after a moment, the latest of each matter. */
async function wishesAfter(since: number, { view }: MatterAsk): Promise<ReadonlyMap<string, Rec<SnoozeData>>> {
  const wishes = await view.list(snooze, 'until', '', { from: since })
  return new Map(wishes.sort((a, b) => a.version - b.version).map((wish) => [wish.data.ref, wish]))
}

/** A matter's slots, with a wish to be reminded later taken into account. */
function slotsOf(matter: Matter, ask: MatterAsk, wishes: ReadonlyMap<string, Rec<SnoozeData>>): Slots & { snoozed: number | undefined } {
  const all = slotsFor(matter, ask.calendar, quietOf(groupOf(ask.directory, matter.unit)))
  // What is not taken upward is chased once (S28).
  const slots = matter.escalates ? all : { ...all, nudges: all.nudges.slice(0, 1), escalation: undefined }
  const wish = wishes.get(matter.ref)
  if (!wish) return { ...slots, snoozed: undefined }
  const speaks = (slot: number) => slot < wish.at || slot > wish.data.until
  return {
    reminders: slots.reminders.filter(speaks),
    nudges: slots.nudges.filter(speaks),
    escalation: slots.escalation,
    snoozed: wish.data.until,
  }
}

/** All that is to be said for slots in (since, until]. A matter with several missed slots is named once, by its latest stage. */
export async function collect(sources: readonly MatterSource[], ask: MatterAsk, since: number, until: number): Promise<Due[]> {
  const window = { from: since - reach.after, to: until + reach.before }
  const matters = (await Promise.all(sources.map((source) => source.open(ask, window)))).flat()
  const wishes = await wishesAfter(since, ask)
  const found: Due[] = []
  const within = (slot: number | undefined): slot is number => slot !== undefined && slot > since && slot <= until
  for (const matter of matters) {
    const slots = slotsOf(matter, ask, wishes)
    const group = groupOf(ask.directory, matter.unit)
    const inGroup: [Stage, number][] = [
      ...slots.reminders.map((slot): [Stage, number] => ['before', slot]),
      ...(slots.snoozed === undefined ? [] : [['snoozed', slots.snoozed] as [Stage, number]]),
      ...slots.nudges.map((slot): [Stage, number] => ['overdue', slot]),
    ]
    const last = inGroup.filter(([, slot]) => within(slot)).sort((a, b) => a[1] - b[1]).at(-1)
    if (last && group?.reminders) {
      const stage = last[0] === 'before' && matter.due <= until ? 'overdue' : last[0]
      found.push({ matter, stage, slot: last[1], to: groupChat(group.id) })
    }
    if (matter.escalates && within(slots.escalation)) {
      const chats = escalationChats(ask.directory, matter.unit, dayOf(ask.now))
      for (const to of chats) found.push({ matter, stage: 'escalated', slot: slots.escalation, to })
    }
  }
  return found
}

/** The first slot after a moment, ms; when nothing is near, the moment from which something may be. */
export async function nextSlot(sources: readonly MatterSource[], ask: MatterAsk, after: number): Promise<number | undefined> {
  const window = { from: after - reach.after, to: after + reach.before }
  // What comes into being on the way (next week's report) has its slots too.
  const ahead = { ...ask, now: window.to, ahead: true as const }
  const matters = (await Promise.all(sources.map((source) => source.open(ahead, window)))).flat()
  const wishes = await wishesAfter(after, ask)
  let next = Infinity
  for (const matter of matters) {
    const { reminders, nudges, escalation, snoozed } = slotsOf(matter, ask, wishes)
    for (const slot of [...reminders, ...nudges, escalation, snoozed]) {
      if (slot !== undefined && slot > after && slot < next) next = slot
    }
  }
  const coming = await Promise.all(sources.map((source) => source.nextDue(ahead, window.to + 1)))
  for (const due of coming) if (due !== undefined) next = Math.min(next, due - reach.before)
  return next === Infinity ? undefined : next
}
