/** A report that is changed after the bulletin that printed it: one short notice where the bulletin went (S6). */
import { holdsRef } from '../../bulletin/refs.ts'
import { nameOf } from '../../domain/directory.ts'
import { groupChat, type Decision } from '../../domain/notice.ts'
import { amend, type Rec } from '../../domain/record.ts'
import { bulletin, type BulletinData, type Revision } from '../../domain/records/bulletin.ts'
import { reportSections, sectionNames, spellWeek, type WeeklyReportData } from '../../domain/records/weeklyReport.ts'
import { lineage } from '../../domain/unitPath.ts'
import type { View } from '../../ledger/types.ts'
import { reportSort } from './load/reports.ts'

/** A report is in the first issue after it was filed, or a few later when its message was worked on late. */
const stragglers = 6
const verbs = { amend: '更新', correct: '更正', void: '作废' } as const

/** Whether the issue's groups have been told of a change already; what was changed before its release stood in the issue itself. */
const isTold = ({ release }: BulletinData, mark: Revision | undefined): boolean => mark !== undefined && mark.at > (release?.at ?? 0)

/**
 * Marks the change in the issues, of the report's unit and of those above, that printed it, and tells their groups: once for a report and
 * an issue. `patch` holds new sections by key; `act` says how it came about, `at` when, ms.
 */
export async function addRevision(
  view: View,
  report: Rec<WeeklyReportData>,
  patch: Partial<Record<string, unknown>>,
  { act, at }: { act: keyof typeof verbs; at: number },
): Promise<Decision> {
  const decision: Decision = { changes: [], notices: [] }
  const changed = reportSections.filter((key) => patch[key] !== undefined && patch[key] !== report.data[key])
  if (changed.length === 0 && act !== 'void') return decision
  const name = nameOf(view.directory, report.unit)
  for (const path of lineage(report.unit)) {
    const issues = await view.list(bulletin, 'unit', path, { from: report.at, limit: stragglers })
    const issue = issues.find(({ data }) => holdsRef(data.sources[reportSort.name] ?? [], report.id))
    const [latest] = await view.list(bulletin, 'unit', path, { reverse: true, limit: 1 })
    if (!issue || !latest) continue
    const { revised = [], state, groups } = issue.data
    const known = revised.find(({ ref }) => ref === report.id)
    const sections = act === 'void' ? [] : [...new Set([...(known?.sections ?? []), ...changed])]
    // A message may be older than the latest cut-off: it belongs to the next issue all the same.
    const mark: Revision = { ref: report.id, unit: report.unit, name, at: Math.max(at, latest.data.to), sections }
    decision.changes.push(amend(bulletin, issue, { revised: [...revised.filter((one) => one !== known), mark] }, 'revised'))
    if (state === 'draft' || isTold(issue.data, known)) continue
    const what = changed.length > 0 ? `：${sectionNames(changed)}` : ''
    const text = `第${issue.data.issue}期简报${act === 'amend' ? '补充' : '更正'}：${name}${verbs[act]}了${spellWeek(report.data.week)}周报（${report.id}）${what}。`
    decision.notices.push(...groups.map((group) => ({ to: groupChat(group), text, sort: 'notice' as const, about: [report.id] })))
  }
  return decision
}
