import { defineJob } from '../src/bot/job.ts'
import { maySpeak, nextNotice, noticesDue } from '../src/work/chairs/clock.ts'
import { dutyNotice } from '../src/work/chairs/notices.ts'

/** Asks after a term's unmet duties 14 and 3 days before its end, on a rest day the working day before (S2). */
export default defineJob({
  name: 'chaseDuties',
  summary: '轮值任期结束前14天和3天提醒未完成的职责',
  pattern: '* * * * *',
  next: (after, view, calendar) => nextNotice('end', after, view, calendar),
  async steps({ since, now, view, calendar }) {
    const terms = await noticesDue('end', { since, now }, view, calendar)
    if (terms.length > 0 && !maySpeak(now, calendar)) return undefined
    return terms.map((term) => ({
      key: `chaseDuties|${term.id}|${now}`,
      decide: (ask) => dutyNotice({ view: ask.view, now, calendar }, term),
    }))
  },
})
