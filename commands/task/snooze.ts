import { myShare } from '../../src/work/assignments/mine.ts'
import { openTasks } from '../../src/work/assignments/offers.ts'
import { SayToUser } from '../../src/domain/errors.ts'
import { create } from '../../src/domain/record.ts'
import { snooze } from '../../src/domain/records/snooze.ts'
import { isQuiet, speakingClock, usualQuiet } from '../../src/domain/slots.ts'
import { addDays, clockOf, dayOf, instant, momentOf, spellDeadline, spellDue, startOf } from '../../src/domain/time.ts'
import { uncoveredNotice } from '../../src/domain/workCalendar.ts'
import { reply } from '../../src/grammar/answer.ts'
import { defineCommand, type Context } from '../../src/grammar/command.ts'
import { f } from '../../src/grammar/fields.ts'

/** The wished time, or the next working morning when nothing may be said then. */
function speakingTime(at: number, ctx: Context): number {
  const date = dayOf(at)
  const late = clockOf(at) >= usualQuiet.from
  if (ctx.calendar.isWorkday(date) && !isQuiet(clockOf(at), usualQuiet)) return at
  return instant(ctx.calendar.workdayFrom(late ? addDays(date, 1) : date), speakingClock)
}

export default defineCommand({
  name: '稍后',
  aliases: ['snooze', 'later', 'shaohou', 'sh'],
  area: 'task',
  summary: '晚些时候再提醒我，不改截止时间',
  who: 'known',
  users: '承办单位及上级的管理员、团干部，承办单位的联系人，或被指定的负责人',
  fields: {
    of: f.record('编号', { kinds: ['任务', '通知'] }),
    until: f.dateTime('时间', 'ahead', { also: ['提醒时间'], hint: '如 明天10:00' }),
  },
  examples: ['/稍后 任务-2026-004 明天10:00'],
  subject: 'of',
  offers: openTasks,
  async decide({ input: { of, until }, view, ctx }) {
    const share = await myShare(of, view, ctx)
    const wished = startOf({ ...until, time: until.time ?? speakingClock })
    if (wished <= ctx.now) throw new SayToUser('“时间”已经过了，请写以后的时间，如 时间:明天10:00。', [], 'until')
    const at = speakingTime(wished, ctx)
    const uncovered = uncoveredNotice(ctx.calendar, dayOf(at))
    const record = create(snooze, { unit: share.unit, now: ctx.now, data: { ref: share.id, person: ctx.sender?.id ?? '', until: at } })
    const { due, timed } = share.data
    const text = [
      `好的，${of} 到 ${spellDeadline(momentOf(at))} 再提醒（${record.ref}）`,
      ...(at === wished ? [] : ['（您写的时间在静默时间或休息日，顺延到下一个工作日上午）']),
      ...(uncovered === undefined ? [] : [uncovered]),
      due === undefined ? '这件事没有设截止时间' : `截止时间不变：${spellDue(due, timed)}`,
    ]
    return { changes: [record], notices: [reply(ctx, text.join('\n'), [of])] }
  },
})
