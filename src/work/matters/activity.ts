/** Planned activities whose day is over: whether they took place is asked once, gently (S4). */
import { activity, type ActivityData } from '../../domain/records/activity.ts'
import type { Rec } from '../../domain/record.ts'
import { addDays, day, dayOf, instant, spellMoment } from '../../domain/time.ts'
import { among, type Matter, type MatterSource } from './matter.ts'

/** The end of an activity's day, ms: from then on it waits to be confirmed. */
const overAt = ({ when }: ActivityData): number => instant(addDays(when.date, 1))

const matterOf = ({ id, data }: Rec<ActivityData>): Matter => ({
  ref: id,
  label: activity.label,
  unit: data.host,
  title: `${data.topic}（${spellMoment(data.when)}）`,
  due: overAt(data),
  timed: false,
  since: overAt(data),
  assignees: [],
  next: `/活动 已办 ${id} 人数:实到人数，没有办的请发：/取消活动 ${id} 原因`,
  escalates: false,
  gentle: true,
})

export const activities: MatterSource = {
  label: activity.label,
  async open({ view }, { from, to, unit }) {
    const planned = await view.list(activity, 'planned', unit ?? '', { from: from - day, to })
    return planned.filter(({ data }) => among(data.host, unit) && overAt(data) >= from && overAt(data) <= to).map(matterOf)
  },
  async nextDue({ view }, from) {
    // Those of the day before are over already, however late they began.
    const [first] = await view.list(activity, 'planned', '', { from: instant(dayOf(from - 1)), limit: 1 })
    return first && overAt(first.data)
  },
}
