/** A record by its spoken number, and who may read it. */
import { SayToUser } from '../../domain/errors.ts'
import { groupChat } from '../../domain/notice.ts'
import type { Kind, Rec } from '../../domain/record.ts'
import { assignment, type AssignmentData } from '../../domain/records/assignment.ts'
import { unit as unitKind } from '../../domain/records/directory.ts'
import { kinds } from '../../domain/records/index.ts'
import { readers, type Who } from '../../domain/roles.ts'
import type { Context } from '../../grammar/command.ts'
import { demand, may } from '../../grammar/demand.ts'
import type { View } from '../../ledger/types.ts'
import { notFound } from './missing.ts'

const byLabel = new Map(kinds.filter((kind) => kind.numbered).map((kind) => [kind.label, kind]))
export type AnyRec = Rec<Record<string, unknown>>
export type AnyKind = Kind<Record<string, unknown>>

/** Kinds with spoken numbers, by their Chinese name. */
const numberedKind = (label: string): AnyKind | undefined => byLabel.get(label) as AnyKind | undefined

/** Whose records of a kind are read where: contacts see the committee's calendar and chair, and whoever is in the chair what was given for the committee (S2). */
const readersOf: Readonly<Record<string, Who>> = {
  activity: { ...readers, committee: true, chair: true },
  chairTerm: { ...readers, committee: true, chair: true },
  standIn: { ...readers, committee: true, chair: true },
  handover: { ...readers, committee: true, chair: true },
  task: { ...readers, chair: true },
  announcement: { ...readers, chair: true },
}

/** Whether the sender may read a kind's records of a unit, all of them. */
const mayReadAt = (kind: string, unit: string, view: View, ctx: Context): boolean => may(ctx, view, readersOf[kind] ?? readers, unit)

/** Refuses whoever may not read a kind's records of a unit. */
export const demandReading = (kind: string, unit: string, view: View, ctx: Context): void => demand(ctx, view, readersOf[kind] ?? readers, unit)

/** A bulletin may be read again by everybody in the group it was posted to. */
const postedHere = ({ kind, unit }: AnyRec, { group, chat }: Context): boolean =>
  kind === 'bulletin' && group !== undefined && group.unit === unit && chat === groupChat(group.id)

/** Whether the sender may read a record: their units' and below, and what names them or a unit that is theirs to read. */
export function mayRead(record: AnyRec, view: View, ctx: Context): boolean {
  const { sender } = ctx
  if (sender === undefined) return false
  if (mayReadAt(record.kind, record.unit, view, ctx) || postedHere(record, ctx)) return true
  const named = Object.values(record.data).flat()
  return named.includes(sender.id) || named.some((one) => typeof one === 'string' && view.directory.unit(one) !== undefined && may(ctx, view, readers, one))
}

/** Whether the sender may see how one share stands of what a record gave to several: whoever gave it, those above, and its own unit or person. */
export const mayReadShare = ({ unit, data }: Rec<AssignmentData>, of: { kind: string; unit: string }, view: View, ctx: Context): boolean =>
  data.person === ctx.sender?.id || mayReadAt(of.kind, of.unit, view, ctx) || mayReadAt(assignment.kind, unit, view, ctx)

/** Refuses whoever may not read a record. */
export function demandReadable(record: AnyRec, view: View, ctx: Context, refusal?: string): void {
  if (mayRead(record, view, ctx)) return
  throw new SayToUser(refusal ?? `没有权限：${record.id} 由${view.directory.unit(record.unit)?.short ?? '所属单位'}及上级的人员查看。`)
}

/** The record of a number. Throws SayToUser when there is none or it is not for the sender. */
export async function theRecord(number: string, view: View, ctx: Context): Promise<{ kind: AnyKind; record: AnyRec }> {
  const label = number.slice(0, number.indexOf('-'))
  const kind = numberedKind(label)
  if (!kind) throw new SayToUser(`没有“${label}”这种记录。编号如 活动-2026-003、任务-2026-004。`)
  const record = await view.get(kind, number)
  if (!record) throw await notFound(kind, number, view)
  demandReadable(record, view, ctx)
  return { kind, record }
}

/** The record of the unit that a command is for. Throws SayToUser when there is none or it is not for the sender. */
export async function theUnit(view: View, ctx: Context): Promise<{ kind: AnyKind; record: AnyRec }> {
  const path = ctx.unit?.path ?? ''
  demandReading(unitKind.kind, path, view, ctx)
  const record = await view.get(unitKind as unknown as AnyKind, path)
  if (!record) throw new SayToUser('请写明单位，如 单位:中河街道。')
  return { kind: unitKind as unknown as AnyKind, record }
}
