/** The order of units: for leaders in private, and where an admin has turned it on (Burden). */
import type { Unit } from '../../domain/directory.ts'
import { SayToUser } from '../../domain/errors.ts'
import { unitKinds } from '../../domain/records/directory.ts'
import { tableLines } from '../../domain/table.ts'
import type { Who } from '../../domain/roles.ts'
import type { Context } from '../../grammar/command.ts'
import { may } from '../../grammar/demand.ts'
import type { View } from '../../ledger/types.ts'
import { indicators } from './index.ts'
import type { Measure } from './indicator.ts'

const leaders: Who = { roles: ['leader'], mode: 'read' }
const measured = indicators.filter(({ measure }) => measure)
const mostUnits = 50

/** What a wish for the order says: which kind of unit, the units right below where none is named, and which measure. */
export interface RankingWish {
  kind?: Unit['kind'] | undefined
  measure?: string | undefined
}

/** 街道排名, 各区活动排名, 排名; undefined when it is no such wish. */
export function readRanking(text: string): RankingWish | undefined {
  const said = /^(?:各|全部|所有|下属){0,3}(?:个)?(.*?)(?:工作|进度|完成)?(?:情况)?的?(?:排名|排行榜?|名次)$/.exec(text.trim())?.[1]
  if (said === undefined) return undefined
  const kind = [...unitKinds].sort((a, b) => b.length - a.length).find((one) => said.startsWith(one))
  const measure = said.slice(kind?.length ?? 0).replace(/^(?:下级)?(?:单位)?的?/, '')
  return { kind, ...(measure === '' ? {} : { measure }) }
}

/** Throws SayToUser with the reason where the order is not told. */
function demandOpen(unit: Unit, view: View, ctx: Context): void {
  if (ctx.message.group !== undefined) {
    if (!ctx.group?.ranking) throw new SayToUser('本群没有打开排名，不在群里公布；领导可以私聊机器人查看，管理员可以打开：/群设置 排名:开')
    return
  }
  if (view.directory.settings.ranking || may(ctx, view, leaders, unit.path)) return
  throw new SayToUser(`单位的排名只答复领导：由${unit.short}及上级的领导私聊查看。要在群里公布的，由管理员在群里发：/群设置 排名:开`)
}

/** Rows in order, equal ones at one place: `1. 中河街道`, `1. 庄桥街道`, `3. 天水街道`. */
function inOrder(rows: { unit: Unit; measure: Measure }[]): string[][] {
  const sorted = rows.toSorted((a, b) => b.measure.value - a.measure.value)
  const place = ({ measure }: (typeof rows)[number]) => sorted.findIndex((one) => one.measure.value === measure.value) + 1
  return sorted.slice(0, mostUnits).map((row) => [`${place(row)}. ${row.unit.short}`, row.measure.text])
}

/** The order of the units below by each measure asked for. `head` says as of when. */
export async function ranking(unit: Unit, { kind, measure }: RankingWish, head: string, { view, ctx }: { view: View; ctx: Context }): Promise<string> {
  const wanted = measured.filter(({ label }) => measure === undefined || label === measure)
  if (wanted.length === 0) throw new SayToUser(`没有“${measure}”的排名。可以排名的有：${measured.map(({ label }) => label).join('、')}。`)
  demandOpen(unit, view, ctx)
  const below = kind === undefined ? view.directory.children(unit.path) : view.directory.below(unit.path).filter((one) => one.kind === kind)
  if (below.length === 0) throw new SayToUser(`${unit.short}没有下级${kind ?? '单位'}，无从排名。`)
  const lines = await Promise.all(wanted.map(async ({ label, measure: by }) => {
    const rows = await Promise.all(below.map(async (one) => ({ unit: one, measure: await by?.of({ unit: one, view, calendar: ctx.calendar, now: ctx.now }) })))
    const told = rows.flatMap(({ unit: one, measure: found }) => (found ? [{ unit: one, measure: found }] : []))
    return told.length > 0 ? [`${label}（${by?.what}）：`, ...tableLines({ head: ['单位', by?.what ?? label], rows: inOrder(told) })] : []
  }))
  const own = ctx.message.group === undefined ? '；只答复本人，请勿转发到群' : ''
  return [`${unit.short}${kind === undefined ? '下级单位' : `各${kind}`}排名${head}`, ...lines.flat(), `没有列出的单位没有这一项${own}。`].join('\n')
}
