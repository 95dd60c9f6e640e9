/** An admin's answer to somebody who asked to be known. */
import { nameOf } from '../../domain/directory.ts'
import { SayToUser } from '../../domain/errors.ts'
import type { Notice } from '../../domain/notice.ts'
import { amend, type Rec } from '../../domain/record.ts'
import { roleNames } from '../../domain/records/directory.ts'
import { joinRequest, type JoinData } from '../../domain/records/joinRequest.ts'
import type { Who } from '../../domain/roles.ts'
import { reply } from '../../grammar/answer.ts'
import type { CommandDecision, Context } from '../../grammar/command.ts'
import { demand, may } from '../../grammar/demand.ts'
import { readRecordNumber } from '../../grammar/fields/records.ts'
import type { View } from '../../ledger/types.ts'
import { admit, usualRole } from './admit.ts'

export const admins: Who = { roles: ['admin'], mode: 'write' }

/** The open request meant by its number (登记-2026-001, 登记1) or the name asked for. Throws SayToUser; those of other units are named to nobody. */
async function theJoinRequest(said: string, view: View, ctx: Context): Promise<Rec<JoinData>> {
  const open = await view.list(joinRequest, 'open', '')
  const number = readRecordNumber(said, ctx.now, joinRequest.label) ?? said
  const theirs = open.filter(({ unit }) => may(ctx, view, admins, unit))
  const meant = (request: Rec<JoinData>) => request.id === number || request.data.name === said
  const found = theirs.some(meant) ? theirs.filter(meant) : open.filter(meant).slice(0, 1)
  const [only] = found
  if (only && found.length === 1) return only
  if (found.length > 1) throw new SayToUser(`有${found.length}位“${said}”在申请，请说明是哪一位：\n${found.map(({ id, data, unit }) => `${id} ${data.name}，${nameOf(view.directory, unit)}，${data.title}`).join('\n')}`, found.map((request) => request.id), 'said')
  const known = await view.get(joinRequest, number)
  if (known) demand(ctx, view, admins, known.unit)
  if (known) throw new SayToUser(`${number} 之前已经答复：${known.data.state === 'granted' ? '批准' : '拒绝'}。`)
  const waiting = theirs.slice(0, 5).map((request) => `${request.id} ${request.data.name}`)
  throw new SayToUser(`没有找到“${said}”的登记申请。${waiting.length > 0 ? `等待批准的有：${waiting.join('、')}` : '现在没有等待批准的申请。'}`)
}

function tell(request: Rec<JoinData>, text: string, ctx: Context): Notice[] {
  return request.data.chat === ctx.chat ? [] : [{ to: request.data.chat, text, sort: 'notice', about: [request.id] }]
}

/** Admits or refuses. Attaching a new channel id to a known person needs this second person's consent. */
export async function answerJoin(said: string, granted: boolean, reason: string | undefined, view: View, ctx: Context): Promise<CommandDecision> {
  const request = await theJoinRequest(said, view, ctx)
  demand(ctx, view, admins, request.unit)
  const { name, unit, title } = request.data
  const short = nameOf(view.directory, unit)
  if (!granted) {
    const text = `未通过 ${request.id}：${name}，${short}${reason === undefined ? '' : `\n原因：${reason}`}\n要删除申请人的个人信息请发：/注销 登记 ${request.id}`
    return { changes: [amend(joinRequest, request, { state: 'refused' }, 'refuse', reason)], notices: [reply(ctx, text, [request.id]), ...tell(request, text, ctx)] }
  }
  const role = usualRole(view, unit)
  const { changes, person } = await admit(request.data, role, view, ctx.now)
  const decided = amend(joinRequest, request, { state: 'granted', person }, 'grant', reason)
  const what = request.data.person === undefined ? `${short}，${title}，${roleNames[role]}` : `${short}，账号已归到原来的名下`
  const text = `已批准 ${request.id}：${name}，${what}\n发 /帮助 看能用的指令。`
  return { changes: [decided, ...changes], notices: [reply(ctx, text, [request.id]), ...tell(request, text, ctx)] }
}
