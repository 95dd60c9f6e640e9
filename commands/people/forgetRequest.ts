import { SayToUser } from '../../src/domain/errors.ts'
import { joinRequest, type JoinData } from '../../src/domain/records/joinRequest.ts'
import type { Rec } from '../../src/domain/record.ts'
import { defineCommand, type Context } from '../../src/grammar/command.ts'
import { demand } from '../../src/grammar/demand.ts'
import { f } from '../../src/grammar/fields.ts'
import type { View } from '../../src/ledger/types.ts'
import { admins } from '../../src/work/people/answerJoin.ts'
import { confirmed } from '../../src/work/people/forgetting.ts'

const byTheSame = (a: JoinData, b: Pick<JoinData, 'channel' | 'sender'>): boolean => a.channel === b.channel && a.sender === b.sender

/** A request that was refused, of somebody who is not in the roster. Throws SayToUser for any other. */
async function refusedOne(id: string, view: View, ctx: Context): Promise<Rec<JoinData>> {
  const request = await view.get(joinRequest, id)
  if (!request) throw new SayToUser(`没有找到 ${id}，请核对编号。`)
  const { data, unit } = request
  if (!byTheSame(data, ctx.message)) demand(ctx, view, admins, unit)
  if (data.sender === '') throw new SayToUser(`${id} 之前已经注销。`)
  const known = view.directory.person(data.person ?? '') ?? view.directory.personOn(data.channel, data.sender)
  if (known) throw new SayToUser(`${id} 的申请人已在名册里，请发：/注销 ${known.name}`)
  const open = (await view.list(joinRequest, 'open', '')).find((one) => byTheSame(one.data, data))
  if (open) throw new SayToUser(`${open.id} 还在等待批准，答复以后才能注销；不同意请发：/拒绝 ${open.id}`)
  return request
}

export default defineCommand({
  name: '注销 登记',
  aliases: [],
  area: 'people',
  summary: '登记没有通过的，删除申请人的个人信息',
  who: 'everyone',
  users: '申请人本人，或所申请单位及上级的管理员',
  // Who was refused is told the command then; strangers at large have nothing to delete.
  offered: admins,
  fields: { id: f.record('编号', { kinds: ['登记'] }) },
  examples: ['/注销 登记 登记-2026-001'],
  remarks: ['同一个账号的其他申请一并删除；不能恢复，所以要发两次。'],
  async decide({ input: { id }, view, ctx }) {
    await refusedOne(id, view, ctx)
    return confirmed(view, ctx, {
      subject: id,
      warning: `注销将删除 ${id} 申请人的姓名、账号和原始消息，不能恢复。`,
      again: `/注销 登记 ${id}`,
      done: '已注销：申请人的个人信息已删除，申请的记录保留。',
    })
  },
})
