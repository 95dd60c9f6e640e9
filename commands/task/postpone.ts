import { demandAhead, restDayRemarks } from '../../src/work/assignments/give.ts'
import { myShare } from '../../src/work/assignments/mine.ts'
import { openTasks } from '../../src/work/assignments/offers.ts'
import { SayToUser } from '../../src/domain/errors.ts'
import { groupChat, type Notice } from '../../src/domain/notice.ts'
import { create } from '../../src/domain/record.ts'
import { approval } from '../../src/domain/records/approval.ts'
import { dueAt, spellDeadline, spellDue } from '../../src/domain/time.ts'
import { reply } from '../../src/grammar/answer.ts'
import { defineCommand } from '../../src/grammar/command.ts'
import { f } from '../../src/grammar/fields.ts'

export default defineCommand({
  name: '延期',
  aliases: ['postpone', 'yanqi', 'yq'],
  area: 'task',
  summary: '申请推迟一项任务的截止时间，由布置单位答复',
  who: 'known',
  users: '承办单位及上级的管理员、团干部，承办单位的联系人，或被指定的负责人',
  fields: {
    of: f.record('编号', { kinds: ['任务'] }),
    deadline: f.deadline('新截止', { also: ['截止', '延期到', '延到', '延至'] }),
    reason: f.text('原因', { also: ['理由'], hint: '如 等待数据核对' }),
  },
  examples: ['/延期 任务-2026-004 12月28日17:00 等待数据核对'],
  subject: 'of',
  wants: /延|推迟|宽限|[晚缓]/,
  answers: (said, number, sure) => (sure && number.startsWith('任务-') && /^延(?:期到|到|至)/.test(said) ? 'body' : undefined),
  offers: openTasks,
  async decide({ input: { of, deadline, reason }, view, ctx }) {
    const share = await myShare(of, view, ctx)
    const { due, timed, issuer, title } = share.data
    demandAhead(deadline, ctx.now, '新截止')
    if (due !== undefined && dueAt(deadline) <= due) {
      throw new SayToUser(`“新截止”${spellDeadline(deadline)}不晚于原来的${spellDue(due, timed)}，请写更晚的时间。`, [], 'deadline')
    }
    const open = (await view.list(approval, 'open', of)).find((request) => request.data.payload['share'] === share.id)
    if (open) throw new SayToUser(`${of} 已经申请过延期（${open.id}），正在等待答复。`)
    const unit = view.directory.unit(share.unit)?.short ?? share.unit
    const asks = `${unit}申请把 ${of}《${title}》延期到${spellDeadline(deadline)}`
    const request = create(approval, {
      unit: issuer, now: ctx.now,
      data: {
        subject: 'postpone', asks, ref: of, askedBy: ctx.sender?.id ?? '', decider: { unit: issuer }, state: 'open',
        payload: { share: share.id, due: dueAt(deadline), timed: deadline.time !== undefined, reason },
      },
    })
    const how = `同意请发：/同意 ${request.ref}\n不同意请发：/不同意 ${request.ref} 原因`
    const actions = [{ label: '同意', say: `/同意 ${request.ref}` }, { label: '不同意', say: `/不同意 ${request.ref}` }]
    const group = view.directory.groupsFor(issuer)[0]
    const post: Notice[] = group && groupChat(group.id) !== ctx.chat
      ? [{ to: groupChat(group.id), sort: 'notice', about: [request.ref, of], actions, text: `【延期申请】${request.ref}\n${asks}\n原因：${reason}\n${how}` }]
      : []
    const issuerName = view.directory.unit(issuer)?.short ?? issuer
    const answer = [`已提交 ${request.ref}：${asks}`, `原因：${reason}`, `由${issuerName}答复，答复前截止时间不变`, ...restDayRemarks(deadline, ctx), ...(post.length > 0 ? [] : [how])]
    return { changes: [request], notices: [{ ...reply(ctx, answer.join('\n'), [request.ref, of]), ...(post.length > 0 ? {} : { actions }) }, ...post] }
  },
})
