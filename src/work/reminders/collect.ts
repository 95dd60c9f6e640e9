/** Which matters have a slot in a stretch of time, and in which chat they are to be named. */
import { groupAt, type Directory, type Group } from '../../domain/directory.ts'
import type { Rec } from '../../domain/record.ts'
import { groupChat, type Chat } from '../../domain/notice.ts'
import { approval } from '../../domain/records/approval.ts'
import { snooze, type SnoozeData } from '../../domain/records/snooze.ts'
import type { Stage } from '../../domain/records/reminder.ts'
import { mostNudges, outOfQuiet, slotsFor, usualQuiet, type Quiet } from '../../domain/slots.ts'
import { day, dayOf } from '../../domain/time.ts'
import { within } from '../../domain/unitPath.ts'
import type { Matter, MatterAsk, MatterSource } from '../matters/matter.ts'
import { escalationChats, groupOf } from './where.ts'

/** How far from its slots a due time may lie, ms: the longest holidays and four working days fit in. */
const reach = { before: 16 * day, after: 30 * day }

/** A matter to be named in a chat. */
export interface Due {
  matter: Matter
  stage: Stage
  to: Chat
  slot: number
}

/** How often a matter is chased in its own group at most: what is not taken upward once (S28). */
export const mostChases = ({ escalates }: Matter): number => (escalates ? mostNudges : 1)

const quietOf = (group: Group | undefined): Quiet => group?.quiet ?? usualQuiet

/** The quiet hours of a chat; a private one has the usual ones. */
export const quietIn = (to: Chat, directory: Directory): Quiet => quietOf(groupAt(directory, to))

type Wishes = ReadonlyMap<string, Rec<SnoozeData>>

/** Wishes to be reminded later that still matter after a moment, the latest of each matter. */
async function wishesAfter(since: number, { view }: MatterAsk): Promise<Wishes> {
  const wishes = await view.list(snooze, 'until', '', { from: since })
  return new Map(wishes.sort((a, b) => a.version - b.version).map((wish) => [wish.data.ref, wish]))
}

/** Open matters due in a window, and those somebody wished to be reminded of, whenever they are due. */
async function mattersIn(sources: readonly MatterSource[], ask: MatterAsk, window: { from: number; to: number; unit?: string }, wishes: Wishes): Promise<Matter[]> {
  const near = (await Promise.all(sources.map((source) => source.open(ask, window)))).flat()
  const known = new Set(near.map(({ ref }) => ref))
  const far = [...wishes.keys()].filter((ref) => !known.has(ref))
  const wished = await Promise.all(sources.flatMap((source) => far.map((ref) => source.byRef?.(ask, ref))))
  return [...near, ...wished.filter((matter) => matter !== undefined && (window.unit === undefined || within(matter.unit, window.unit)))] as Matter[]
}

/** Every slot of a matter and where it speaks, in order; a wish to be reminded later silences the group until then. */
function duesOf(matter: Matter, ask: MatterAsk, wish: Rec<SnoozeData> | undefined): Due[] {
  const { directory, calendar } = ask
  const group = groupOf(directory, matter.unit)
  const quiet = quietOf(group)
  const { reminders, nudges, escalation } = matter.due === Infinity ? { reminders: [], nudges: [], escalation: undefined } : slotsFor(matter, calendar, quiet)
  const speaks = (slot: number) => wish === undefined || slot < wish.at || slot > wish.data.until
  const dues: Due[] = []
  if (group?.reminders) {
    const to = groupChat(group.id)
    for (const slot of reminders.filter(speaks)) dues.push({ matter, stage: 'before', slot, to })
    for (const slot of nudges.slice(0, mostChases(matter)).filter(speaks)) dues.push({ matter, stage: 'overdue', slot, to })
    if (wish) dues.push({ matter, stage: 'snoozed', slot: outOfQuiet(wish.data.until, quiet, calendar), to })
  }
  if (matter.escalates && escalation !== undefined) {
    for (const to of escalationChats(directory, matter.unit, dayOf(escalation))) {
      dues.push({ matter, stage: 'escalated', slot: outOfQuiet(escalation, quietIn(to, directory), calendar), to })
    }
  }
  return dues.sort((a, b) => a.slot - b.slot)
}

/** What a group hears of, escalations included, is its unit's and what lies below; a private chat may hear of anything. */
function unitOf(to: Chat | undefined, directory: Directory): { unit?: string } {
  const group = to === undefined ? undefined : groupAt(directory, to)
  return group ? { unit: group.unit } : {}
}

const chases: readonly Stage[] = ['before', 'overdue']

/** Whether the unit asked for more time and waits for the answer: meanwhile its own group hears nothing of it. */
const awaitsAnswer = async ({ ref }: Matter, { view }: MatterAsk): Promise<boolean> =>
  (await view.list(approval, 'open', ref.split('|')[0] ?? '')).some(({ data }) => data.payload['share'] === ref)

/**
 * All that is to be said for slots in (since, until]; with `to`, in that chat alone. A matter with several missed slots is named once in
 * a chat, by its latest stage.
 */
export async function collect(sources: readonly MatterSource[], ask: MatterAsk, since: number, until: number, to?: Chat): Promise<Due[]> {
  const wishes = await wishesAfter(since, ask)
  const matters = await mattersIn(sources, ask, { from: since - reach.after, to: until + reach.before, ...unitOf(to, ask.directory) }, wishes)
  const said = await Promise.all(matters.map(async (matter) => {
    const latest = new Map<Chat, Due>()
    for (const due of duesOf(matter, ask, wishes.get(matter.ref))) if (due.slot > since && due.slot <= until) latest.set(due.to, due)
    const dues = [...latest.values()].filter((due) => to === undefined || due.to === to).map((due) => (due.stage === 'before' && matter.due <= until ? { ...due, stage: 'overdue' as const } : due))
    const chasing = dues.some(({ stage }) => chases.includes(stage)) && (await awaitsAnswer(matter, ask))
    return chasing ? dues.filter(({ stage }) => !chases.includes(stage)) : dues
  }))
  return said.flat()
}

/** The first slot after a moment, ms; when nothing is near, the moment from which something may be. */
export async function nextSlot(sources: readonly MatterSource[], ask: MatterAsk, after: number): Promise<number | undefined> {
  const window = { from: after - reach.after, to: after + reach.before }
  // What comes into being on the way (next week's report) has its slots too.
  const ahead = { ...ask, now: window.to, ahead: true as const }
  const wishes = await wishesAfter(after, ask)
  const matters = await mattersIn(sources, ahead, window, wishes)
  const slots = matters.flatMap((matter) => duesOf(matter, ahead, wishes.get(matter.ref))).map(({ slot }) => slot)
  const coming = await Promise.all(sources.map((source) => source.nextDue(ahead, window.to + 1)))
  const next = Math.min(...slots.filter((slot) => slot > after), ...coming.map((due) => (due === undefined ? Infinity : due - reach.before)))
  return next === Infinity ? undefined : next
}
