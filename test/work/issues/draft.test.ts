/** A bulletin is compiled from what a process has read before; it must say what one that has read nothing says. */
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { amend, create, voidRecord, type Change, type Rec } from '../../../src/domain/record.ts'
import { unit as unitKind } from '../../../src/domain/records/directory.ts'
import { kinds } from '../../../src/domain/records/index.ts'
import { weeklyReport, type WeeklyReportData } from '../../../src/domain/records/weeklyReport.ts'
import { addDays, instant } from '../../../src/domain/time.ts'
import { chineseCalendar } from '../../../src/domain/workCalendar.ts'
import { openLedger } from '../../../src/ledger/ledger.ts'
import type { Ledger } from '../../../src/ledger/types.ts'
import { loadSetup } from '../../../src/setup/load.ts'
import { parseSetup } from '../../../src/setup/yaml.ts'
import { draft } from '../../../src/work/issues/issue.ts'
import { sources } from '../../../src/work/matters/index.ts'
import { at, smallPilot } from '../../support/bot.ts'
import { freshRedis } from '../../support/redis.ts'

const calendar = chineseCalendar()
const cities = ['浙江省/宁波市', '浙江省/杭州市'] as const
const weeks = ['2026-11-09', '2026-11-16'] as const
const to = at('2026-11-23 10:00')

async function drafts(ledger: Ledger): Promise<unknown[]> {
  const said = []
  for (const unit of [...cities, '浙江省']) {
    const drafted = await draft({ view: await ledger.view(), calendar, sources, unit, to, previous: undefined, now: to, groups: [], held: false })
    said.push([drafted?.data, drafted?.material.overdue])
  }
  return said
}

it('says the same as one that has read nothing, whatever was filed, changed, voided or entered since', async () => {
  const { redis } = await freshRedis()
  let run = 0
  const step = fc.record({ city: fc.constantFrom(...cities), week: fc.constantFrom(...weeks), what: fc.constantFrom('file', 'file', 'amend', 'void', 'unit'), elsewhere: fc.boolean() })
  await fc.assert(fc.asyncProperty(fc.array(step, { minLength: 2, maxLength: 5 }), async (steps) => {
    const workspace = `draft-${++run}`
    const open = () => openLedger(redis, { workspace, kinds })
    const kept = open()
    await loadSetup(kept, parseSetup(smallPilot, 'pilot.yaml'), at('2026-11-09 09:00'))
    const changeFor = (known: Rec<WeeklyReportData> | undefined, { city, week, what }: { city: string; week: string; what: string }, i: number): Change | undefined => {
      const now = instant(addDays(week, 1 + i), '16:00')
      if (what === 'unit') return create(unitKind, { id: `浙江省/第${i}市`, unit: `浙江省/第${i}市`, now, data: { path: `浙江省/第${i}市`, kind: '市', aliases: [] } })
      if (what === 'file') return known ? undefined : create(weeklyReport, { unit: city, now, data: { week, due: null, progress: `做了${i}件事` } })
      return known && (what === 'amend' ? amend(weeklyReport, known, { problems: `缺${i}` }) : voidRecord(weeklyReport, known, 'x', now, '误'))
    }
    for (const [i, one] of steps.entries()) {
      const ledger = one.elsewhere ? open() : kept
      const view = await ledger.view()
      const [known] = await view.list(weeklyReport, 'own', one.city, { from: instant(one.week), to: instant(one.week) })
      const change = changeFor(known, one, i)
      if (change) await ledger.commit({ cause: { key: `${i}`, day: '2026-11-20' }, view, now: to, by: 'x', changes: [change], notices: [] })
      expect(await drafts(kept)).toEqual(await drafts(open()))
    }
  }), { numRuns: 4 })
})
