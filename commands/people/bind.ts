import { SayToUser } from '../../src/domain/errors.ts'
import { platformOf } from '../../src/domain/channels.ts'
import { amend, create } from '../../src/domain/record.ts'
import { group, type GroupData } from '../../src/domain/records/directory.ts'
import { reply } from '../../src/grammar/answer.ts'
import { defineCommand } from '../../src/grammar/command.ts'
import { demand } from '../../src/grammar/demand.ts'
import { f } from '../../src/grammar/fields.ts'
import { keepers } from '../../src/work/people/keepers.ts'

const usualBulletin = { weekday: 1, time: '10:00' }

export default defineCommand({
  name: '绑定',
  aliases: ['bind', 'bangding', 'bd'],
  area: 'people',
  summary: '说明本群属于哪个单位',
  who: keepers,
  at: ({ unit }) => unit,
  fields: { unit: f.unit('单位') },
  examples: ['/绑定 中河街道'],
  remarks: ['绑定后本群收到该单位的简报和提醒；用 /群设置 调整。'],
  async decide({ input: { unit }, view, ctx }) {
    const { channel, group: address } = ctx.message
    if (address === undefined) throw new SayToUser('请在要绑定的工作群里发 /绑定 单位。')
    const short = view.directory.unit(unit)?.short ?? unit
    const bound = ctx.group && (await view.get(group, ctx.group.id))
    if (bound?.data.unit === unit) throw new SayToUser(`本群已经属于${short}，不用再绑定。`)
    const done = [reply(ctx, `已绑定：本群属于${short}\n简报：周一 10:00，催办：开。调整请发 /群设置。`)]
    if (bound) demand(ctx, view, keepers, bound.data.unit)
    if (bound) return { changes: [{ ...amend(group, bound, { unit }, 'bind'), unit }], notices: done }
    const platform = platformOf(channel)
    const id = `${platform}|${address}`
    const before = await view.get(group, id)
    const data: GroupData = {
      name: channel === 'simulator' ? address : `${short}工作群`, unit, bulletin: usualBulletin, reminders: true, ranking: false, addresses: { [platform]: address },
    }
    const change = before ? { ...amend(group, before, data, 'bind'), unit } : create(group, { id, unit, data, now: ctx.now })
    return { changes: [change], notices: done }
  },
})
