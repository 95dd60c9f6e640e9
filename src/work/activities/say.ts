/** How an activity is spoken of in answers. */
import { nameOf, type Directory } from '../../domain/directory.ts'
import { activityStates, type ActivityData } from '../../domain/records/activity.ts'
import { mondayOf, dayOf, spellDay, spellMoment } from '../../domain/time.ts'

/** The lines that say what was understood, without the number. */
export function activityLines(data: ActivityData, directory: Directory): string[] {
  const count = data.people ?? data.expected
  return [
    `时间：${spellMoment(data.when)}`,
    data.place && `地点：${data.place}`,
    `单位：${nameOf(directory, data.host)}`,
    data.jointly.length > 0 && `联办：${data.jointly.map((path) => nameOf(directory, path)).join('、')}`,
    count !== undefined && `${data.people === undefined ? '预计人数' : '人数'}：${count}人`,
    data.type && `类型：${data.type}`,
    data.planItem && `计划项：${data.planItem}`,
  ].filter((line): line is string => Boolean(line))
}

/** `青年联谊会（计划）` */
export const activityHead = (data: ActivityData): string => `${data.topic}（${activityStates[data.state]}）`

/** What a held activity counted towards: its week, and the terms of the chair whose duties it serves. */
export function countedLine(data: ActivityData, terms: readonly string[], now: number): string {
  const monday = mondayOf(data.when.date)
  const week = monday === mondayOf(dayOf(now)) ? '本周活动' : `${spellDay(monday)}当周活动`
  return `计入：${[week, ...terms.map((id) => `轮值主席任期活动（${id}）`)].join('、')}`
}

/** What to type once it has taken place. */
export const heldCommand = (id: string, people: number | string = '实到人数'): string => `/活动 已办 ${id} 人数:${people}`
