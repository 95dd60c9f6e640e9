import { SayToUser } from '../../src/domain/errors.ts'
import { defineCommand } from '../../src/grammar/command.ts'
import { demand } from '../../src/grammar/demand.ts'
import { f } from '../../src/grammar/fields.ts'
import { admins } from '../../src/work/people/answerJoin.ts'
import { confirmed } from '../../src/work/people/forgetting.ts'
import { otherAdmin } from '../../src/work/people/grant.ts'

export default defineCommand({
  name: '注销',
  aliases: ['forget', 'zhuxiao', 'zx'],
  area: 'people',
  summary: '删除一个人的个人信息，工作记录保留',
  who: 'known',
  users: '本人，或所在单位及上级的管理员',
  fields: { person: f.person('姓名') },
  examples: ['/注销 王敏'],
  remarks: ['本人或管理员可以办理，不能恢复，所以要发两次。'],
  async decide({ input: { person: id }, view, ctx }) {
    const person = view.directory.person(id)
    if (!person) throw new SayToUser('名册里没有这个人。')
    if (id !== ctx.sender?.id) demand(ctx, view, admins, person.unit)
    const ruled = person.posts.filter((post) => post.roles.includes('admin')).map((post) => post.unit)
    if (ruled.some((unit) => !otherAdmin(view, id, unit))) throw new SayToUser(`${person.name}是最后一位管理员，请先用 /授权 增加一位再注销。`)
    return confirmed(view, ctx, {
      subject: id,
      warning: `注销将删除${person.name}的姓名、账号和原始消息，不能恢复；工作记录保留，署名改为“（已注销）”。`,
      again: `/注销 ${person.name}`,
      done: '已注销：个人信息已删除，工作记录保留。',
    })
  },
})
