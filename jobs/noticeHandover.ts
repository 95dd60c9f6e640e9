import { defineJob } from '../src/bot/job.ts'
import { aroundTerms } from '../src/work/chairs/clock.ts'
import { startNotice } from '../src/work/chairs/notices.ts'

/** Tells outgoing and incoming chair 14 and 3 days before a term begins, on a rest day the working day before (S2). */
export default defineJob({
  ...aroundTerms('noticeHandover', 'start', startNotice),
  summary: '轮值换任前14天和3天提醒交接双方',
})
