import { SayToUser } from '../../src/domain/errors.ts'
import { voidRecord } from '../../src/domain/record.ts'
import { group } from '../../src/domain/records/directory.ts'
import { defineCommand } from '../../src/grammar/command.ts'
import { keepers } from '../../src/work/people/keepers.ts'

export default defineCommand({
  name: '解绑',
  aliases: ['unbind', 'jiebang'],
  area: 'people',
  summary: '本群不再属于任何单位，停发简报和提醒',
  who: keepers,
  at: (_input, ctx) => ctx.group?.unit,
  fields: {},
  examples: ['/解绑'],
  async decide({ view, ctx }) {
    const bound = ctx.group && (await view.get(group, ctx.group.id))
    if (!bound) throw new SayToUser('本群还没有绑定单位。')
    const short = view.directory.unit(bound.data.unit)?.short ?? bound.data.unit
    // The group is no chat of its own any more when this is said, so it goes to the bare address.
    const to = `x:${ctx.message.channel}|${ctx.message.group}`
    return {
      changes: [voidRecord(group, bound, ctx.sender?.id ?? '', ctx.now, '解绑')],
      notices: [{ to, sort: 'answer', text: `已解绑：本群不再属于${short}，简报和提醒停发。重新绑定请发 /绑定 单位。` }],
    }
  },
})
