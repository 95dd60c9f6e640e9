/** Nothing falls between two issues, and nothing stands in two (S6). */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import postBulletin from '../../jobs/postBulletin.ts'
import { holdsRef } from '../../src/bulletin/refs.ts'
import { create } from '../../src/domain/record.ts'
import { bulletin } from '../../src/domain/records/bulletin.ts'
import { weeklyReport } from '../../src/domain/records/weeklyReport.ts'
import { day, dayOf, hour, mondayOf } from '../../src/domain/time.ts'
import { chineseCalendar } from '../../src/domain/workCalendar.ts'
import type { Ledger } from '../../src/ledger/types.ts'
import { at, startBot } from '../support/bot.ts'

const calendar = chineseCalendar()
const unit = '浙江省'
const start = at('2026-03-02 09:00')
/** The first cut-off after the start; no rest days in the weeks after it. */
const first = at('2026-03-02 10:00')

let keys = 0
/** Commits a report filed at `when`, at whatever time that happens; answers its number. */
async function fileAt(ledger: Ledger, when: number): Promise<string> {
  const view = await ledger.view()
  const data = { week: mondayOf(dayOf(when)), progress: '进展', due: null }
  const change = create(weeklyReport, { unit: `${unit}/杭州市`, data, now: when })
  const done = await ledger.commit({ cause: { key: `file-${keys++}`, day: dayOf(when) }, view, now: when, by: 'test', changes: [change], notices: [] })
  if (done.outcome !== 'committed') throw new Error(done.outcome)
  return done.fill(change.ref)
}

/** One attempt at the issues due in (since, now], as the bot makes it. */
async function attempt(ledger: Ledger, since: number, now: number): Promise<string[]> {
  const ask = { since, due: now, now, calendar }
  const outcomes: string[] = []
  for (const step of (await postBulletin.steps({ ...ask, view: await ledger.view() })) ?? []) {
    for (let outcome = 'conflict'; outcome === 'conflict'; ) {
      const view = await ledger.view()
      const decision = await step.decide({ ...ask, view })
      outcome = (await ledger.commit({ cause: { key: step.key, day: dayOf(now) }, view, now, by: 'clock', ...decision })).outcome
      outcomes.push(outcome)
    }
  }
  return outcomes
}

const issuesOf = async (ledger: Ledger) => (await (await ledger.view()).list(bulletin, 'unit', unit)).map(({ data }) => data)

describe('the periods of the issues', () => {
  it('hold every report exactly once, whenever it was filed, committed and cut off', async () => {
    // Hours after the first cut-off at which reports are filed, and by how much their commit lags behind.
    const filings = fc.array(fc.record({ hours: fc.integer({ min: 0, max: 28 * 24 - 1 }), lag: fc.constantFrom(0, 0, 0, 1, 30, 200) }), { minLength: 1, maxLength: 12 })
    await fc.assert(
      fc.asyncProperty(filings, fc.uniqueArray(fc.integer({ min: 0, max: 3 }), { maxLength: 3 }), async (some, missedWeeks) => {
        const { ledger } = await startBot({ now: '2026-03-02 09:00' })
        const events = [
          // Stragglers can be told only from an issue's own period on: there is a first one.
          { at: first, file: first },
          ...some.map(({ hours, lag }) => ({ at: first + (hours + lag) * hour, file: first + hours * hour })),
          // The service is down at the cut-offs of some weeks; the last ones always run, so that stragglers have their issue.
          ...[0, 1, 2, 3].filter((week) => !missedWeeks.includes(week)).map((week) => ({ at: first + (week + 1) * 7 * day, file: undefined })),
          ...[5, 6, 7].map((weeks) => ({ at: first + weeks * 7 * day + hour, file: undefined })),
        ].sort((a, b) => a.at - b.at)
        const refs: string[] = []
        let since = start
        for (const event of events) {
          if (event.file !== undefined) refs.push(await fileAt(ledger, event.file))
          else {
            await attempt(ledger, since, event.at)
            since = event.at
          }
        }
        const issues = await issuesOf(ledger)
        for (const ref of refs) expect(issues.filter(({ sources }) => holdsRef(sources['weeklyReport'] ?? [], ref))).toHaveLength(1)
        expect(issues.map(({ total }) => Number(total))).toEqual(issues.map((_, i) => i + 1))
        for (const [i, issue] of issues.entries()) expect(issue.from).toBeLessThanOrEqual(i === 0 ? first : (issues[i - 1]?.to ?? 0))
      }),
      { numRuns: 8 },
    )
  })

  it('cover everything since the last issue once, after weeks of standing still', async () => {
    const { ledger } = await startBot({ now: '2026-03-02 09:00' })
    await fileAt(ledger, first + day)
    await attempt(ledger, first, first + 7 * day)
    await fileAt(ledger, first + 8 * day)
    await fileAt(ledger, first + 20 * day)
    // Back on a Wednesday, three cut-offs later.
    await attempt(ledger, first + 7 * day, first + 30 * day)
    const issues = await issuesOf(ledger)
    expect(issues.map(({ issue, from, to }) => [issue, from, to])).toEqual([
      ['1', first, first + 7 * day],
      ['2', first + 7 * day, first + 28 * day],
    ])
    expect(issues[1]?.sources['weeklyReport']).toEqual(['周报-2026-002~003'])
    expect(issues[1]?.date).toBe('2026-04-01')
  })

  it('go back to the cut-offs missed, where there is no issue yet', async () => {
    const { ledger } = await startBot({ now: '2026-03-02 09:00' })
    await fileAt(ledger, first + day)
    await attempt(ledger, first, first + 15 * day)
    expect((await issuesOf(ledger)).map(({ from, to, sources }) => [from, to, sources['weeklyReport']])).toEqual([[first, first + 14 * day, ['周报-2026-001']]])
  })

  it('go back seven days and no further for a unit that begins', async () => {
    const { ledger } = await startBot({ now: '2026-03-02 09:00' })
    await fileAt(ledger, first + 20 * day)
    await fileAt(ledger, first + 21 * day)
    await attempt(ledger, first + 21 * day, first + 28 * day)
    expect((await issuesOf(ledger)).map(({ sources }) => sources['weeklyReport'])).toEqual([['周报-2026-002']])
  })

  it('give what was filed before a cut-off but recorded after it to the next issue', async () => {
    const { ledger } = await startBot({ now: '2026-03-02 09:00' })
    await fileAt(ledger, first + day)
    await attempt(ledger, start, first + 7 * day)
    await fileAt(ledger, first + 7 * day - 1000)
    await attempt(ledger, first + 7 * day, first + 14 * day)
    await fileAt(ledger, first + 15 * day)
    await attempt(ledger, first + 14 * day, first + 21 * day)
    expect((await issuesOf(ledger)).map(({ sources }) => sources['weeklyReport'])).toEqual([['周报-2026-001'], ['周报-2026-002'], ['周报-2026-003']])
  })

  it('leave what came in at the very cut-off to the next issue', async () => {
    const { ledger } = await startBot({ now: '2026-03-02 09:00' })
    await fileAt(ledger, first + 7 * day - 1)
    await fileAt(ledger, first + 7 * day)
    await attempt(ledger, start, first + 7 * day)
    await attempt(ledger, first + 7 * day, first + 14 * day)
    expect((await issuesOf(ledger)).map(({ sources }) => sources['weeklyReport'])).toEqual([['周报-2026-001'], ['周报-2026-002']])
  })
})

describe('many at once', () => {
  it('make one issue of fifty attempts', async () => {
    const { ledger } = await startBot({ now: '2026-03-02 09:00' })
    await fileAt(ledger, first + day)
    const all = (await Promise.all(Array.from({ length: 50 }, () => attempt(ledger, start, first + 7 * day)))).flat()
    expect(all.filter((outcome) => outcome === 'committed')).toHaveLength(1)
    expect((await issuesOf(ledger)).map(({ issue, total }) => [issue, total])).toEqual([['1', '1']])
    expect((await ledger.outbox.chats()).sort()).toEqual(['g:全省试点工作群', 'p:lixin'])
  })

  it('number without gap or double when other records are written meanwhile', async () => {
    const { ledger } = await startBot({ now: '2026-03-02 09:00' })
    for (let week = 1; week <= 4; week++) {
      await fileAt(ledger, first + (week - 1) * 7 * day + hour)
      const writing = Promise.all(Array.from({ length: 10 }, (_, i) => fileAt(ledger, first + week * 7 * day - 1000 - i).catch(() => undefined)))
      await Promise.all([writing, ...Array.from({ length: 10 }, () => attempt(ledger, start, first + week * 7 * day))])
    }
    expect((await issuesOf(ledger)).map(({ issue }) => issue)).toEqual(['1', '2', '3', '4'])
  })
})
