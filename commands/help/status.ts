import { channelName } from '../../src/domain/channels.ts'
import { failureNames, noFailures, spellDown, spellFailed, waitingNames } from '../../src/domain/serviceWords.ts'
import { addDays, dayOf, momentOf, spellMoment } from '../../src/domain/time.ts'
import { uncoveredNotice } from '../../src/domain/workCalendar.ts'
import { only } from '../../src/grammar/answer.ts'
import { defineCommand } from '../../src/grammar/command.ts'

/** How far ahead the calendar is asked whether it knows the holidays, days: the list comes out in November. */
const lookAhead = 90

export default defineCommand({
  name: '状态',
  aliases: ['status', 'zhuangtai', 'zt'],
  area: 'help',
  summary: '看系统运行情况',
  who: { roles: ['admin'], mode: 'read' },
  at: (_input, ctx) => ctx.sender?.unit,
  fields: {},
  examples: ['/状态'],
  async decide({ view, ctx }) {
    const { inboxes, outboxes, failures, failed, channels } = await ctx.health()
    const { seq, link } = view.head
    const today = dayOf(ctx.now)
    const uncovered = uncoveredNotice(ctx.calendar, today, addDays(today, lookAhead))
    const lines = [
      `系统状态（截至 ${spellMoment(momentOf(ctx.now))}）`,
      `通道：${channels.map(({ id, up, ...down }) => (up ? channelName(id) : `${channelName(id)}（${spellDown(down, ctx.now)}）`)).join('、') || '无'}`,
      // The message that asks is itself still being handled.
      `${waitingNames.inbox}：${Math.max(inboxes - 1, 0)}个会话；${waitingNames.outbox}：${outboxes}个会话`,
      `台账：${seq}条，校验 ${link.slice(0, 8)}`,
      `人员${view.directory.people.filter((person) => !person.gone).length}，单位${view.directory.units.length}，工作群${view.directory.groups.length}`,
      ...(uncovered === undefined ? [] : [uncovered]),
      failed === 0 ? noFailures : `${spellFailed(failed)}，已留存：`,
      ...failures.map(({ id, at, what }) => `　${id} ${failureNames[what]} ${spellMoment(momentOf(at))}`),
    ]
    return only(ctx, lines.join('\n'))
  },
})
