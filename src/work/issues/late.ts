/** A late report that comes in after the bulletin: one short notice where the bulletin went (S6). */
import { nameOf } from '../../domain/directory.ts'
import { groupChat, type Decision } from '../../domain/notice.ts'
import { amend } from '../../domain/record.ts'
import { bulletin } from '../../domain/records/bulletin.ts'
import { spellWeek, unitWeek } from '../../domain/records/weeklyReport.ts'
import type { Day } from '../../domain/time.ts'
import { lineage } from '../../domain/unitPath.ts'
import type { View } from '../../ledger/types.ts'

export interface LateReport {
  /** Path of the unit that owed it. */
  unit: string
  week: Day
  /** Its number, or the placeholder for it. */
  ref: string
  /** When it was due and when it was filed, ms. */
  due: number
  at: number
}

/** Adds the report to the issues, of its unit and of those above, that had given it as missing, and tells their groups. */
export async function addLate(view: View, { unit, week, ref, due, at }: LateReport): Promise<Decision> {
  const name = nameOf(view.directory, unit)
  const decision: Decision = { changes: [], notices: [] }
  for (const path of lineage(unit)) {
    const [issue] = await view.list(bulletin, 'week', unitWeek(path, week), { reverse: true, limit: 1 })
    // An issue before the due time gave it as 未到期: nothing to put right.
    if (issue === undefined || issue.data.state === 'draft' || issue.data.to <= due) continue
    decision.changes.push(amend(bulletin, issue, { late: [...issue.data.late, { ref, unit, name, at }] }, 'late'))
    const text = `第${issue.data.issue}期简报补充：${name}已报送${spellWeek(week)}周报（${ref}，${at > due ? '逾期' : '按时'}）。`
    decision.notices.push(...issue.data.groups.map((group) => ({ to: groupChat(group), text, sort: 'notice' as const, about: [ref] })))
  }
  return decision
}
