/** Asking for two terms to be swapped (S2); the other side grants it (src/work/approvals/swap.ts). */
import { swapHindrance, type SwapPayload } from '../approvals/swap.ts'
import type { Term } from '../../domain/chair.ts'
import { overlap } from '../../domain/stint.ts'
import { committeeOf } from '../../domain/committee.ts'
import { nameOf } from '../../domain/directory.ts'
import { SayToUser } from '../../domain/errors.ts'
import { create } from '../../domain/record.ts'
import { approval } from '../../domain/records/approval.ts'
import { holderOf } from '../../domain/records/chairTerm.ts'
import { dayOf, spellRange, type DayRange } from '../../domain/time.ts'
import type { Context } from '../../grammar/command.ts'
import type { View } from '../../ledger/types.ts'
import { termsHeldBy } from './read.ts'
import { termName } from './say.ts'
import { theTerm } from './standIn.ts'
import { answerAndTell } from './tell.ts'

/** A unit's term that has not begun: the next one, or the one that shares a day with a range. */
async function coming(view: View, unit: string, now: number, range: DayRange | undefined): Promise<Term> {
  const { directory } = view
  const committee = committeeOf(directory, unit)
  const terms = committee === undefined ? [] : await termsHeldBy(view, committee, unit)
  const ahead = terms.filter(({ data }) => data.from > dayOf(now) && (range === undefined || overlap(data, range)))
  const [first] = ahead
  if (!first) {
    const where = range === undefined ? '' : `在${spellRange(range)}`
    throw new SayToUser(`${nameOf(directory, unit)}${where}没有尚未开始的轮值任期，不能换班；可发 /轮值 ${nameOf(directory, unit)} 查看。`)
  }
  return first
}

/** The two terms meant: the sender's own and the other side's; for a cadre of the committee the numbered one and the named unit's. */
export async function termsToSwap(
  ctx: Context,
  view: View,
  { unit, range, term: id }: { unit: string | undefined; range: DayRange | undefined; term: string | undefined },
): Promise<{ mine: Term; other: Term }> {
  const own = ctx.unit && view.directory.unit(ctx.unit.path)?.kind === '成员单位' ? ctx.unit.path : undefined
  if (own !== undefined) {
    const other = id === undefined ? await coming(view, unit ?? '', ctx.now, range) : await theTerm(view, id)
    return { mine: await coming(view, own, ctx.now, undefined), other }
  }
  if (id === undefined || unit === undefined) {
    throw new SayToUser('代成员单位提出换班，请写一方任期的编号和另一方单位，如 /换班 编号:轮值-2026-002 单位:中河医院')
  }
  return { mine: await theTerm(view, id), other: await coming(view, unit, ctx.now, range) }
}

/** Records the request and asks the other side. */
export async function askForSwap(ctx: Context, view: View, mine: Term, other: Term) {
  const { directory } = view
  const hindrance = swapHindrance(mine, other, dayOf(ctx.now))
  if (hindrance) throw new SayToUser(`${hindrance}。`)
  const [asked] = (await view.list(approval, 'open', mine.id)).filter(({ data }) => data.subject === 'swap' && data.payload['other'] === other.id)
  if (asked) throw new SayToUser(`已经提出过（${asked.id}），还在等${nameOf(directory, holderOf(other.data))}答复。`)
  const payload: SwapPayload = { mine: mine.id, mineHolder: holderOf(mine.data), other: other.id, otherHolder: holderOf(other.data) }
  const asks = `${termName(directory, mine)}与${termName(directory, other)}换班`
  const unit = holderOf(other.data)
  const change = create(approval, {
    unit: mine.data.committee, now: ctx.now,
    data: { subject: 'swap', asks, ref: mine.id, askedBy: ctx.sender?.id ?? '', decider: { unit }, state: 'open', payload },
  })
  const text = `已提出 ${change.ref}：${asks}\n对方同意后生效；日期和轮值顺序不变，只对换由谁担任。\n计入：待${nameOf(directory, unit)}答复`
  const told = await answerAndTell(ctx, view, {
    committee: mine.data.committee, text, ref: change.ref, unit,
    asks: (name) => `${name && `${name} `}请发：/同意 ${change.ref}，或 /不同意 ${change.ref} 原因`,
    actions: [{ label: '同意', say: `/同意 ${change.ref}` }, { label: '不同意', say: `/不同意 ${change.ref}` }],
  })
  return { changes: [change, ...told.changes], notices: told.notices }
}
