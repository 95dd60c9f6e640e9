/** Reads everything one issue is compiled from: by index and period, never the ledger itself. */
import { bulletin, type BulletinData } from '../../domain/records/bulletin.ts'
import { day } from '../../domain/time.ts'
import type { WorkCalendar } from '../../domain/workCalendar.ts'
import type { View } from '../../ledger/types.ts'
import type { MatterAsk, MatterSource } from '../matters/matter.ts'
import { activities } from './load/activities.ts'
import { assignment, type AssignmentData } from '../../domain/records/assignment.ts'
import { task, type TaskData } from '../../domain/records/task.ts'
import { chairItems } from './load/chair.ts'
import { dueNext, overdue } from './load/matters.ts'
import { placesBelow } from './load/place.ts'
import { recorded, type Sort, type Window } from './load/recorded.ts'
import { drawsOnReports, reportSort, weekItems } from './load/reports.ts'
import { revisedItems } from './load/revised.ts'
import type { Material } from '../../bulletin/material.ts'
import { packRefs } from '../../bulletin/refs.ts'

export interface LoadAsk {
  view: View
  calendar: WorkCalendar
  sources: readonly MatterSource[]
  unit: string
  /** The cut-off, ms. */
  to: number
  /** The last cut-off before it that was seen to, ms; undefined when the unit has none. */
  previous: number | undefined
}

/** The first issue goes back seven days, or to the cut-off before it where a holiday or a stop lay between (S6). */
const firstPeriod = 7 * day
/** Messages that waited longer than this before they were recorded are in no bulletin. */
const straggling = 35 * day

/** A unit's issues from the last one back, as far as stragglers matter. */
async function earlierIssues(view: View, unit: string, to: number): Promise<BulletinData[]> {
  const [latest] = await view.list(bulletin, 'unit', unit, { reverse: true, limit: 1 })
  if (latest === undefined) return []
  const recent = await view.list(bulletin, 'unit', unit, { from: to - straggling, reverse: true })
  return (recent.length > 0 ? recent : [latest]).map(({ data }) => data)
}

const taskSort: Sort<TaskData> = { name: 'task', kind: task, index: 'unit' }
const doneSort: Sort<AssignmentData> = { name: 'done', kind: assignment, index: 'done' }

/** What was recorded from the last cut-off to this one, and how things stand at it. */
export async function load({ view: tracked, calendar, sources, unit, to, previous }: LoadAsk): Promise<Material> {
  const earlier = await earlierIssues(tracked, unit, to)
  const view = tracked.untracked
  const window: Window = { unit, from: earlier[0]?.to ?? Math.min(to - firstPeriod, previous ?? to), to, earlier }
  const places = placesBelow(view.directory, unit)
  const ask: MatterAsk = { view, directory: view.directory, calendar, now: to }

  const filed = recorded(view, reportSort, window).then((found) => places.inOrder(found, ({ unit: path }) => path))
  // Asked at once: on the way to Redis it is one message. The weeks before what is due, since they know of the reports: then nobody reads those again.
  const [, reports, weeks, { held, planned, ahead }, tasks, settled, chair, revised, late, next] = await Promise.all([
    drawsOnReports(tracked, unit),
    filed,
    weekItems(ask, window, filed),
    activities(view, window, places),
    recorded(view, taskSort, window),
    recorded(view, doneSort, window),
    chairItems(view, window, places),
    revisedItems(view, window, places),
    overdue(ask, sources, window, places),
    dueNext(ask, sources, unit, to, places),
  ])
  const done = settled.filter(({ data }) => data.label === task.label)
  return {
    from: window.from,
    to,
    reports,
    held,
    ahead,
    counts: { planned: planned.length, tasks: tasks.length, done: done.length },
    chair,
    weeks,
    revised,
    overdue: late,
    dueNext: next,
    sources: {
      [reportSort.name]: packRefs(reports.map(({ id }) => id)),
      held: packRefs(held.map(({ ref }) => ref)),
      planned: packRefs(planned),
      [taskSort.name]: packRefs(tasks.map(({ id }) => id)),
      [doneSort.name]: packRefs(done.map(({ id }) => id)),
    },
  }
}
