import { defineCommand } from '../../src/grammar/command.ts'
import { f } from '../../src/grammar/fields.ts'
import { demandWaiting, openJoins } from '../../src/work/approvals/waiting.ts'
import { admins, answerJoin } from '../../src/work/people/answerJoin.ts'

export default defineCommand({
  name: '拒绝',
  aliases: ['reject', 'jujue', 'jj'],
  area: 'people',
  summary: '不通过一个人的登记',
  who: 'known',
  users: '所在单位及上级的管理员',
  offered: admins,
  fields: {
    said: f.text('编号', { also: ['姓名'], hint: '如 登记-2026-001，或姓名' }),
    reason: f.text('原因', { also: ['说明'] }).optional(),
  },
  examples: ['/拒绝 登记-2026-001 不是本单位人员'],
  subject: 'said',
  offers: openJoins,
  async waives({ input: { said }, view, ctx }) {
    if (said === undefined) await demandWaiting('joins', { view, ctx })
    return []
  },
  decide: ({ input: { said, reason }, view, ctx }) => answerJoin(said, false, reason, view, ctx),
})
