/** Corrections of the rotating chair's records: what is past never changes (S2). */
import { stintOf, type StandIn } from '../../domain/chair.ts'
import { standInProblem } from '../../domain/stint.ts'
import { SayToUser } from '../../domain/errors.ts'
import type { Rec } from '../../domain/record.ts'
import { chairTerm, type ChairTermData, type StandInData } from '../../domain/records/chairTerm.ts'
import { dayOf, spellDay, type Day } from '../../domain/time.ts'
import { f } from '../../grammar/fields.ts'
import { standInsOf } from '../chairs/read.ts'
import { nothing, type Correction } from './correction.ts'

export const chairTermCorrection: Correction = {
  label: '轮值',
  who: { roles: ['admin', 'cadre'], mode: 'write' },
  fields: {},
  refuses: (record: Rec<never>, { ctx }) =>
    (record as Rec<ChairTermData>).data.from <= dayOf(ctx.now) ? '已经开始或过去的任期不能更改；临时换人请用 /代班，对调请用 /换班' : undefined,
}

export const standInCorrection: Correction = {
  label: '代班',
  who: { roles: ['admin', 'cadre'], mode: 'write', chair: true },
  fields: { to: f.date('结束', 'ahead', { also: ['结束日期'], hint: '如 11月25日' }) },
  refuses: (record: Rec<never>, { ctx }) => ((record as StandIn).data.to < dayOf(ctx.now) ? '已经结束的代班不能更改' : undefined),
  async follows(record: Rec<never>, patch, { view, ctx }) {
    const { id, data } = record as Rec<StandInData>
    const today = dayOf(ctx.now)
    const to = patch['to'] as Day
    const term = await view.get(chairTerm, data.term)
    if (!term || to < today) throw new SayToUser(`代班最早到今天（${spellDay(today)}）结束，如 /更正 ${id} 结束:今天`)
    const others = (await standInsOf(view, data.committee)).filter((other) => other.id !== id)
    // The days that are over stay as they were; only those still to come are put to the rules.
    const from = data.from < today ? today : data.from
    const problem = standInProblem(stintOf(term, others), { unit: data.unit, from, to }, today)
    if (problem) throw new SayToUser(`${problem}。`)
    return nothing
  },
  async voids(record: Rec<never>, _, { ctx }) {
    const { id, data } = record as StandIn
    if (data.from <= dayOf(ctx.now)) throw new SayToUser(`${id} 已经开始，过去的日子不能改；可以提前结束：/更正 ${id} 结束:今天`)
    return nothing
  },
}
