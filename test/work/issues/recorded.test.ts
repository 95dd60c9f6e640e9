/** Which records belong to an issue, on a view made by hand: the earlier period is read again only when that can matter. */
import { describe, expect, it } from 'vitest'
import type { Rec } from '../../../src/domain/record.ts'
import type { BulletinData } from '../../../src/domain/records/bulletin.ts'
import type { WeeklyReportData } from '../../../src/domain/records/weeklyReport.ts'
import { recorded } from '../../../src/work/issues/load/recorded.ts'
import { reportSort } from '../../../src/work/issues/load/reports.ts'
import type { Range, View } from '../../../src/ledger/types.ts'

type Report = Rec<WeeklyReportData>
const report = (n: number, at: number, version: number): Report =>
  ({ kind: 'weeklyReport', id: `周报-2026-${String(n).padStart(3, '0')}`, unit: '浙江省', at, version, by: 'x', data: { week: '2026-11-16', progress: '', due: null } })

function viewOf(reports: Report[]) {
  const read: Range[] = []
  const inside = ({ from = -Infinity, to = Infinity }: Range) => reports.filter(({ at }) => at >= from && at <= to)
  const view = {
    list: async (_kind: unknown, _index: string, _unit: string, range: Range) => (read.push(range), inside(range)),
    count: async (_kind: unknown, _index: string, _unit: string, range: Range) => inside(range).length,
  } as unknown as View
  return { view, read }
}
/** An issue over [0, 100) that was compiled at ledger position 50. */
const issue = (sources: string[]) => ({ from: 0, to: 100, head: { seq: 50, link: '' }, sources: { weeklyReport: sources } }) as unknown as BulletinData
const ids = async (view: View, earlier: BulletinData[]) =>
  (await recorded(view, reportSort, { unit: '浙江省', from: 100, to: 200, earlier })).map(({ id }) => id)

describe('the records of an issue', () => {
  it('are those filed in its period, its end left out', async () => {
    const { view } = viewOf([report(1, 99, 1), report(2, 100, 2), report(3, 199, 3), report(4, 200, 4)])
    expect(await ids(view, [])).toEqual(['周报-2026-002', '周报-2026-003'])
  })

  it('are in one issue alone where they were filed in the moment of a cut-off', async () => {
    const { view } = viewOf([report(1, 100, 60)])
    expect(await ids(view, [issue([])])).toEqual(['周报-2026-001'])
  })

  it('and those of an earlier period that came in after its issue, not those only changed since', async () => {
    const { view } = viewOf([report(1, 10, 60), report(2, 90, 70), report(3, 20, 40), report(4, 150, 80)])
    expect(await ids(view, [issue(['周报-2026-001', '周报-2026-003'])])).toEqual(['周报-2026-002', '周报-2026-004'])
  })

  it('not those that stood in any issue since', async () => {
    const { view } = viewOf([report(1, 10, 60), report(2, 90, 70)])
    const second = { ...issue(['周报-2026-002']), from: 100, to: 100 }
    expect(await ids(view, [second, issue(['周报-2026-001'])])).toEqual([])
  })

  it('of a large earlier period are read again only when its count has changed', async () => {
    const many = Array.from({ length: 2500 }, (_, i) => report(i + 1, i % 100, i % 50))
    const same = viewOf(many)
    expect(await ids(same.view, [issue(['周报-2026-001~2500'])])).toEqual([])
    expect(same.read).toHaveLength(1)
    const more = viewOf([...many, report(2501, 50, 9000)])
    expect(await ids(more.view, [issue(['周报-2026-001~2500'])])).toEqual(['周报-2026-2501'])
    expect(more.read).toHaveLength(2)
  })
})
