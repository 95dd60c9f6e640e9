/** What /授权 and /撤权 have in common: a person, a role and a unit. */
import { nameOf } from '../../domain/directory.ts'
import type { Change } from '../../domain/record.ts'
import type { Role } from '../../domain/records/directory.ts'
import { reply } from '../../grammar/answer.ts'
import { defineCommand } from '../../grammar/command.ts'
import { f } from '../../grammar/fields.ts'
import type { View } from '../../ledger/types.ts'
import { admins } from './answerJoin.ts'
import { roleOf, roleOptions } from './grant.ts'

/** A command that changes one role of one person; `change` throws SayToUser where there is nothing to change. */
export const roleCommand = ({ name, aliases, summary, change }: {
  name: string
  aliases: string[]
  summary: string
  change(person: string, role: Role, unit: string, view: View): Promise<Change>
}) => defineCommand({
  name, aliases, summary,
  area: 'people',
  who: admins,
  at: ({ unit }) => unit,
  fields: {
    person: f.person('姓名'),
    role: f.choice('角色', roleOptions, { also: ['权限'] }),
    unit: f.unit('单位'),
  },
  examples: [`/${name} 王敏 团干部 中河街道`],
  async decide({ input: { person, role, unit }, view, ctx }) {
    const changed = await change(person, roleOf.get(role) ?? 'contact', unit, view)
    const who = view.directory.person(person)?.name ?? person
    return { changes: [changed], notices: [reply(ctx, `已${name}：${who}，${nameOf(view.directory, unit)}，${role}`)] }
  },
})
