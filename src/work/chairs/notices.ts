/** What the clock says about terms, in the committee's group (S2). */
import type { Term } from '../../domain/chair.ts'
import { nameOf } from '../../domain/directory.ts'
import type { Decision } from '../../domain/notice.ts'
import { holderOf } from '../../domain/records/chairTerm.ts'
import { dayOf, spellDay, spellRange } from '../../domain/time.ts'
import { uncoveredNotice, type WorkCalendar } from '../../domain/workCalendar.ts'
import type { View } from '../../ledger/types.ts'
import { heldCommand } from '../activities/say.ts'
import { sayInGroup, type Called } from './calling.ts'
import { dutiesOf, plannedFor } from './duties.ts'
import { handoverOf } from './handover.ts'
import { termBefore } from './read.ts'
import { successionLines } from './succession.ts'
import { committeeName, daysLeft, dutyLines } from './say.ts'

interface At {
  view: View
  now: number
  calendar: WorkCalendar
}

const nothing: Decision = { changes: [], notices: [] }
const note = ({ calendar, now }: At): string[] => uncoveredNotice(calendar, dayOf(now))?.split('；') ?? []

/** That a term is about to begin: who hands over and who takes over, each with what to type unless it is done. */
export async function startNotice(at: At, term: Term): Promise<Decision> {
  const { view, now } = at
  const { directory } = view
  const before = await termBefore(view, term.data.committee, term.data.from)
  const filed = before && (await handoverOf(view, before))
  const incoming = holderOf(term.data)
  const outgoing = before && holderOf(before.data)
  const units = [...(outgoing === undefined || filed ? [] : [outgoing]), ...(filed?.data.taken ? [] : [incoming])]
  const text = (called: Called) => {
    const who = (unit: string) => [nameOf(directory, unit), called.name(unit)].filter(Boolean).join(' ')
    const lines = [`【轮值交接】${committeeName(directory, term.data.committee)}轮值主席将于${spellDay(term.data.from)}换任（${daysLeft(dayOf(now), term.data.from)}）`]
    if (outgoing !== undefined) {
      lines.push(filed ? `交班：${nameOf(directory, outgoing)}已交（${filed.id}）` : `交班：${who(outgoing)}，请发：/交接 已办:… 未办:… 经费结余:… 资料:…`)
    }
    const stint = `${term.id}，${spellRange(term.data)}`
    lines.push(filed?.data.taken ? `接班：${nameOf(directory, incoming)}已确认（${stint}）` : `接班：${who(incoming)}（${stint}），收到交接后请发：/接任`)
    return [...lines, ...note(at)].join('\n')
  }
  return sayInGroup(view, term.data.committee, { key: `start|${term.id}`, ref: term.id, units, now, text, sort: 'reminder' })
}

/** Unmet duties of a term as lines, `called` naming who answers for its holder; undefined when they are met. */
async function dutyNotice({ view, now }: At, term: Term): Promise<((called: string) => string[]) | undefined> {
  const { directory } = view
  const states = await dutiesOf(view, term)
  if (states.every(({ met }) => met)) return undefined
  const planned = await plannedFor(view, term)
  return (called) => [
    `【轮值任期】${nameOf(directory, holderOf(term.data))}${called && ` ${called} `}任${committeeName(directory, term.data.committee)}轮值主席到${spellDay(term.data.to)}（${daysLeft(dayOf(now), term.data.to)}）`,
    ...dutyLines(states),
    ...planned.map(({ id, data }) => `已计划 ${id}《${data.topic}》，办完请发：${heldCommand(id)}`),
    ...(planned.length > 0 ? [] : ['办完请发：/活动 主题:… 时间:… 人数:…']),
  ]
}

/** That a running term's end is near: its duties that are not met, and that nobody follows at once; nothing when all is well. */
export async function endNotice(at: At, term: Term): Promise<Decision> {
  const { view, now } = at
  const { committee } = term.data
  if (term.data.from > dayOf(now)) return nothing
  const unit = holderOf(term.data)
  const parts = [{ unit, lines: await dutyNotice(at, term) }, { unit: committee, lines: await successionLines(view, term, now) }].filter(({ lines }) => lines)
  if (parts.length === 0) return nothing
  const text = (called: Called) => [parts.map((part) => part.lines?.(called.name(part.unit)).join('\n')).join('\n\n'), ...note(at)].join('\n')
  return sayInGroup(view, committee, { key: `end|${term.id}`, ref: term.id, units: parts.map((part) => part.unit), now, text, sort: 'reminder' })
}
