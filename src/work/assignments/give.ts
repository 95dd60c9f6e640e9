/** Giving something to units or persons: one assignment each. */
import { nameOf, type Directory, type Person } from '../../domain/directory.ts'
import { SayToUser } from '../../domain/errors.ts'
import { groupChat, type Chat } from '../../domain/notice.ts'
import { create, type Change } from '../../domain/record.ts'
import { assignment, assignmentId, type AssignmentData } from '../../domain/records/assignment.ts'
import { dueAt, spellDeadline, spellWeekday, type Moment } from '../../domain/time.ts'
import type { Who } from '../../domain/roles.ts'
import { within } from '../../domain/unitPath.ts'
import { uncoveredNotice } from '../../domain/workCalendar.ts'
import type { Context } from '../../grammar/command.ts'
import { may } from '../../grammar/demand.ts'
import type { View } from '../../ledger/types.ts'

/** Who gives tasks, and what stands of them: also the chair to the committee's members. */
export const issuers: Who = { roles: ['admin', 'cadre', 'contact'], mode: 'write', chair: true }

/** Who is asked: a unit, or one person of it. */
export interface Share {
  unit: string
  person?: string | undefined
}

/** The assignments of a new record. `ref` may be its placeholder. */
export function give(shares: readonly Share[], of: { ref: string; label: string; title: string; issuer: string; deadline: Moment | undefined; next: string; escalates: boolean; now: number }): Change[] {
  const { ref, label, title, issuer, deadline, next, escalates, now } = of
  return shares.map(({ unit, person }) => {
    const data: AssignmentData = {
      of: ref, label, title, issuer, person, due: deadline && dueAt(deadline), timed: deadline?.time !== undefined, since: now, next, escalates,
    }
    return create(assignment, { id: assignmentId(ref, unit, person), unit, data, now })
  })
}

/** Units by short name, the first few. */
export function spellUnits(paths: readonly string[], directory: Directory, most = 6): string {
  const names = paths.slice(0, most).map((path) => nameOf(directory, path))
  return `${names.join('、')}${paths.length > most ? `等${paths.length}个单位` : ''}`
}

/** Who asks: the unit the command is for; what a chair asks of other member units it asks for the committee, so that it passes on with the chair (S2). */
export function issuerOf(own: string, paths: readonly string[], ctx: Context): string {
  const others = paths.filter((path) => !within(path, own))
  return (ctx.unitNamed ? undefined : ctx.chairs.find((committee) => others.some((path) => within(path, committee)))) ?? own
}

/** The groups in which something asked of units is posted, each once. */
export const groupsOf = (units: readonly string[], directory: Directory): Chat[] =>
  [...new Set(units.flatMap((path) => directory.groupsFor(path).slice(0, 1)).map((group) => groupChat(group.id)))]

/** Refuses a deadline (field `deadline`) that has passed already. */
export function demandAhead(deadline: Moment, now: number, label = '截止'): void {
  if (dueAt(deadline) > now) return
  throw new SayToUser(`“${label}”${spellDeadline(deadline)}已经过了，请写以后的时间，如 ${label}:下周五17:00。`, [], 'deadline')
}

/** Whether the sender may ask something of a unit: those at and below where they write, and as chair the committee's members. */
const reaches = (unit: string, who: Who, view: View, ctx: Context): boolean => may(ctx, view, who, unit) || ctx.chairs.some((committee) => within(unit, committee))

/** Refuses a person (typed in `field`) of whom nothing may be asked: none of their units is among those asked or within reach. */
export function demandPerson({ name, unit, posts }: Person, units: readonly string[], who: Who, view: View, ctx: Context, field = 'assignee'): void {
  const theirs = [unit, ...posts.map((post) => post.unit)]
  if (theirs.some((one) => units.includes(one) || reaches(one, who, view, ctx))) return
  throw new SayToUser(`没有权限：${name}不是所布置单位的人员，也不在您可以布置的范围内，请改写“负责人”。`, [], field)
}

/** Refuses units outside what the sender may ask. */
export function demandReach(units: readonly string[], who: Who, view: View, ctx: Context): void {
  const outside = units.filter((unit) => !reaches(unit, who, view, ctx))
  if (outside.length === 0) return
  const names = outside.slice(0, 5).map((path) => nameOf(view.directory, path))
  throw new SayToUser(`没有权限：${names.join('、')}${outside.length > 5 ? '等' : ''}不在您可以布置的范围内，请由其上级的管理员、团干部布置。`)
}

/** What whoever set a date is told at once: that it is a rest day, or that the year's holidays are not known. A typed date is never moved. */
export function restDayRemarks(deadline: Moment, ctx: Context): string[] {
  const { date } = deadline
  const rest = ctx.calendar.isWorkday(date) ? [] : [`提示：截止日是休息日（${spellWeekday(date)}），日期未作改动`]
  const uncovered = uncoveredNotice(ctx.calendar, date)
  return uncovered === undefined ? rest : [...rest, uncovered]
}
