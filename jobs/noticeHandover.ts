import { defineJob } from '../src/bot/job.ts'
import { maySpeak, nextNotice, noticesDue } from '../src/work/chairs/clock.ts'
import { startNotice } from '../src/work/chairs/notices.ts'

/** Tells outgoing and incoming chair 14 and 3 days before a term begins, on a rest day the working day before (S2). */
export default defineJob({
  name: 'noticeHandover',
  summary: '轮值换任前14天和3天提醒交接双方',
  pattern: '* * * * *',
  next: (after, view, calendar) => nextNotice('start', after, view, calendar),
  async steps({ since, now, view, calendar }) {
    const terms = await noticesDue('start', { since, now }, view, calendar)
    if (terms.length > 0 && !maySpeak(now, calendar)) return undefined
    return terms.map((term) => ({
      key: `noticeHandover|${term.id}|${now}`,
      decide: (ask) => startNotice({ view: ask.view, now, calendar }, term),
    }))
  },
})
