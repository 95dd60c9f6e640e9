import { theActivity, writers } from '../../src/work/activities/read.ts'
import { SayToUser } from '../../src/domain/errors.ts'
import { amend } from '../../src/domain/record.ts'
import { activity } from '../../src/domain/records/activity.ts'
import { spellMoment } from '../../src/domain/time.ts'
import { reply } from '../../src/grammar/answer.ts'
import { defineCommand } from '../../src/grammar/command.ts'
import { f } from '../../src/grammar/fields.ts'

export default defineCommand({
  name: '取消活动',
  aliases: ['cancelactivity', 'quxiaohuodong', 'qxhd'],
  area: 'activity',
  summary: '取消一场计划中的活动',
  who: writers,
  fields: {
    id: f.record('编号', { kinds: ['活动'] }),
    reason: f.text('原因', { also: ['理由'], hint: '如 台风' }),
  },
  examples: ['/取消活动 活动-2026-003 台风'],
  subject: 'id',
  wants: /取消|不[办搞开]|停/,
  async decide({ input: { id, reason }, view, ctx }) {
    const record = await theActivity(view, id, ctx)
    const { topic, when, state } = record.data
    if (state === 'held') throw new SayToUser(`${id} 已经开展，不能取消；记错了请发：/作废 ${id} 原因`)
    if (state === 'cancelled') throw new SayToUser(`${id} 之前已经取消，原因：${record.data.cancelReason ?? '未写'}。`)
    const change = amend(activity, record, { state: 'cancelled', cancelReason: reason }, 'cancel', reason)
    const text = `已取消 ${id}：${topic}\n时间：${spellMoment(when)}\n原因：${reason}\n计入：不计入活动次数，记录和历史保留`
    return { changes: [change], notices: [reply(ctx, text, [id])] }
  },
})
