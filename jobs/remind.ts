import { defineJob, type JobAsk } from '../src/bot/job.ts'
import type { Chat } from '../src/domain/notice.ts'
import { isQuiet, speakingFrom } from '../src/domain/slots.ts'
import { clockOf, dayOf } from '../src/domain/time.ts'
import { reminded } from '../src/work/matters/index.ts'
import { collect, nextSlot, quietIn } from '../src/work/reminders/collect.ts'
import { remind } from '../src/work/reminders/message.ts'

/** Reminders before something falls due, nudges after, escalation at last: one message per chat and slot (S7). */
export default defineJob({
  name: 'remind',
  summary: '到期提醒与逾期催办',
  pattern: '* * * * *',
  next: (after, view, calendar) => nextSlot(reminded, { view, directory: view.directory, calendar, now: after }, after),
  makesUpFrom: speakingFrom,
  async steps({ since, now, view, calendar }) {
    const mayBeSaid = (to: Chat) => calendar.isWorkday(dayOf(now)) && !isQuiet(clockOf(now), quietIn(to, view.directory))
    const gather = (ask: Pick<JobAsk, 'view'>, to?: Chat) =>
      collect(reminded, { view: ask.view, directory: ask.view.directory, calendar, now }, since, now, to)
    const chats = [...new Set((await gather({ view })).map((due) => due.to))]
    // What was missed must not wake a group with longer quiet hours of its own.
    if (!chats.every(mayBeSaid)) return undefined
    return chats.map((to) => ({
      key: `remind|${to}|${now}`,
      decide: async (ask) => remind(to, await gather(ask, to), { since, now, calendar }, ask.view),
    }))
  },
})
