import { reply } from '../../src/grammar/answer.ts'
import { defineCommand } from '../../src/grammar/command.ts'
import { f } from '../../src/grammar/fields.ts'
import { admins } from '../../src/work/people/answerJoin.ts'
import { grantRole, roleOf, roleOptions } from '../../src/work/people/grant.ts'

export default defineCommand({
  name: '授权',
  aliases: ['grant', 'shouquan', 'sq'],
  area: 'people',
  summary: '给一个人在某单位的角色',
  who: admins,
  at: ({ unit }) => unit,
  fields: {
    person: f.person('姓名'),
    role: f.choice('角色', roleOptions, { also: ['权限'] }),
    unit: f.unit('单位'),
  },
  examples: ['/授权 王敏 团干部 中河街道'],
  async decide({ input: { person, role, unit }, view, ctx }) {
    const change = await grantRole(person, roleOf.get(role) ?? 'contact', unit, view)
    const name = view.directory.person(person)?.name ?? person
    return { changes: [change], notices: [reply(ctx, `已授权：${name}，${view.directory.unit(unit)?.short ?? unit}，${role}`)] }
  },
})
