/** What units still have to see to, told to whoever may read them (S33): 谁逾期了, 谁没完成任务. */
import { nameOf, type Directory, type Unit } from '../../domain/directory.ts'
import { groupChat } from '../../domain/notice.ts'
import { addDays, day, dayOf, instant, momentOf, spellDue, spellMoment, spellRange, type DayRange } from '../../domain/time.ts'
import { within } from '../../domain/unitPath.ts'
import { inTreeOrder } from '../../domain/unitTree.ts'
import { readers } from '../../domain/roles.ts'
import type { Context } from '../../grammar/command.ts'
import { demand, may } from '../../grammar/demand.ts'
import type { View } from '../../ledger/types.ts'
import { sources } from './index.ts'
import { concerns, type Matter } from './matter.ts'

/** How far back and ahead open matters are looked for, ms. */
const reach = { back: 366 * day, ahead: 92 * day }
const mostLines = 30

/** Between which moments (ms, inclusive) matters are due: all that is looked for, or what falls due on some days; days that have begun before today take what is overdue with them. */
export const windowOf = (now: number, days?: DayRange): { from: number; to: number } => ({
  from: days && days.from > dayOf(now) ? instant(days.from) + 1 : now - reach.back,
  to: days ? instant(addDays(days.to, 1)) : now + reach.ahead,
})

/** What a heading adds about those days. */
export const spellWindow = (days?: DayRange): string => (days ? `，${spellRange(days)}到期` : '')

/** The unit asked about, else those at which the sender reads. Throws SayToUser where they may not. */
export function unitsAsked(view: View, ctx: Context): Unit[] {
  const { unit, unitNamed, sender, now } = ctx
  if (sender && !unitNamed && !may(ctx, view, readers, unit?.path)) {
    const posts = view.directory.postsOf(sender, dayOf(now)).map((post) => post.unit).filter((path) => may(ctx, view, readers, path))
    if (posts.length > 0) return [...new Set(posts)].flatMap((path) => view.directory.unit(path) ?? [])
  }
  demand(ctx, view, readers, unit?.path)
  return unit ? [unit] : []
}

function spell({ ref, label, title, due, timed, unit }: Matter, directory: Directory, now: number, late: boolean): string {
  const [number = ''] = /^\p{Script=Han}+-\d{4}-\d+/u.exec(ref) ?? []
  return `${nameOf(directory, unit)}：${label}《${title}》，截止 ${spellDue(due, timed)}${!late && due <= now ? '，已逾期' : ''}${number && `（${number}）`}`
}

/**
 * Open matters at and below units, in tree order: only those overdue, or of one kind. In a group the matters of its own units are named
 * and others counted, as in its bulletin (Burden).
 */
export async function tellOpen(units: readonly Unit[], { late, label, days }: { late: boolean; label?: string | undefined; days?: DayRange | undefined }, view: View, ctx: Context): Promise<string> {
  const { directory } = view
  const { now, calendar } = ctx
  const { from, to } = windowOf(now, days)
  const window = { from, to: late ? Math.min(now, to) : to }
  const lists = units.map(async ({ path }) => (await Promise.all(sources.map((source) => source.open({ view, directory, calendar, now }, { ...window, unit: path })))).flat().filter((matter) => concerns(matter, path)))
  const wanted = (await Promise.all(lists)).flat().filter(({ since, label: kind }) => since <= now && (label === undefined || kind === label))
  const all = inTreeOrder([...new Map(wanted.sort((a, b) => a.due - b.due).map((matter) => [matter.ref, matter])).values()], directory)
  const isNamed = ({ unit }: Matter): boolean => ctx.message.group === undefined || directory.groupsFor(unit).some(({ id }) => groupChat(id) === ctx.chat)
  const named = all.filter(isNamed)
  const below = units.flatMap(({ path }) => directory.children(path)).map(({ path, short }) => ({ short, count: all.filter((matter) => !isNamed(matter) && within(matter.unit, path)).length }))
  const counted = below.filter(({ count }) => count > 0).map(({ short, count }) => `${short}：${count} 项`)
  const head = `${units.map(({ short }) => short).join('、')}${late ? '逾期未办' : label === undefined ? '未办事项' : `未办结的${label}`}（截至 ${spellMoment(momentOf(now))}${spellWindow(days)}）：`
  if (all.length === 0) return `${head}没有。`
  const rest = named.length > mostLines ? [`……共${named.length}项，写明单位可分开看，如 /待办 单位:${units.flatMap(({ path }) => directory.children(path))[0]?.short ?? units[0]?.short ?? ''}`] : []
  const more = counted.length > 0 ? ['明细请私聊问。'] : []
  return [head, ...named.slice(0, mostLines).map((matter) => spell(matter, directory, now, late)), ...rest, ...counted, ...more].join('\n')
}
