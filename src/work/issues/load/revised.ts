/** Reports that earlier issues printed and that were changed in the period (S6). */
import type { RevisedItem } from '../../../bulletin/material.ts'
import { sectionNames, weeklyReport } from '../../../domain/records/weeklyReport.ts'
import type { View } from '../../../ledger/types.ts'
import type { Places } from './place.ts'
import type { Window } from './recorded.ts'

/** In tree order, each once for every issue that printed it. */
export async function revisedItems(view: View, { from, to, earlier }: Window, places: Places): Promise<RevisedItem[]> {
  const marks = earlier.flatMap(({ issue, revised = [] }) => revised.filter(({ at }) => at >= from && at < to).map((mark) => ({ ...mark, issue })))
  const items = marks.map(async ({ ref, unit, issue, sections }) => {
    const report = await view.get(weeklyReport, ref)
    const texts: Record<string, unknown> = !report || report.void ? {} : report.data
    const told = sections.flatMap((key) => (texts[key] === undefined ? [] : [{ name: sectionNames([key]), text: String(texts[key]) }]))
    return { path: unit, unit: places.name(unit), ref, issue, sections: told }
  })
  return places.inOrder(await Promise.all(items), ({ path }) => path).map(({ path: _, ...item }) => item)
}
