import { defineJob } from '../src/bot/job.ts'
import { aroundTerms } from '../src/work/chairs/clock.ts'
import { endNotice } from '../src/work/chairs/notices.ts'

/** Asks after a term's unmet duties, and after who follows, 14 and 3 days before its end, on a rest day the working day before (S2). */
export default defineJob({
  ...aroundTerms('chaseDuties', 'end', endNotice),
  summary: '轮值任期结束前14天和3天提醒未完成的职责和没有安排的下一任',
})
