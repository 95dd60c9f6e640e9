import type { Indicator } from './indicator.ts'

/** Pilot designation of the unit, or how many pilots lie below it. */
export const pilots: Indicator = {
  label: '试点',
  async of({ unit, view }) {
    if (unit.pilot) return [`试点级别：${unit.pilot.level}${unit.pilot.batch === undefined ? '' : `，${unit.pilot.batch}`}`]
    const below = view.directory.below(unit.path).filter((one) => one.pilot)
    if (below.length === 0) return []
    const central = below.filter((one) => one.pilot?.level === '团中央').length
    return [`试点：${below.length}个${central > 0 ? `（团中央确定${central}个）` : ''}`]
  },
}
