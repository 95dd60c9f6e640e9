/** The unit a command is for when the usual one is none of the sender's business. */
import type { Unit } from '../domain/directory.ts'
import { mayUse, type Who } from '../domain/roles.ts'
import { dayOf } from '../domain/time.ts'
import type { Context } from '../grammar/command.ts'
import { unitKey } from '../grammar/labels.ts'
import type { Problem } from '../grammar/understood.ts'
import type { View } from '../ledger/types.ts'

/** Where else the sender may do it: as chair for the committee (S2), else at the units of their posts, such as an instructor's. */
function elsewhere(who: Who, ctx: Context, view: View): Unit[] {
  const { sender: person, chairs } = ctx
  const on = dayOf(ctx.now)
  const may = (unit: string | undefined) => mayUse(who, { directory: view.directory, person, unit, on, chairs })
  if (!person || ctx.unitNamed || may(ctx.unit?.path)) return []
  const paths = [...chairs, ...view.directory.postsOf(person, on).map((post) => post.unit)]
  return [...new Set(paths)].filter(may).flatMap((path) => view.directory.unit(path) ?? [])
}

/** The context with the unit that is meant; a question back when there are several. Where there is none nothing changes, and the refusal follows. */
export function place(who: Who, ctx: Context, view: View): { ctx: Context; problem?: Problem } {
  const others = elsewhere(who, ctx, view)
  const unit = others.find(({ path }) => path === ctx.group?.unit) ?? (others.length === 1 ? others[0] : undefined)
  if (unit) return { ctx: { ...ctx, unit } }
  if (others.length === 0) return { ctx }
  return { ctx, problem: { key: unitKey, said: '', complaint: '请说明是哪个单位。', choices: others.map(({ short }) => short) } }
}
