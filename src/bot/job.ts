/** One thing the clock asks for. The real and the virtual clock use the same `next`. */
import type { WorkCalendar } from '../domain/workCalendar.ts'
import type { Decision } from '../domain/notice.ts'
import type { StateChange, View } from '../ledger/types.ts'

export interface JobAsk {
  view: View
  /** Up to when the job had done its work before, ms: what lies in (since, now] is to be made up for, once. */
  since: number
  /** The moment the job is to act for, ms: what `next` answered. */
  due: number
  /** The moment it really runs, ms; later than `due` after a stop. */
  now: number
  calendar: WorkCalendar
}

export interface Job {
  /** File name, also the schedule's name. */
  name: string
  summary: string
  /** How often the real clock looks, a cron pattern in Asia/Shanghai. */
  pattern: string
  /**
   * The first moment after `after` (ms) at which it has something to do, worked out from the records;
   * undefined for nothing in sight. Must be exact: the virtual clock jumps there.
   */
  next(after: number, view: View, calendar: WorkCalendar): Promise<number | undefined>
  /** When it makes up for what was missed, looking from `now` (ms): not in the night, for what is said. At once when absent. */
  makesUpFrom?(now: number, calendar: WorkCalendar): number
  /**
   * What to do at `due`: a list of decisions, each committed on its own under `key`
   * (unique for ever: the same key is never done twice), in order. A few are decided ahead, while those
   * before them are committed, and again where that changed what they were decided on; what is read untracked may be older by as many.
   * undefined: this is no time to speak (quiet hours after a stop); it is asked again at its next round.
   */
  steps(ask: JobAsk): Promise<JobStep[] | undefined>
}

export interface JobStep {
  key: string
  decide(ask: JobAsk): Promise<Decision & { state?: StateChange[] }>
}

export const defineJob = (job: Job): Job => job
