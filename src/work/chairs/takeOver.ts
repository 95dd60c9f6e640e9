/** The incoming side of a handover (S2). */
import type { Term } from '../../domain/chair.ts'
import { nameOf } from '../../domain/directory.ts'
import { SayToUser } from '../../domain/errors.ts'
import { amend, type Rec } from '../../domain/record.ts'
import { chairTerm, holderOf } from '../../domain/records/chairTerm.ts'
import { handover, type HandoverData } from '../../domain/records/handover.ts'
import { dayOf, spellDay, spellRange } from '../../domain/time.ts'
import { reply } from '../../grammar/answer.ts'
import type { Context } from '../../grammar/command.ts'
import { saysNo } from '../../grammar/contrary.ts'
import { may } from '../../grammar/demand.ts'
import type { View } from '../../ledger/types.ts'
import { handoverLines } from './handover.ts'
import { openMatters, passedLines } from './passing.ts'
import { chairOn, termAfter } from './read.ts'
import { holders } from './rights.ts'
import { committeeName } from './say.ts'

/** A filed handover with the term that ends and the one that follows. */
export interface Waiting {
  filed: Rec<HandoverData>
  ended: Term
  next: Term
}

/** The handover that waits for the committee's incoming chair; complains when there is none or when the sender is not the incoming side. */
export async function handoverToTake(ctx: Context, view: View, committee: string): Promise<Waiting> {
  const { directory } = view
  const filed = (await view.list(handover, 'open', committee)).at(-1)
  const ended = filed && (await view.get(chairTerm, filed.data.term))
  if (!filed || !ended) {
    const chair = await chairOn(view, committee, dayOf(ctx.now))
    const rights = chair ? `现任轮值主席${nameOf(directory, chair.unit)}的权利不受影响。` : ''
    throw new SayToUser(`没有等待接任的交接：要等交班单位先发 /交接。${rights}`)
  }
  const next = await termAfter(view, committee, ended.data.to)
  if (!next) throw new SayToUser(`${filed.id} 之后还没有安排下一任，请先安排：/轮值 单位 任期，如 /轮值 中河中学 1月1日至3月31日`)
  const incoming = holderOf(next.data)
  if (!may(ctx, view, holders, incoming)) {
    throw new SayToUser(`没有权限：${filed.id} 由下一任轮值单位${nameOf(directory, incoming)}的联系人确认接任。`)
  }
  return { filed, ended, next }
}

/** Records that the incoming chair has taken over, and shows what passes on. */
export async function takeOver(ctx: Context, view: View, { filed, ended, next }: Waiting, remark: string | undefined) {
  const { directory } = view
  if (remark !== undefined && saysNo(remark)) {
    throw new SayToUser(`意见写的是“${remark.slice(0, 40)}”，没有记为接任。要补正的请${nameOf(directory, filed.data.outgoing)}再发 /交接；确认接任请发：/接任`)
  }
  const unit = holderOf(next.data)
  const passed = await openMatters(view, ended.data.committee)
  const taken = { unit, term: next.id, by: ctx.sender?.id ?? '', at: ctx.now, ...(remark === undefined ? {} : { remark }) }
  const change = amend(handover, filed, { taken, passed }, 'take', remark)
  const text = [
    `已接任 ${filed.id}：${nameOf(directory, filed.data.outgoing)} → ${nameOf(directory, unit)}（${committeeName(directory, next.data.committee)}轮值主席）`,
    `任期：${spellRange(next.data)}（${next.id}），主席权利自${spellDay(next.data.from)} 00:00起`,
    ...handoverLines(filed.data),
    ...(await passedLines(view, passed)),
    ...(remark === undefined ? [] : [`意见：${remark}`]),
    `计入：${ended.id}和${next.id}的交接`,
  ].join('\n')
  return { changes: [change], notices: [reply(ctx, text, [filed.id])] }
}
