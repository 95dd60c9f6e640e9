/** Which kinds can be listed by period for a unit and all below, and what more is told of one record. */
import { countBelow, countOf, sharesOf } from '../announcements/receipt.ts'
import type { Rec } from '../../domain/record.ts'
import { activity, activityStates, type ActivityData } from '../../domain/records/activity.ts'
import { announcement } from '../../domain/records/announcement.ts'
import { chairTerm } from '../../domain/records/chairTerm.ts'
import { task } from '../../domain/records/task.ts'
import { weeklyReport } from '../../domain/records/weeklyReport.ts'
import { spellDue, startOf } from '../../domain/time.ts'
import type { Context } from '../../grammar/command.ts'
import type { Range, View } from '../../ledger/types.ts'
import { mayReadShare, type AnyKind } from './find.ts'

export interface Listing {
  label: string
  kind: AnyKind
  /** Indexes by unit path (its own and all below) and time; each record stands in one of them. */
  indexes: readonly string[]
  /** The time by which records of several indexes are put in order, ms. */
  timeOf?: ((record: Rec<Record<string, unknown>>) => number) | undefined
  /** Whether records may lie ahead: what is planned. */
  ahead?: true
  /** More lines about one record, of which the sender sees what is theirs to see. */
  more?(record: Rec<never>, view: View, ctx: Context): Promise<string[]>
}

/** How far a task or an announcement has come, unit by unit in the order it was given; who else is late is for those who gave it and those above. */
async function progressOf({ id, kind, unit: issuer }: Rec<never>, view: View, ctx: Context): Promise<string[]> {
  const shares = await sharesOf(id, view)
  const name = (path: string, person?: string) => (person === undefined ? view.directory.unit(path)?.short : view.directory.person(person)?.name) ?? path
  const open = shares.filter((share) => share.data.done === undefined && mayReadShare(share, { kind, unit: issuer }, view, ctx))
  const below = await countBelow(id, view)
  const [state, left] = kind === announcement.kind ? ['回执情况', '未回执'] : ['完成情况', '未完成']
  const byDue = new Map<string, string[]>()
  for (const { unit, data } of open.slice(0, 30)) {
    const due = data.due === undefined ? '' : `，截止 ${spellDue(data.due, data.timed)}`
    byDue.set(due, [...(byDue.get(due) ?? []), name(unit, data.person)])
  }
  const lines = [...byDue].map(([due, names]) => `${left}：${names.join('、')}${due}`)
  const rest = open.length > 30 ? [`……还有${open.length - 30}个${left}`] : []
  return [`${state}：${countOf(shares)}`, ...(below === undefined ? [] : [`下级回执：${below}`]), ...lines, ...rest]
}

/** The records of a unit and all below it in a range of time. */
export async function listed({ kind, indexes, timeOf }: Listing, view: View, unit: string, range: Range): Promise<Rec<Record<string, unknown>>[]> {
  const found = (await Promise.all(indexes.map((index) => view.list(kind, index, unit, range)))).flat()
  if (!timeOf) return found
  const way = range.reverse ? -1 : 1
  return found.sort((a, b) => way * (timeOf(a) - timeOf(b) || (a.id < b.id ? -1 : 1))).slice(0, range.limit)
}

const listing = (kind: unknown, index: string, more?: Listing['more']): Listing => {
  const listedKind = kind as AnyKind
  return { label: listedKind.label, kind: listedKind, indexes: [index], ...(more ? { more } : {}) }
}

export const listings: readonly Listing[] = [
  { ...listing(activity, 'held'), ahead: true, indexes: Object.keys(activityStates), timeOf: ({ data }) => startOf(data['when'] as ActivityData['when']) },
  listing(weeklyReport, 'week'),
  listing(task, 'unit', progressOf),
  listing(announcement, 'unit', progressOf),
  { ...listing(chairTerm, 'within'), ahead: true },
]
