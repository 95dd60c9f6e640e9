/** Standing in for a term's holder for some days (S2). */
import { stintOf, type Term } from '../../domain/chair.ts'
import { overlap, standInProblem } from '../../domain/stint.ts'
import { committeeOf } from '../../domain/committee.ts'
import { nameOf } from '../../domain/directory.ts'
import { SayToUser } from '../../domain/errors.ts'
import { create } from '../../domain/record.ts'
import { chairTerm, holderOf, standIn } from '../../domain/records/chairTerm.ts'
import { dayOf, spellRange, type DayRange } from '../../domain/time.ts'
import type { Context } from '../../grammar/command.ts'
import type { View } from '../../ledger/types.ts'
import { standInsOf, termsOf } from './read.ts'
import { committeeName, termName } from './say.ts'
import { answerAndTell } from './tell.ts'

/** The term of a number; complains when there is none or when it is void. */
export async function theTerm(view: View, id: string): Promise<Term> {
  const term = await view.get(chairTerm, id)
  if (!term || term.void) throw new SayToUser(`没有找到 ${id}${term ? '（已作废）' : ''}，请核对编号；可发 /轮值 查看。`)
  return term
}

/** The term somebody is to stand in for, and the days: those said, or all that remain of a term named by its number. */
export async function termToStandIn(
  ctx: Context,
  view: View,
  committee: string,
  { range, id }: { range: DayRange | undefined; id: string | undefined },
): Promise<{ term: Term; range: DayRange }> {
  const today = dayOf(ctx.now)
  if (id !== undefined) {
    const term = await theTerm(view, id)
    return { term, range: range ?? { from: term.data.from > today ? term.data.from : today, to: term.data.to } }
  }
  if (range === undefined) throw new SayToUser('请写代班时间或任期编号，如 /代班 中河医院 12月1日至12月5日，或 /代班 中河医院 编号:轮值-2026-002')
  const term = (await termsOf(view, committee)).find(({ data }) => overlap(data, range))
  if (!term) throw new SayToUser(`${spellRange(range)}${committeeName(view.directory, committee)}没有安排轮值主席，不能代班；先安排任期：/轮值 单位 任期。`)
  return { term, range }
}

/** Records a stand-in, or says why it cannot be. */
export async function planStandIn(ctx: Context, view: View, unit: string, { term, range }: { term: Term; range: DayRange }) {
  const { directory } = view
  const { committee } = term.data
  if (directory.unit(unit)?.kind !== '成员单位' || committeeOf(directory, unit) !== committee) {
    throw new SayToUser(`代班单位要是${committeeName(directory, committee)}的成员单位，“${nameOf(directory, unit)}”不是。`)
  }
  const standIns = await standInsOf(view, committee)
  const other = standIns.find(({ data }) => data.term === term.id && overlap(data, range))
  if (other) {
    throw new SayToUser(`${spellRange(other.data)}已有${nameOf(directory, other.data.unit)}代班（${other.id}）；要改请先发：/作废 ${other.id} 原因`)
  }
  const problem = standInProblem(stintOf(term, standIns), { unit, ...range }, dayOf(ctx.now))
  if (problem) throw new SayToUser(`${problem}；您写的是${spellRange(range)}，任期是${termName(directory, term)}。`)
  const change = create(standIn, { unit: committee, data: { committee, unit, term: term.id, ...range }, now: ctx.now })
  const text = [
    `已安排 ${change.ref}：${nameOf(directory, unit)}代${nameOf(directory, holderOf(term.data))}任${committeeName(directory, committee)}轮值主席`,
    `时间：${spellRange(range)}`,
    `计入：${term.id}（任期和轮值顺序不变）`,
  ].join('\n')
  const asks = (name: string) => `${name && `${name} `}代班期间由${nameOf(directory, unit)}的联系人行使主席权利`
  const told = await answerAndTell(ctx, view, { committee, text, ref: change.ref, unit, asks })
  return { changes: [change, ...told.changes], notices: told.notices }
}
