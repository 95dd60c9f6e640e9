/** What is overdue at the cut-off and what falls due in the week after it (S7, Burden). */
import { day } from '../../../domain/time.ts'
import { within } from '../../../domain/unitPath.ts'
import { concerns, type Matter, type MatterAsk, type MatterSource } from '../../matters/matter.ts'
import type { DueItem, OverdueItem } from '../../../bulletin/material.ts'
import type { Places } from './place.ts'

/** Open matters at and below a unit that are due in a window (ms, inclusive), in tree order, each unit's by due time. */
async function openMatters(ask: MatterAsk, sources: readonly MatterSource[], window: { from: number; to: number; unit: string }, { inOrder }: Places): Promise<Matter[]> {
  const open = (await Promise.all(sources.map((source) => source.open(ask, window)))).flat()
  return inOrder(open.filter((matter) => concerns(matter, window.unit)).sort((a, b) => a.due - b.due), ({ unit }) => unit)
}

/** What is overdue at the end of the period (ms); what is chased only once stands only in the issue after it fell due. */
export async function overdue(ask: MatterAsk, sources: readonly MatterSource[], { unit, from, to }: { unit: string; from: number; to: number }, places: Places): Promise<OverdueItem> {
  const late = await openMatters(ask, sources, { from: 0, to, unit }, places)
  const all = late.filter(({ escalates, due }) => escalates || due > from).map((matter) => ({ short: places.name(matter.unit), ...matter }))
  const below = ask.directory.children(unit).map((child) => ({
    unit: child.short,
    count: all.filter((matter) => within(matter.unit, child.path)).length,
  }))
  return { own: all.filter((matter) => matter.unit === unit), below: below.filter(({ count }) => count > 0), all }
}

/** Matters that say the same, together. */
function together(matters: readonly Matter[]): DueItem[] {
  const items = new Map<string, DueItem>()
  for (const { label, title, due, timed, unit } of matters) {
    const key = `${due}|${label}|${title}`
    const item = items.get(key) ?? { label, title, due, timed, units: [] }
    items.set(key, item)
    item.units.push(unit)
  }
  return [...items.values()]
}

/** The same thing due from several units stands once with all of them; by due time. */
export async function dueNext(ask: MatterAsk, sources: readonly MatterSource[], unit: string, to: number, places: Places): Promise<DueItem[]> {
  const window = { from: to + 1, to: to + 7 * day, unit }
  const [matters, ...alike] = await Promise.all([
    openMatters(ask, sources.filter((source) => source.alike === undefined), window, places),
    ...sources.flatMap((source) => source.alike?.(ask, window) ?? []),
  ])
  const items = places.inOrder([...alike.flat(), ...together(matters)], ({ units }) => units[0] ?? unit)
  return items.sort((a, b) => a.due - b.due)
}
