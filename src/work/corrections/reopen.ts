/** Taking a completion back (/更正 任务-… 状态:未办结): said by whoever may settle the share, or by whoever gave the task. */
import { nameOf } from '../../domain/directory.ts'
import { settlers, type Assignment } from '../assignments/mine.ts'
import { SayToUser } from '../../domain/errors.ts'
import { amend, type Rec } from '../../domain/record.ts'
import { assignment } from '../../domain/records/assignment.ts'
import type { TaskData } from '../../domain/records/task.ts'
import { spellDue } from '../../domain/time.ts'
import type { Who } from '../../domain/roles.ts'
import { reply } from '../../grammar/answer.ts'
import type { CommandDecision } from '../../grammar/command.ts'
import { may } from '../../grammar/demand.ts'
import { foldText } from '../../grammar/fold.ts'
import { unitKey } from '../../grammar/labels.ts'
import type { CorrectionAsk } from './correction.ts'

const wish = /^状态\s*:?\s*(?:未办结|未完成|没办结|没完成|待办)[。!]?$/

/** The completion that is meant: one's own first, then that of the unit named, else the only one. */
function meant(done: readonly Assignment[], { view, ctx }: CorrectionAsk): Assignment {
  const named = ctx.unitNamed ? done.filter((share) => share.unit === ctx.unit?.path) : done
  const own = ctx.unitNamed ? undefined : (named.find((share) => share.data.person === ctx.sender?.id) ?? named.find((share) => share.unit === ctx.sender?.unit))
  const [first] = named
  if (own) return own
  if (first && named.length === 1) return first
  throw new SayToUser('请说明是哪个单位的。', named.map((share) => nameOf(view.directory, share.unit)), unitKey)
}

/** undefined when something else is to be corrected. Throws SayToUser where nothing is done yet or it is not theirs to take back. */
export async function reopen(task: Rec<TaskData>, said: string, issuers: Who, ask: CorrectionAsk): Promise<CommandDecision | undefined> {
  const { view, ctx } = ask
  const { id, unit } = task
  if (!wish.test(foldText(said).trim())) return undefined
  const shares = await view.list(assignment, 'of', id)
  const theirs = may(ctx, view, issuers, unit) ? shares : shares.filter((share) => share.data.person === ctx.sender?.id || may(ctx, view, settlers, share.unit))
  if (theirs.length === 0) throw new SayToUser(`没有权限：${id} 由承办单位或布置单位的人员改回未办结。`)
  const done = theirs.filter((share) => share.data.done !== undefined)
  if (done.length === 0) throw new SayToUser(`${id} 还没有办结，不用改。`)
  const share = meant(done, ask)
  const { due, timed, title } = share.data
  const name = nameOf(view.directory, share.unit)
  const text = [
    `已改回未办结 ${id}：${title}`,
    `单位：${name}${due === undefined ? '' : `，截止 ${spellDue(due, timed)}`}`,
    `原来的办结留在历史里；办结请发：/完成 ${id}`,
  ].join('\n')
  return { changes: [amend(assignment, share, { done: undefined }, 'reopen')], notices: [reply(ctx, text, [id])] }
}
