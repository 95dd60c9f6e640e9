import { answerRequest } from '../../src/work/approvals/answer.ts'
import { demandWaiting, openRequests } from '../../src/work/approvals/waiting.ts'
import { defineCommand } from '../../src/grammar/command.ts'
import { f } from '../../src/grammar/fields.ts'

export default defineCommand({
  name: '不同意',
  aliases: ['disagree', 'butongyi', 'bty'],
  area: 'task',
  summary: '不同意一项申请（延期、换班等），要写明原因',
  who: 'known',
  users: '被申请的一方：其单位及上级的管理员、团干部，其单位的联系人',
  fields: {
    of: f.record('编号', { hint: '如 申请-2026-001，也可写任务的编号' }),
    reason: f.text('原因', { also: ['理由', '意见'], hint: '如 数据已齐，请按期完成' }),
  },
  examples: ['/不同意 申请-2026-001 数据已齐，请按期完成'],
  subject: 'of',
  offers: openRequests,
  async waives({ input: { of }, view, ctx }) {
    if (of === undefined) await demandWaiting('requests', { view, ctx })
    return []
  },
  decide: ({ input: { of, reason }, view, ctx }) => answerRequest(of, false, reason, view, ctx),
})
