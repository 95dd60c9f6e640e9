/** Which share of something asked of many the sender means. */
import { nameOf } from '../../domain/directory.ts'
import { SayToUser } from '../../domain/errors.ts'
import type { Kind, Rec } from '../../domain/record.ts'
import { announcement } from '../../domain/records/announcement.ts'
import { assignment, type AssignmentData } from '../../domain/records/assignment.ts'
import { task } from '../../domain/records/task.ts'
import type { Who } from '../../domain/roles.ts'
import { inTreeOrder } from '../../domain/unitTree.ts'
import { spellMoment, momentOf } from '../../domain/time.ts'
import type { Context } from '../../grammar/command.ts'
import { may } from '../../grammar/demand.ts'
import { unitKey } from '../../grammar/labels.ts'
import type { View } from '../../ledger/types.ts'
import { demandReadable, type AnyRec } from '../records/find.ts'
import { notFound } from '../records/missing.ts'

export type Assignment = Rec<AssignmentData>

/** Who settles a unit's share. */
export const settlers = { roles: ['admin', 'cadre', 'contact'], mode: 'write' } satisfies Who

/** The record of a number, a task's or an announcement's. Throws SayToUser where there is none, or none any more: why is for those who may read it, others hear the `refusal` they would hear otherwise. */
export async function standing<D>(kind: Kind<D>, of: string, view: View, ctx: Context, refusal?: string): Promise<Rec<D>> {
  const record = await view.get(kind, of)
  if (!record) throw await notFound(kind, of, view, '；等您办的可发 /待办 查看')
  if (record.void) demandReadable(record as AnyRec, view, ctx, refusal)
  if (record.void) throw new SayToUser(`${of} 已经作废（${record.void.reason}），不用再办。`)
  return record
}

function alreadyDone(shares: readonly Assignment[], of: string, view: View): SayToUser {
  const done = shares[0]?.data.done
  if (!done) return new SayToUser(`${of} 没有布置给这个单位。`)
  return new SayToUser(`${of} 之前已经办结：${view.directory.person(done.by)?.name ?? done.by}，${spellMoment(momentOf(done.at))}。`)
}

/**
 * The open share the sender means: the one that asks for them by name, else that of the unit named or meant, else the only one they may settle.
 * Throws SayToUser when there is none, or several and none was named.
 */
export async function myShare(of: string, view: View, ctx: Context): Promise<Assignment> {
  const refusal = `没有权限：${of} 由承办单位的团干部、联系人或被指定的负责人办理。`
  await standing((of.startsWith(announcement.label) ? announcement : task) as Kind<unknown>, of, view, ctx, refusal)
  const shares = await view.list(assignment, 'of', of)
  const mine = shares.filter((share) => share.data.person === ctx.sender?.id || may(ctx, view, settlers, share.unit))
  if (mine.length === 0) throw new SayToUser(refusal)
  const open = mine.filter((share) => share.data.done === undefined)
  const named = ctx.unitNamed ? open.filter((share) => share.unit === ctx.unit?.path) : open
  const byName = ctx.unitNamed ? undefined : named.find((share) => share.data.person === ctx.sender?.id)
  const found = byName ?? named.find((share) => share.unit === ctx.sender?.unit) ?? named.find((share) => share.unit === ctx.unit?.path) ?? (named.length === 1 ? named[0] : undefined)
  if (found) return found
  if (named.length === 0) throw alreadyDone(ctx.unitNamed ? mine.filter((share) => share.unit === ctx.unit?.path) : mine, of, view)
  const names = [...new Set(inTreeOrder(named, view.directory).map((share) => nameOf(view.directory, share.unit)))]
  if (names.length === 1) throw new SayToUser(`${of} 请由本人回复，还没有办结的有：${named.map((share) => view.directory.person(share.data.person ?? '')?.name ?? nameOf(view.directory, share.unit)).join('、')}。`)
  throw new SayToUser(`${of} 由多个单位承办，请说明是哪个单位。`, names, unitKey)
}
