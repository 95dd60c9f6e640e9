/** What is overdue at the cut-off and what falls due in the week after it (S7, Burden). */
import { day } from '../../../domain/time.ts'
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
  const all = late.filter(({ escalates, due }) => escalates || due > from).map((matter) => ({ ...matter, short: places.name(matter.unit) }))
  const below = ask.directory.children(unit).map((child) => ({
    unit: child.short,
    count: all.filter((matter) => matter.unit === child.path || matter.unit.startsWith(`${child.path}/`)).length,
  }))
  return { own: all.filter((matter) => matter.unit === unit), below: below.filter(({ count }) => count > 0), all }
}

/** The same thing due from several units stands once with all of them; by due time. */
export async function dueNext(ask: MatterAsk, sources: readonly MatterSource[], unit: string, to: number, places: Places): Promise<DueItem[]> {
  const matters = await openMatters(ask, sources, { from: to + 1, to: to + 7 * day, unit }, places)
  const items = new Map<string, DueItem>()
  let last: DueItem | undefined
  for (const { label, title, due, timed, unit: path } of matters) {
    if (last?.title !== title || last.due !== due || last.label !== label) {
      const key = `${due}|${label}|${title}`
      last = items.get(key) ?? { label, title, due, timed, units: [] }
      items.set(key, last)
    }
    last.units.push(places.name(path))
  }
  return [...items.values()].sort((a, b) => a.due - b.due)
}
