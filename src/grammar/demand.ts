/** Permission where a record's own unit decides. */
import type { Directory } from '../domain/directory.ts'
import { SayToUser } from '../domain/errors.ts'
import { mayUse, spellWho, type Who } from '../domain/roles.ts'
import { dayOf } from '../domain/time.ts'
import type { Context } from './command.ts'

/** Whether the sender may do what `who` allows at a unit. */
export const may = (ctx: Context, view: { directory: Directory }, who: Who, unit: string | undefined): boolean =>
  mayUse(who, { directory: view.directory, person: ctx.sender, unit, on: dayOf(ctx.now), chairs: ctx.chairs })

/** Refuses, naming who may (fixed wording 没有权限), unless the sender may. */
export function demand(ctx: Context, view: { directory: Directory }, who: Who, unit: string | undefined): void {
  if (may(ctx, view, who, unit)) return
  const name = unit === undefined ? undefined : view.directory.unit(unit)?.short
  throw new SayToUser(`没有权限：这件事由${spellWho(who, name)}办理。`)
}
