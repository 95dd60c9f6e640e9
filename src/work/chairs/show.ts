/** What /轮值 answers when it only asks. */
import { handoverDays, type Term } from '../../domain/chair.ts'
import { nameOf } from '../../domain/directory.ts'
import { holderOf } from '../../domain/records/chairTerm.ts'
import { addDays, daysBetween, clockOf, dayOf, spellDay, spellRange, type Day } from '../../domain/time.ts'
import type { View } from '../../ledger/types.ts'
import { dutiesOf, plannedFor } from './duties.ts'
import { handoverOf } from './handover.ts'
import { chairOn, termAfter, termsHeldBy, termsOf } from './read.ts'
import { chairLines, committeeName, daysLeft, dutyLines, gapLine, termName } from './say.ts'

const asOf = (now: number) => `（截至 ${spellDay(dayOf(now))} ${clockOf(now)}）`

/** Days without a chair between today or the end of the present term and the next one. */
function gapBefore(next: Term | undefined, present: Term | undefined): string[] {
  if (!next || !present) return []
  const from = addDays(present.data.to, 1)
  return from < next.data.from ? [gapLine({ from, to: addDays(next.data.from, -1) })] : []
}

/** How the handover of the term that ended last stands; nothing once it is too late to file it. */
async function handoverLine(view: View, ended: Term | undefined, today: Day): Promise<string[]> {
  if (!ended) return []
  const filed = await handoverOf(view, ended)
  const who = nameOf(view.directory, holderOf(ended.data))
  if (filed?.data.taken) return []
  if (filed) return [`交接：${who}已交（${filed.id}），待接班单位发 /接任`]
  const last = addDays(ended.data.to, handoverDays)
  return today <= last ? [`交接：${who}尚未交接，可在${spellDay(last)}前补交：/交接 已办:…`] : []
}

/** One committee: who now, who next, days left, duties done and open; how to plan the next term for whoever may. */
export async function ofCommittee(view: View, committee: string, now: number, mayPlan: boolean): Promise<string> {
  const { directory } = view
  const today = dayOf(now)
  const chair = await chairOn(view, committee, today)
  const next = await termAfter(view, committee, today)
  const lines = [`${committeeName(directory, committee)}轮值主席${asOf(now)}`]
  if (chair) {
    const planned = await plannedFor(view, chair.term)
    lines.push(...chairLines(directory, chair, today), ...dutyLines(await dutiesOf(view, chair.term)))
    if (planned.length > 0) lines.push(`已计划：${planned.map((record) => record.id).join('、')}`)
  } else lines.push('现任：暂无')
  lines.push(...gapBefore(next, chair?.term))
  lines.push(next ? `下一任：${termName(directory, next)}，${daysBetween(today, next.data.from)}天后开始` : `下一任：尚未安排${mayPlan ? '，请发 /轮值 单位 任期，如 /轮值 中河中学 1月1日至3月31日' : ''}`)
  const ended = (await termsOf(view, committee)).filter(({ data }) => data.to < today).at(-1)
  lines.push(...(await handoverLine(view, ended, today)))
  return lines.join('\n')
}

const shown = 6

/** Where a term stands; what was filed only after its end does not change its mark, but is shown. */
async function stateOf(view: View, term: Term, today: Day): Promise<string> {
  const { from, to, outcome } = term.data
  if (from > today) return `${daysBetween(today, from)}天后开始`
  if (to >= today) return `现任，${daysLeft(today, to)}`
  if (outcome?.met !== false) return '已结束'
  const later = (await dutiesOf(view, term)).flatMap((state) => state.counted.map(({ id }) => id)).filter((id) => !outcome.counted.includes(id))
  return `已结束，未完成${later.length > 0 ? `；期后补报${later.join('、')}` : ''}`
}

/** One member unit: its terms, the last few and those to come. */
export async function ofUnit(view: View, committee: string, unit: string, now: number): Promise<string> {
  const today = dayOf(now)
  const terms = await termsHeldBy(view, committee, unit)
  const lines: string[] = []
  for (const term of terms.slice(-shown)) lines.push(`${term.id}：${spellRange(term.data)}（${await stateOf(view, term, today)}）`)
  const head = `${nameOf(view.directory, unit)}在${committeeName(view.directory, committee)}的轮值任期${asOf(now)}`
  return [head, ...(lines.length > 0 ? lines : ['还没有安排'])].join('\n')
}

const listed = 30

/** Above the streets: one line for each committee below. */
export async function overview(view: View, path: string, committees: readonly string[], now: number): Promise<string> {
  const { directory } = view
  const today = dayOf(now)
  const lines: string[] = []
  for (const committee of committees.slice(0, listed)) {
    const chair = await chairOn(view, committee, today)
    const next = await termAfter(view, committee, today)
    const present = chair ? `${nameOf(directory, chair.unit)}（到${spellDay(chair.term.data.to)}）` : '暂无'
    lines.push(`${nameOf(directory, committee)}：现任${present}，下一任${next ? `${nameOf(directory, holderOf(next.data))}（${spellDay(next.data.from)}起）` : '尚未安排'}`)
  }
  if (committees.length > listed) lines.push(`还有${committees.length - listed}个，请发 /轮值 街道名 查看`)
  return [`${nameOf(directory, path)}轮值主席${asOf(now)}`, ...(lines.length > 0 ? lines : ['还没有登记成员单位'])].join('\n')
}
