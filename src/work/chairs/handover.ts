/** Handing the chair over (S2): which term, what is filed, who is asked to take over. */
import { handoverDays, type Term } from '../../domain/chair.ts'
import { nameOf } from '../../domain/directory.ts'
import type { Rec } from '../../domain/record.ts'
import { SayToUser } from '../../domain/errors.ts'
import { amend, create } from '../../domain/record.ts'
import { handover, spellMoney, type HandoverData } from '../../domain/records/handover.ts'
import { holderOf } from '../../domain/records/chairTerm.ts'
import { addDays, dayOf, spellDay, spellRange } from '../../domain/time.ts'
import { reply } from '../../grammar/answer.ts'
import type { Context } from '../../grammar/command.ts'
import type { View } from '../../ledger/types.ts'
import { openMatters, passedLines } from './passing.ts'
import { termAfter, termsOf } from './read.ts'
import { committeeName, termName } from './say.ts'
import { answerAndTell } from './tell.ts'

/** The handover that was filed for a term. */
export const handoverOf = async (view: View, term: Pick<Term, 'id'>): Promise<Rec<HandoverData> | undefined> =>
  (await view.list(handover, 'term', term.id))[0]

/**
 * The term that a handover given now is about: of the sender's member unit, or for a cadre of the committee any.
 * First one that has ended within 30 days and was not taken over, else the running one.
 */
export async function termToHandOver(ctx: Context, view: View, committee: string): Promise<Term> {
  const { directory } = view
  const today = dayOf(ctx.now)
  const mine = ctx.unit && directory.unit(ctx.unit.path)?.kind === '成员单位' ? ctx.unit.path : undefined
  const begun = (await termsOf(view, committee)).filter(({ data }) => data.from <= today && (mine === undefined || holderOf(data) === mine))
  for (const term of begun) {
    const late = addDays(term.data.to, handoverDays)
    if (term.data.to < today && today <= late && !(await handoverOf(view, term))?.data.taken) return term
  }
  const last = begun.at(-1)
  if (last && today <= last.data.to) return last
  const who = mine === undefined ? committeeName(directory, committee) : nameOf(directory, mine)
  if (!last) throw new SayToUser(`${who}没有已经开始的轮值任期，不用交接；可发 /轮值 查看安排。`)
  const done = await handoverOf(view, last)
  if (done?.data.taken) throw new SayToUser(`${last.id} 的交接（${done.id}）已由${nameOf(directory, done.data.taken.unit)}确认接任，不用再交。`)
  throw new SayToUser(`${last.id} 已于${spellDay(last.data.to)}结束，交接只能在结束后${handoverDays}天内（${spellDay(addDays(last.data.to, handoverDays))}前）补办。`)
}

/** What a handover says, a line each. */
export const handoverLines = ({ done, open, balance, materials }: HandoverData): string[] => [
  `已办：${done}`,
  ...(open === undefined ? [] : [`未办：${open}`]),
  ...(balance === undefined ? [] : [`经费结余：${spellMoney(balance)}`]),
  ...(materials === undefined ? [] : [`资料：${materials}`]),
]

type Filing = Pick<HandoverData, 'done' | 'open' | 'balance' | 'materials'>

/** Files a term's handover, or replaces what is given of one that nobody has confirmed. */
export async function fileHandover(ctx: Context, view: View, term: Term, input: Filing) {
  const { directory } = view
  const { committee } = term.data
  const outgoing = holderOf(term.data)
  const before = await handoverOf(view, term)
  if (before?.data.taken) throw new SayToUser(`${before.id} 已由${nameOf(directory, before.data.taken.unit)}确认接任，不能再改。`)
  const given = Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined)) as Filing
  const passed = await openMatters(view, committee)
  const data: HandoverData = { ...before?.data, ...given, committee, term: term.id, outgoing, passed, filedAt: ctx.now }
  const change = before ? amend(handover, before, data, 'amend') : create(handover, { unit: committee, data, now: ctx.now })
  const text = [
    `${before ? '已更新' : '已记录'} ${change.ref}：${nameOf(directory, outgoing)}交接${committeeName(directory, committee)}轮值主席`,
    `任期：${spellRange(term.data)}（${term.id}）`,
    ...handoverLines(data),
    ...(await passedLines(view, passed)),
    `计入：${term.id}的交接`,
  ].join('\n')
  const next = await termAfter(view, committee, term.data.to)
  if (!next) {
    const plan = '下一任尚未安排，安排后由接班单位发 /接任 确认'
    return { changes: [change], notices: [reply(ctx, `${text}\n${plan}`, [change.ref])] }
  }
  const unit = holderOf(next.data)
  const asks = (name: string) => `下一任：${termName(directory, next)}${name && `，${name} `}请发 /接任 确认`
  const told = await answerAndTell(ctx, view, { committee, text, ref: change.ref, unit, asks, actions: [{ label: '接任', say: '/接任' }] })
  return { changes: [change, ...told.changes], notices: told.notices }
}
