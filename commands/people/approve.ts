import { defineCommand } from '../../src/grammar/command.ts'
import { f } from '../../src/grammar/fields.ts'
import { demandWaiting, openJoins } from '../../src/work/approvals/waiting.ts'
import { admins, answerJoin } from '../../src/work/people/answerJoin.ts'

export default defineCommand({
  name: '批准',
  aliases: ['approve', 'pizhun', 'pz'],
  area: 'people',
  summary: '批准一个人的登记',
  who: 'known',
  users: '所在单位及上级的管理员',
  offered: admins,
  fields: {
    said: f.text('编号', { also: ['姓名'], hint: '如 登记-2026-001，或姓名' }),
    reason: f.text('原因', { also: ['说明'] }).optional(),
  },
  examples: ['/批准 登记-2026-001', '/批准 王敏'],
  questions: [{ pattern: /^批准(?!一下|通过|登记|申请|了)(?<编号>\p{Script=Han}{2,4}?)(?:的)?(?:登记|申请)?$/u, example: '批准王敏的登记' }],
  subject: 'said',
  offers: openJoins,
  async waives({ input: { said }, view, ctx }) {
    if (said === undefined) await demandWaiting('joins', { view, ctx })
    return []
  },
  remarks: ['由所在单位或上级的管理员批准；成员单位的人批准后是联系人，其他是团干部，可用 /授权 调整。', '不写编号，就列出等您批准的登记，回前面的数字即可；/待办 里也有。'],
  decide: ({ input: { said, reason }, view, ctx }) => answerJoin(said, true, reason, view, ctx),
})
