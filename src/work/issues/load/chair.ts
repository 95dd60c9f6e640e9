/** What happened to the rotating chairs below a unit in the period (S2). */
import { chairTerm, holderOf } from '../../../domain/records/chairTerm.ts'
import { handover } from '../../../domain/records/handover.ts'
import { addDays, day, instant, spellRange } from '../../../domain/time.ts'
import type { View } from '../../../ledger/types.ts'
import type { ChairItem } from '../../../bulletin/material.ts'
import type { Places } from './place.ts'
import type { Window } from './recorded.ts'

/** A term is no longer than three months, and its handover is filed within 30 days of its end. */
const longestTerm = 100 * day
const longestHandover = 60 * day

type Event = ChairItem & { committee: string; at: number }

/** In tree order of the committees, each one's by time. */
export async function chairItems(view: View, window: Window, { inOrder, name }: Places): Promise<ChairItem[]> {
  const events = (await Promise.all([termEvents(view, window, name), handoverEvents(view, window, name)])).flat()
  const during = events.filter(({ at }) => at >= window.from && at < window.to).sort((a, b) => a.at - b.at)
  return inOrder(during, ({ committee }) => committee).map(({ unit, text, ref }) => ({ unit, text, ref }))
}

async function termEvents(view: View, { unit, from, to }: Window, name: Places['name']): Promise<Event[]> {
  const terms = await view.list(chairTerm, 'within', unit, { from: from - longestTerm, to: to - 1 })
  return terms.flatMap(({ id, data }) => {
    const base = { unit: name(data.committee), committee: data.committee, ref: id }
    const outcome = data.outcome === undefined ? '' : data.outcome.met ? '，任期职责已完成' : '，任期职责未完成'
    return [
      { ...base, at: instant(data.from), text: `${name(holderOf(data))}任轮值主席，任期${spellRange(data)}` },
      { ...base, at: instant(addDays(data.to, 1)), text: `${name(holderOf(data))}轮值任期届满${outcome}` },
    ]
  })
}

async function handoverEvents(view: View, { unit, from, to }: Window, name: Places['name']): Promise<Event[]> {
  const handovers = await view.list(handover, 'filed', unit, { from: from - longestHandover, to: to - 1 })
  return handovers.flatMap(({ id, data }) => {
    const base = { unit: name(data.committee), committee: data.committee, ref: id }
    return [
      { ...base, at: data.filedAt, text: `${name(data.outgoing)}提交交接` },
      ...(data.taken === undefined ? [] : [{ ...base, at: data.taken.at, text: `${name(data.taken.unit)}接任` }]),
    ]
  })
}
