/** A record by its spoken number, and who may read it. */
import { SayToUser } from '../../domain/errors.ts'
import type { Kind, Rec } from '../../domain/record.ts'
import { kinds } from '../../domain/records/index.ts'
import type { Who } from '../../domain/roles.ts'
import type { Context } from '../../grammar/command.ts'
import { may } from '../../grammar/demand.ts'
import type { View } from '../../ledger/types.ts'
import { notFound } from './missing.ts'

const byLabel = new Map(kinds.filter((kind) => kind.numbered).map((kind) => [kind.label, kind]))
export type AnyRec = Rec<Record<string, unknown>>
export type AnyKind = Kind<Record<string, unknown>>

/** Kinds with spoken numbers, by their Chinese name. */
export const numberedKind = (label: string): AnyKind | undefined => byLabel.get(label) as AnyKind | undefined
export const numberedLabels = (): string[] => [...byLabel.keys()]

const readers: Who = { roles: ['admin', 'leader', 'instructor', 'cadre', 'contact'], mode: 'read' }

/** Whether the sender may read a record: their units' and below, what names them or their unit, and for contacts the committee's calendar and chair. */
export function mayRead(record: AnyRec, view: View, ctx: Context): boolean {
  const open = record.kind === 'activity' || record.kind === 'chairTerm' || record.kind === 'bulletin'
  const who: Who = open && typeof readers !== 'string' ? { ...readers, committee: true } : readers
  if (may(ctx, view, who, record.unit) || record.by === ctx.sender?.id) return true
  const named = Object.values(record.data).flat()
  return ctx.sender !== undefined && (named.includes(ctx.sender.unit) || named.includes(ctx.sender.id))
}

/** The record of a number. Throws SayToUser when there is none or it is not for the sender. */
export async function theRecord(number: string, view: View, ctx: Context): Promise<{ kind: AnyKind; record: AnyRec }> {
  const label = number.slice(0, number.indexOf('-'))
  const kind = numberedKind(label)
  if (!kind) throw new SayToUser(`没有“${label}”这种记录。编号如 活动-2026-003、任务-2026-004。`)
  const record = await view.get(kind, number)
  if (!record) throw await notFound(kind, number, view)
  if (!mayRead(record, view, ctx)) throw new SayToUser(`没有权限：${number} 由${view.directory.unit(record.unit)?.short ?? '所属单位'}及上级的人员查看。`)
  return { kind, record }
}
