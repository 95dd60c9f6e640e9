/** Runs the clock's jobs. The real clock and the virtual one go through the same `runJob`. */
import { workAhead } from '../domain/ahead.ts'
import { TryAgain } from '../domain/errors.ts'
import { dayOf } from '../domain/time.ts'
import type { WorkCalendar } from '../domain/workCalendar.ts'
import type { Ledger, View } from '../ledger/types.ts'
import type { Job, JobAsk, JobStep } from './job.ts'

export interface ClockDeps {
  ledger: Ledger
  calendar: WorkCalendar
  foreseen: Foreseen
}

const markKey = (job: Job) => `clock|${job.name}`

/** What a job answered last, and through which view: as long as what it read stands it need not be asked again. */
export type Foreseen = Map<string, { since: number; view: View; due: number | undefined }>

/** Sets the mark without doing anything: a job's first look at a workspace, from which on it is responsible. */
async function setMark(job: Job, at: number, ledger: Ledger): Promise<void> {
  const view = await ledger.view()
  await ledger.commit({
    cause: { key: `mark|${job.name}|${at}`, day: dayOf(at) },
    view, now: at, by: 'clock', changes: [], notices: [], state: [{ key: markKey(job), value: String(at) }],
  })
}

/** Commits tried before a step is left to the next round: more would mean that something writes without end. */
const maxTries = 50

interface Decided {
  view: View
  decision: Awaited<ReturnType<JobStep['decide']>>
}

async function decideStep(step: JobStep, ask: Omit<JobAsk, 'view'>, ledger: Ledger): Promise<Decided> {
  const view = await ledger.view()
  return { view, decision: await step.decide({ ...ask, view }) }
}

async function commitStep(step: JobStep, first: Decided, ask: Omit<JobAsk, 'view'>, ledger: Ledger): Promise<void> {
  let { view, decision } = first
  for (let tries = 1; ; tries++) {
    const { outcome } = await ledger.commit({
      cause: { key: step.key, day: dayOf(ask.due) }, view, now: ask.now, by: 'clock', ...decision,
    })
    if (outcome !== 'conflict') return
    if (tries === maxTries) throw new TryAgain(`${step.key}: ${maxTries} conflicts`)
    ;({ view, decision } = await decideStep(step, ask, ledger))
  }
}

/** When a job next has something to do, ms. A job never looked at before starts its responsibility at `now`. */
export async function nextOf(job: Job, now: number, { ledger, calendar, foreseen }: ClockDeps): Promise<{ since: number; due: number } | undefined> {
  const view = await ledger.view()
  const mark = await view.state(markKey(job))
  if (mark === undefined) {
    await setMark(job, now, ledger)
    return undefined
  }
  const since = Number(mark)
  const known = foreseen.get(job.name)
  const stands = known?.since === since && (await ledger.holds(known.view))
  const due = stands ? known.due : await job.next(since, view, calendar)
  foreseen.set(job.name, { since, view: stands ? known.view : view, due })
  if (due === undefined) return undefined
  return { since, due: due < now && job.makesUpFrom ? job.makesUpFrom(now, calendar) : due }
}

/** Runs a job if it is due by `now`: once, however much was missed. Answers whether it ran. */
export async function runJob(job: Job, now: number, deps: ClockDeps): Promise<boolean> {
  const next = await nextOf(job, now, deps)
  if (!next || next.due > now) return false
  const ask = { ...next, now, calendar: deps.calendar }
  const steps = await job.steps({ ...ask, view: await deps.ledger.view() })
  if (!steps) return false
  const { ledger } = deps
  // One that what is committed meanwhile has overtaken is decided anew.
  for await (const [step, decided] of workAhead(steps, (one) => decideStep(one, ask, ledger))) await commitStep(step, decided, ask, ledger)
  await setMark(job, now, deps.ledger)
  return true
}
