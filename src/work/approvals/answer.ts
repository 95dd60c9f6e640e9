/** Answering a request: the same for every subject. */
import { SayToUser } from '../../domain/errors.ts'
import { groupChat, privateChat, type Notice } from '../../domain/notice.ts'
import { amend, type Rec } from '../../domain/record.ts'
import { approval, type ApprovalData } from '../../domain/records/approval.ts'
import { reply } from '../../grammar/answer.ts'
import type { CommandDecision, Context } from '../../grammar/command.ts'
import { saysNo, saysYes } from '../../grammar/contrary.ts'
import { demand, may } from '../../grammar/demand.ts'
import type { View } from '../../ledger/types.ts'
import { approvalSubjects } from './index.ts'
import { deciders } from './waiting.ts'

/** The request meant by a number: its own, or that of the record it is about when only one is open. */
async function theRequest(number: string, view: View, ctx: Context): Promise<Rec<ApprovalData>> {
  if (number.startsWith(`${approval.label}-`)) {
    const found = await view.get(approval, number)
    if (!found || found.void) throw new SayToUser(`没有找到 ${number}，请核对编号。`)
    return found
  }
  const all = await view.list(approval, 'open', number)
  const theirs = all.filter((request) => mayDecide(request, view, ctx))
  const open = theirs.length > 0 ? theirs : all.slice(0, 1)
  const [only] = open
  if (only && open.length === 1) return only
  if (open.length === 0) throw new SayToUser(`${number} 没有等待答复的申请。`)
  throw new SayToUser(`${number} 有${open.length}个申请，请说明是哪一个：\n${open.map(({ id, data }) => `${id} ${data.asks}`).join('\n')}`, open.map((request) => request.id), 'of')
}

/** Whether the sender is who answers a request. */
const mayDecide = ({ data: { decider } }: Rec<ApprovalData>, view: View, ctx: Context): boolean =>
  'unit' in decider ? may(ctx, view, deciders, decider.unit) : decider.person === ctx.sender?.id

function demandDecider(request: Rec<ApprovalData>, view: View, ctx: Context): void {
  const { decider } = request.data
  if ('unit' in decider) demand(ctx, view, deciders, decider.unit)
  else if (decider.person !== ctx.sender?.id) throw new SayToUser(`没有权限：${request.id} 由${view.directory.person(decider.person)?.name ?? '对方'}本人答复。`)
}

/** Tells the asker where the request was made: in their unit's group, or privately. */
function tellAsker(request: Rec<ApprovalData>, text: string, view: View, ctx: Context): Notice[] {
  const asker = view.directory.person(request.data.askedBy)
  const group = request.group ?? (asker && view.directory.groupsFor(asker.unit)[0]?.id)
  const to = group === undefined ? asker && privateChat(asker.id) : groupChat(group)
  return to === undefined || to === ctx.chat ? [] : [{ to, text, sort: 'notice', about: [request.id, request.data.ref] }]
}

/** Grants or refuses; granting brings about the subject's changes in the same commit. */
export async function answerRequest(number: string, granted: boolean, reason: string | undefined, view: View, ctx: Context): Promise<CommandDecision> {
  const request = await theRequest(number, view, ctx)
  demandDecider(request, view, ctx)
  if (request.data.state !== 'open') throw new SayToUser(`${request.id} 之前已经答复：${request.data.state === 'granted' ? '同意' : '不同意'}。`)
  if (reason !== undefined && (granted ? saysNo(reason) : saysYes(reason))) {
    throw new SayToUser(`写的是“${reason.slice(0, 40)}”，没有记录。同意请发：/同意 ${request.id}；不同意请发：/不同意 ${request.id} 原因`)
  }
  const subject = approvalSubjects.find((one) => one.subject === request.data.subject)
  if (!subject) throw new Error(`no approval subject ${request.data.subject}`)
  const effect = granted ? await subject.grant({ approval: request, view, ctx }) : { changes: [], text: request.data.asks }
  const decided = { state: granted ? ('granted' as const) : ('refused' as const), decidedBy: ctx.sender?.id, decidedAt: ctx.now, reason }
  const text = [`${granted ? '已同意' : '未同意'} ${request.id}（${subject.label}）`, effect.text, ...(reason === undefined ? [] : [`理由：${reason}`])].join('\n')
  return {
    changes: [amend(approval, request, decided, granted ? 'grant' : 'refuse', reason), ...effect.changes],
    notices: [reply(ctx, text, [request.id, request.data.ref]), ...tellAsker(request, text, view, ctx)],
  }
}
