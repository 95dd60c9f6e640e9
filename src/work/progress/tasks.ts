import { assignment } from '../../domain/records/assignment.ts'
import { task } from '../../domain/records/task.ts'
import type { Indicator, IndicatorAsk } from './indicator.ts'

async function sharesBelow({ unit, view }: IndicatorAsk) {
  const [open, done] = await Promise.all([view.list(assignment, 'open', unit.path), view.list(assignment, 'done', unit.path)])
  const ours = (list: typeof open) => list.filter(({ data }) => data.label === task.label)
  return { open: ours(open), done: ours(done) }
}

/** Tasks asked of the unit and those below it: done, open, late. */
export const tasks: Indicator = {
  label: '任务',
  async of(ask) {
    const { open, done } = await sharesBelow(ask)
    const late = open.filter(({ data }) => data.due !== undefined && data.due <= ask.now)
    const all = open.length + done.length
    if (all === 0) return []
    const names = late.slice(0, 3).map(({ data }) => data.of)
    return [`任务：已办结${done.length}/${all}${late.length > 0 ? `，逾期${late.length}项（${names.join('、')}${late.length > 3 ? '等' : ''}）` : ''}`]
  },
  measure: {
    what: '已办结/布置',
    async of(ask) {
      const { open, done } = await sharesBelow(ask)
      const all = open.length + done.length
      return all === 0 ? undefined : { value: done.length / all, text: `${done.length}/${all}` }
    },
  },
}
