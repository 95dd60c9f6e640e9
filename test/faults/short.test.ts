/** A short faults run; `npm run faults` is the long one. */
import { expect, test } from 'vitest'
import { runFaults } from './faults.ts'
import { spellRun } from './report.ts'

test('processes killed, Redis gone, a platform that fails: nothing is lost, nothing is doubled', { timeout: 300_000 }, async () => {
  // To load a process is most of what this test costs: none is loaded that may not be needed.
  const plan = { seed: 20_260_302, duration: 12_000, groups: 12, gap: 900, pause: 900, week: 6000, settle: 60_000, spare: false }
  const run = await runFaults(plan)
  expect(spellRun(run, plan).join('\n')).toContain('nothing lost, nothing doubled')
  expect(run.mishaps.filter(({ kind }) => kind.startsWith('kill')).length).toBeGreaterThan(2)
  expect(run.judgement.recorded).toBeGreaterThan(10)
  expect(run.judgement.answered).toBeGreaterThan(10)
})
