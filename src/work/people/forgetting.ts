/** Deleting what is personal cannot be undone: it is asked for twice. */
import { minute } from '../../domain/time.ts'
import { only, reply } from '../../grammar/answer.ts'
import type { CommandDecision, Context } from '../../grammar/command.ts'
import type { View } from '../../ledger/types.ts'

/** How long the warning stands before it must be asked for again, ms. */
const confirmWithin = 30 * minute

export interface Forgetting {
  /** Who is forgotten: a person's id, or the number of a request of somebody never admitted. */
  subject: string
  warning: string
  /** The command that confirms it. */
  again: string
  done: string
}

/** Warns the first time; the second time within half an hour by the same sender it is done. */
export async function confirmed(view: View, ctx: Context, { subject, warning, again, done }: Forgetting): Promise<CommandDecision> {
  const key = `forget|${ctx.sender?.id ?? ctx.chat}|${subject}`
  const asked = Number((await view.state(key)) ?? 0)
  if (ctx.now - asked > confirmWithin) {
    return { ...only(ctx, `${warning}\n确认请在30分钟内再发一次：${again}`), state: [{ key, value: String(ctx.now), until: ctx.now + confirmWithin }] }
  }
  return { changes: [], notices: [reply(ctx, done)], state: [{ key, value: null }], forget: { person: subject } }
}
