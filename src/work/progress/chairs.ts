import { nameOf } from '../../domain/directory.ts'
import { chairOn } from '../chairs/read.ts'
import { dutiesOf } from '../chairs/duties.ts'
import { committeesFor, membersOf } from '../../domain/committee.ts'
import { dayOf, spellDay } from '../../domain/time.ts'
import type { Indicator } from './indicator.ts'

/** Who chairs, and whether the term's duties are met; for many committees how many (S2). */
export const chairs: Indicator = {
  label: '轮值主席',
  async of({ unit, view, now }) {
    const { directory } = view
    const committees = committeesFor(directory, unit.path).filter((path) => membersOf(directory, path).length > 0)
    const states = await Promise.all(committees.map(async (path) => {
      const chair = await chairOn(view, path, dayOf(now))
      const met = chair ? (await dutiesOf(view, chair.term)).every((duty) => duty.met) : false
      return { chair, met }
    }))
    const [only] = states
    if (!only) return []
    if (states.length > 1) {
      const sitting = states.filter(({ chair }) => chair).length
      return [`轮值主席：有现任的${sitting}/${states.length}个委员会，任期活动已完成${states.filter(({ met }) => met).length}/${sitting}个`]
    }
    if (!only.chair) return ['轮值主席：目前空缺']
    const holder = nameOf(directory, only.chair.unit)
    return [`轮值主席：${holder}（至${spellDay(only.chair.term.data.to)}），任期活动${only.met ? '已完成' : '未完成'}（${only.chair.term.id}）`]
  },
}
