import { plannedActivities } from '../../src/work/activities/offers.ts'
import { theActivity, writers } from '../../src/work/activities/read.ts'
import { SayToUser } from '../../src/domain/errors.ts'
import { amend } from '../../src/domain/record.ts'
import { activity } from '../../src/domain/records/activity.ts'
import { spellMoment } from '../../src/domain/time.ts'
import { reply } from '../../src/grammar/answer.ts'
import { defineCommand } from '../../src/grammar/command.ts'
import { saysKept } from '../../src/grammar/contrary.ts'
import { f } from '../../src/grammar/fields.ts'

const told = /^(?<title>\p{Script=Han}{2,20}?)(?:已经|又|临时)*(?:(?:取消|不办|不搞|不开|停办)了|取消(?=[\s,，]))(?:[\s,，。;!]+(?<reason>.{1,40}))?$/u

/** The line that cancels the activity of which a sentence says so (联谊会取消了，场地没订到), to be offered. */
function cancelTold(said: string): string | undefined {
  const { title, reason } = /[?吗呢没未谁哪]了?$/.test(said) ? {} : (told.exec(said)?.groups ?? {})
  return title === undefined ? undefined : `/取消活动 ${title}${reason === undefined ? '' : ` ${reason}`}`
}

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
  offers: plannedActivities,
  tells: cancelTold,
  wants: /取消|不[办搞开]|停/,
  async decide({ input: { id, reason }, view, ctx }) {
    const record = await theActivity(view, id, ctx)
    const { topic, when, state } = record.data
    if (saysKept(reason)) throw new SayToUser(`原因写的是“${reason.slice(0, 40)}”，没有取消。确实要取消请发：/取消活动 ${id} 原因`)
    if (state === 'held') throw new SayToUser(`${id} 已经开展，不能取消；记错了请发：/作废 ${id} 原因`)
    if (state === 'cancelled') throw new SayToUser(`${id} 之前已经取消，原因：${record.data.cancelReason ?? '未写'}。`)
    const change = amend(activity, record, { state: 'cancelled', cancelReason: reason }, 'cancel', reason)
    const text = `已取消 ${id}：${topic}\n时间：${spellMoment(when)}\n原因：${reason}\n计入：不计入活动次数，记录和历史保留`
    return { changes: [change], notices: [reply(ctx, text, [id])] }
  },
})
