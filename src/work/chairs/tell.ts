/** Answers about the chair that also concern another member unit. */
import { groupChat, type Notice } from '../../domain/notice.ts'
import type { Change } from '../../domain/record.ts'
import { reply } from '../../grammar/answer.ts'
import type { Context } from '../../grammar/command.ts'
import type { View } from '../../ledger/types.ts'
import { groupOf } from '../reminders/where.ts'
import { callRecord, callUpon } from './calling.ts'

/**
 * Adds to a command's answer a line that asks something of a member unit, and mentions who answers for it.
 * It is said in the committee's group: in the answer itself when the command was given there. `actions` stand below it there.
 */
export async function answerAndTell(
  ctx: Context,
  view: View,
  spec: { committee: string; text: string; ref: string; unit: string; asks(name: string): string; actions?: Notice['actions'] },
) {
  const { committee, text, ref, unit, actions } = spec
  const group = groupOf(view.directory, committee)
  if (!group) return { changes: [] as Change[], notices: [reply(ctx, `${text}\n${spec.asks('')}`, [ref])] }
  const to = groupChat(group.id)
  const called = await callUpon(view, [unit], ctx.now)
  const { mentioned } = called
  const asked = `${text}\n${spec.asks(called.name(unit))}`
  const answer = reply(ctx, asked, [ref])
  const { channel, id } = ctx.message
  const changes = mentioned.length > 0 ? [callRecord({ to, key: `${channel}|${id}`, ref, unit: committee, now: ctx.now, mentioned })] : []
  if (ctx.chat === to) return { changes, notices: [{ ...answer, mentions: mentioned, actions }] }
  return { changes, notices: [answer, { to, text: asked, mentions: mentioned, sort: 'notice' as const, about: [ref], actions }] }
}
