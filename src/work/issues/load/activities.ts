/** Activities recorded in the period, and those planned for the week ahead (S4, S6). */
import type { Rec } from '../../../domain/record.ts'
import { activity, participants, type ActivityData } from '../../../domain/records/activity.ts'
import { day, startOf } from '../../../domain/time.ts'
import { within } from '../../../domain/unitPath.ts'
import type { View } from '../../../ledger/types.ts'
import type { ActivityItem } from '../../../bulletin/material.ts'
import type { Places } from './place.ts'
import { recorded, type Sort, type Window } from './recorded.ts'

const heldSort: Sort<ActivityData> = { name: 'held', kind: activity, index: 'heldRecorded' }
const plannedSort: Sort<ActivityData> = { name: 'planned', kind: activity, index: 'plannedRecorded' }

export interface ActivityMaterial {
  held: ActivityItem[]
  /** Numbers of the planned activities recorded in the period. */
  planned: string[]
  /** Planned for the seven days from the cut-off, whenever they were recorded. */
  ahead: ActivityItem[]
}

export async function activities(view: View, window: Window, places: Places): Promise<ActivityMaterial> {
  const { unit, to } = window
  const [held, planned, ahead] = await Promise.all([
    recorded(view, heldSort, window),
    recorded(view, plannedSort, window),
    view.list(activity, 'planned', unit, { from: to, to: to + 7 * day - 1 }),
  ])
  return {
    held: items(held, unit, places),
    planned: planned.map(({ id }) => id),
    ahead: items([...ahead].sort((a, b) => startOf(a.data.when) - startOf(b.data.when)), unit, places),
  }
}

/** In tree order of the host or, when it hosts from elsewhere, of the first unit below that takes part. */
function items(records: Rec<ActivityData>[], unit: string, { inOrder, name }: Places): ActivityItem[] {
  const below = (path: string): boolean => within(path, unit)
  const placed = inOrder(records, ({ data }) => participants(data).find(below) ?? data.host)
  return placed.map(({ id, data: { host, topic, when, place, people, jointly } }) => ({
    unit: name(host), ref: id, topic, when, place, people, jointly: jointly.map(name),
  }))
}
