import { activity } from '../../domain/records/activity.ts'
import { dayOf, instantsOf, monthOf } from '../../domain/time.ts'
import type { Indicator } from './indicator.ts'

/** Activities of the month: held with head count, planned ahead; a 联办 one counts once (S4). */
export const activities: Indicator = {
  label: '活动',
  async of({ unit, view, now }) {
    const month = instantsOf(monthOf(dayOf(now)))
    const held = await view.list(activity, 'held', unit.path, month)
    const planned = await view.count(activity, 'planned', unit.path, { from: now, to: month.to })
    const people = held.reduce((sum, { data }) => sum + (data.people ?? 0), 0)
    return [`活动：本月已开展${held.length}场${people > 0 ? `（${people}人次）` : ''}${planned > 0 ? `，还有计划${planned}场` : ''}`]
  },
  measure: {
    what: '本月已开展',
    async of({ unit, view, now }) {
      const value = await view.count(activity, 'held', unit.path, instantsOf(monthOf(dayOf(now))))
      return { value, text: `${value}场` }
    },
  },
}
