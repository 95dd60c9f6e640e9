import { SayToUser } from '../../src/domain/errors.ts'
import { platformOf } from '../../src/domain/channels.ts'
import type { Group } from '../../src/domain/directory.ts'
import { amend, create } from '../../src/domain/record.ts'
import { group, type GroupData } from '../../src/domain/records/directory.ts'
import { reply } from '../../src/grammar/answer.ts'
import { defineCommand } from '../../src/grammar/command.ts'
import { demand } from '../../src/grammar/demand.ts'
import { f } from '../../src/grammar/fields.ts'
import { awaitedGroup, newName } from '../../src/work/people/awaitedGroup.ts'
import { keepers } from '../../src/work/people/keepers.ts'
import { spellWeekly } from '../../src/work/people/settings.ts'

const usualBulletin = { weekday: 1, time: '10:00' }

const told = (short: string, { bulletin, reminders }: Pick<GroupData, 'bulletin' | 'reminders'>, name?: string): string =>
  `已绑定：本群属于${short}${name === undefined ? '' : `（${name}）`}\n简报：${spellWeekly(bulletin)}，催办：${reminders ? '开' : '关'}。调整请发 /群设置。`

export default defineCommand({
  name: '绑定',
  aliases: ['bind', 'bangding', 'bd'],
  area: 'people',
  summary: '说明本群属于哪个单位',
  who: keepers,
  at: ({ unit }) => unit,
  fields: { unit: f.unit('单位') },
  examples: ['/绑定 中河街道'],
  remarks: [
    '绑定后本群收到该单位的简报和提醒；用 /群设置 调整。',
    '名册里写了本单位的工作群、还没有接上的，就是本群；有几个的，写明是哪一个，如 /绑定 中河街道 群:中河街道工作群。',
  ],
  async decide({ input: { unit }, view, ctx }) {
    const { channel, group: address } = ctx.message
    if (address === undefined) throw new SayToUser('请在要绑定的工作群里发 /绑定 单位。')
    const short = view.directory.unit(unit)?.short ?? unit
    const here: Group | undefined = view.directory.groupOn(channel, address)
    const bound = here && (await view.get(group, here.id))
    if (bound?.data.unit === unit) throw new SayToUser(`本群已经属于${short}，不用再绑定。`)
    if (bound) {
      demand(ctx, view, keepers, bound.data.unit)
      const before = view.directory.unit(bound.data.unit)?.short ?? bound.data.unit
      return { changes: [{ ...amend(group, bound, { unit }, 'bind'), unit }], notices: [reply(ctx, `${told(short, bound.data)}\n原来属于${before}，绑错了请发：/绑定 ${before}`)] }
    }
    const platform = platformOf(channel)
    const awaited = platform === 'simulator' ? undefined : awaitedGroup({ unit, short }, ctx.group, view.directory)
    const known = awaited && (await view.get(group, awaited.id))
    if (known) {
      const addresses = { ...known.data.addresses, [platform]: address }
      return { changes: [amend(group, known, { addresses }, 'bind')], notices: [reply(ctx, told(short, known.data, known.data.name))] }
    }
    const id = `${platform}|${address}`
    const before = await view.get(group, id)
    const name = platform === 'simulator' ? address : newName(`${short}工作群`, view.directory)
    const data: GroupData = { name, unit, bulletin: usualBulletin, reminders: true, ranking: false, addresses: { [platform]: address } }
    const change = before ? { ...amend(group, before, data, 'bind'), unit } : create(group, { id, unit, data, now: ctx.now })
    return { changes: [change], notices: [reply(ctx, told(short, data))] }
  },
})
