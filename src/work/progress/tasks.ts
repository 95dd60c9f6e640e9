import { assignment } from '../../domain/records/assignment.ts'
import { task } from '../../domain/records/task.ts'
import type { Indicator } from './indicator.ts'

/** Tasks asked of the unit and those below it: done, open, late. */
export const tasks: Indicator = {
  label: '任务',
  async of({ unit, view, now }) {
    const [open, done] = await Promise.all([view.list(assignment, 'open', unit.path), view.list(assignment, 'done', unit.path)])
    const ours = <T extends { data: { label: string } }>(list: T[]) => list.filter(({ data }) => data.label === task.label)
    const late = ours(open).filter(({ data }) => data.due !== undefined && data.due <= now)
    const all = ours(open).length + ours(done).length
    if (all === 0) return []
    const names = late.slice(0, 3).map(({ data }) => data.of)
    return [`任务：已办结${ours(done).length}/${all}${late.length > 0 ? `，逾期${late.length}项（${names.join('、')}${late.length > 3 ? '等' : ''}）` : ''}`]
  },
}
