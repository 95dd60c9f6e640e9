/** Which share of something asked of many the sender means. */
import { SayToUser } from '../domain/errors.ts'
import type { Rec } from '../domain/record.ts'
import { assignment, type AssignmentData } from '../domain/records/assignment.ts'
import type { Who } from '../domain/roles.ts'
import { spellMoment, momentOf } from '../domain/time.ts'
import type { Context } from '../grammar/command.ts'
import { may } from '../grammar/demand.ts'
import type { View } from '../ledger/types.ts'

export type Assignment = Rec<AssignmentData>

/** Who settles a unit's share. */
export const settlers: Who = { roles: ['admin', 'cadre', 'contact'], mode: 'write' }

const nameOf = (view: View, path: string) => view.directory.unit(path)?.short ?? path

function alreadyDone(shares: readonly Assignment[], of: string, view: View): SayToUser {
  const done = shares[0]?.data.done
  if (!done) return new SayToUser(`${of} 没有布置给您或您的单位。`)
  return new SayToUser(`${of} 之前已经办结：${view.directory.person(done.by)?.name ?? done.by}，${spellMoment(momentOf(done.at))}。`)
}

/**
 * The open share the sender means: the one that asks for them by name, else that of the unit named or meant, else the only one they may settle.
 * Throws SayToUser when there is none, or several and none was named.
 */
export async function myShare(of: string, view: View, ctx: Context): Promise<Assignment> {
  const shares = await view.list(assignment, 'of', of)
  const mine = shares.filter((share) => share.data.person === ctx.sender?.id || may(ctx, view, settlers, share.unit))
  if (mine.length === 0 && shares.length > 0) throw new SayToUser(`没有权限：${of} 由承办单位的团干部、联系人或被指定的负责人办理。`)
  const open = mine.filter((share) => share.data.done === undefined)
  const named = ctx.unitNamed ? open.filter((share) => share.unit === ctx.unit?.path) : open
  const byName = ctx.unitNamed ? undefined : named.find((share) => share.data.person === ctx.sender?.id)
  const found = byName ?? named.find((share) => share.unit === ctx.sender?.unit) ?? named.find((share) => share.unit === ctx.unit?.path) ?? (named.length === 1 ? named[0] : undefined)
  if (found) return found
  if (named.length === 0) throw alreadyDone(ctx.unitNamed ? mine.filter((share) => share.unit === ctx.unit?.path) : mine, of, view)
  const names = [...new Set(named.map((share) => nameOf(view, share.unit)))]
  throw new SayToUser(`${of} 由多个单位承办，请写明是哪个单位，如 单位:${names[0]}。未完成的有：${names.slice(0, 8).join('、')}${names.length > 8 ? '等' : ''}`)
}
