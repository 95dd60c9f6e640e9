import { describe, expect, it } from 'vitest'
import { runJob, type ClockDeps } from '../../src/bot/clock.ts'
import type { Job, JobStep } from '../../src/bot/job.ts'
import { create } from '../../src/domain/record.ts'
import { chineseCalendar } from '../../src/domain/workCalendar.ts'
import type { Ledger } from '../../src/ledger/types.ts'
import { freshLedger, keyed, memo, newMemo, now, place } from '../ledger/sample.ts'

/** A job that is due at once with these steps; it runs for the second time, since the first look only sets its mark. */
async function run(steps: JobStep[], ledger: Ledger): Promise<boolean> {
  const job: Job = { name: 'probe', summary: '', pattern: '* * * * *', next: async (after) => after + 1, steps: async () => steps }
  const deps: ClockDeps = { ledger, calendar: chineseCalendar(), foreseen: new Map() }
  await runJob(job, now, deps)
  return runJob(job, now + 1, deps)
}
const files = (title: string, about = place): JobStep => ({ key: title, decide: async () => ({ changes: [newMemo(title, { unit: about })], notices: [] }) })
const titles = async (ledger: Ledger) => (await (await ledger.view()).list(memo, 'open', place)).map(({ data }) => data.title)

describe('the steps of a job', () => {
  it('are committed in order, a few decided ahead', async () => {
    const { ledger } = await freshLedger()
    const log: string[] = []
    const told = (name: string): JobStep => ({
      key: name,
      async decide() {
        log.push(`decide ${name}`)
        return { changes: [newMemo(name)], notices: [] }
      },
    })
    const telling: Ledger = { ...ledger, commit: async (commit) => {
      const done = await ledger.commit(commit)
      if ('key' in commit.cause) log.push(`commit ${commit.cause.key}`)
      return done
    } }
    expect(await run(['甲', '乙', '丙', '丁', '戊', '己'].map(told), telling)).toBe(true)
    const since = log.indexOf('decide 甲')
    expect(log.slice(since, since + 8)).toEqual(['decide 甲', 'decide 乙', 'decide 丙', 'decide 丁', 'decide 戊', 'commit 甲', 'decide 己', 'commit 乙'])
    expect(await titles(ledger)).toEqual(['甲', '乙', '丙', '丁', '戊', '己'])
  })

  it('is decided again where the one before changed what it saw', async () => {
    const { ledger } = await freshLedger()
    const seen: number[] = []
    const counts = (name: string): JobStep => ({
      key: name,
      async decide({ view }) {
        const there = await view.count(memo, 'open', place)
        seen.push(there)
        return { changes: [newMemo(`${name}${there}`)], notices: [] }
      },
    })
    await run([counts('甲'), counts('乙'), counts('丙')], ledger)
    expect(await titles(ledger)).toEqual(['甲0', '乙1', '丙2'])
    expect(seen.length).toBeGreaterThan(3)
  })

  it('is not decided again where it saw something else', async () => {
    const { ledger } = await freshLedger()
    let decided = 0
    const own = (path: string): JobStep => ({
      key: path,
      async decide({ view }) {
        decided++
        await view.count(memo, 'open', path)
        return { changes: [newMemo(path, { unit: path })], notices: [] }
      },
    })
    await run([own('甲区'), own('乙区'), own('丙区')], ledger)
    expect(decided).toBe(3)
  })

  it('that fails stops the job after what stood before it, and the next run does what is left, once', async () => {
    const { ledger } = await freshLedger()
    let broken = true
    const fragile: JobStep = { key: '乙', decide: async () => {
      if (broken) throw new Error('broken')
      return { changes: [create(keyed, { id: '乙', unit: place, data: { value: '1' }, now })], notices: [] }
    } }
    const steps = [files('甲'), fragile, files('丙')]
    await expect(run(steps, ledger)).rejects.toThrow('broken')
    expect(await titles(ledger)).toEqual(['甲'])
    broken = false
    await run(steps, ledger)
    expect(await titles(ledger)).toEqual(['甲', '丙'])
    expect(await (await ledger.view()).get(keyed, '乙')).toBeDefined()
  })
})
