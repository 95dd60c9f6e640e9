/** Planning a term of the rotating chair (S2). */
import { stintOf } from '../../domain/chair.ts'
import { gapsAround, overlapping, termProblem } from '../../domain/stint.ts'
import { committeeOf, membersOf } from '../../domain/committee.ts'
import { nameOf } from '../../domain/directory.ts'
import { SayToUser } from '../../domain/errors.ts'
import { create } from '../../domain/record.ts'
import { chairTerm, defaultDuties, holderOf, spellDuty, type ChairTermData, type Duty } from '../../domain/records/chairTerm.ts'
import { dayOf, spellDay, spellRange, type DayRange } from '../../domain/time.ts'
import { reply } from '../../grammar/answer.ts'
import type { Context } from '../../grammar/command.ts'
import { demand } from '../../grammar/demand.ts'
import type { View } from '../../ledger/types.ts'
import { termsOf } from './read.ts'
import { planners } from './rights.ts'
import { committeeName, gapLine, termName } from './say.ts'

/** The committee that a unit may chair; complains when it is no member unit of the committee the command is for. */
function committeeToChair(ctx: Context, view: View, unit: string): string {
  const { directory } = view
  const committee = committeeOf(directory, unit)
  const here = ctx.unit && committeeOf(directory, ctx.unit.path)
  const meant = here ?? committee
  if (directory.unit(unit)?.kind === '成员单位' && committee !== undefined && committee === meant) return committee
  const members = meant === undefined ? [] : membersOf(directory, meant).slice(0, 10)
  const whom = members.length > 0 ? `成员单位有：${members.map((member) => member.short).join('、')}。` : '请先登记成员单位。'
  throw new SayToUser(
    `轮值主席由${meant === undefined ? '' : committeeName(directory, meant)}的成员单位担任，“${nameOf(directory, unit)}”不是。${whom}`,
  )
}

/** Reads `联席会议1次` and `活动 2`; a plain 活动 is any activity. */
function readDuty(line: string): Duty {
  const match = /^(?:至少|开展)?\s*(.{1,20}?)\s*[x×*]?\s*(\d{1,2})?\s*[次场个]?$/u.exec(line.normalize('NFKC').trim())
  const name = match?.[1]
  const least = Number(match?.[2] ?? 1)
  if (name === undefined || least < 1) throw new SayToUser(`“职责”没有看懂“${line}”，请写如 职责:联席会议1次`)
  return name === '活动' ? { least } : { least, type: name }
}

/** Plans a term, or says why not. */
export async function planTerm(ctx: Context, view: View, unit: string, range: DayRange, duties: string[] | undefined) {
  const { directory } = view
  const committee = committeeToChair(ctx, view, unit)
  demand(ctx, view, planners, committee)
  const today = dayOf(ctx.now)
  const why = termProblem(range)
  if (why) throw new SayToUser(`${why}；您写的是${spellRange(range)}。`)
  if (range.to < today) throw new SayToUser(`${spellRange(range)}已经过去，不能再安排任期；请写今天以后结束的任期。`)
  const terms = await termsOf(view, committee)
  const stints = terms.map((term) => stintOf(term, []))
  const clash = overlapping(stints, range)
  const other = clash && terms.find(({ id }) => id === clash.id)
  if (other) {
    throw new SayToUser(
      `任期不能重叠：${spellRange(range)}与${termName(directory, other)}重叠。\n请换一个时间${other.data.from > today ? `；要改已有的安排请先发：/作废 ${other.id} 原因，或请双方 /换班` : ''}。`,
    )
  }
  const data: ChairTermData = { committee, unit, from: range.from, to: range.to, duties: duties?.map(readDuty) ?? [...defaultDuties] }
  const change = create(chairTerm, { unit: committee, data, now: ctx.now })
  const text = [
    `已安排 ${change.ref}：${nameOf(directory, holderOf(data))}任${committeeName(directory, committee)}轮值主席`,
    `任期：${spellRange(range)}`,
    `职责：任期内${data.duties.map(spellDuty).join('、')}`,
    `计入：${committeeName(directory, committee)}轮值安排；${range.from > today ? `${spellDay(range.from)} 00:00` : '即日'}起由该单位联系人行使主席权利`,
    ...gapsAround(stints, range).map(gapLine),
  ].join('\n')
  return { changes: [change], notices: [reply(ctx, text, [change.ref])] }
}
