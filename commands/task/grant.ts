import { answerRequest } from '../../src/work/approvals/answer.ts'
import { demandWaiting, openRequests } from '../../src/work/approvals/waiting.ts'
import { defineCommand } from '../../src/grammar/command.ts'
import { f } from '../../src/grammar/fields.ts'

export default defineCommand({
  name: '同意',
  aliases: ['agree', 'tongyi', 'ty'],
  area: 'task',
  summary: '同意一项申请（延期、换班等）',
  who: 'known',
  users: '被申请的一方：其单位及上级的管理员、团干部，其单位的联系人',
  fields: {
    of: f.record('编号', { hint: '如 申请-2026-001，也可写任务的编号' }),
    reason: f.text('说明', { also: ['意见', '理由'] }).optional(),
  },
  examples: ['/同意 申请-2026-001', '/同意 任务-2026-004'],
  subject: 'of',
  remarks: ['不写编号，就列出等您答复的申请，回前面的数字即可；/待办 里也有。'],
  offers: openRequests,
  async waives({ input: { of }, view, ctx }) {
    if (of === undefined) await demandWaiting('requests', { view, ctx })
    return []
  },
  decide: ({ input: { of, reason }, view, ctx }) => answerRequest(of, true, reason, view, ctx),
})
