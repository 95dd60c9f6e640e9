/** How chairs and terms are spoken of. */
import type { Chair, DutyState, Term } from '../../domain/chair.ts'
import { nameOf, type Directory } from '../../domain/directory.ts'
import { holderOf, spellDuty } from '../../domain/records/chairTerm.ts'
import { daysBetween, spellDay, spellRange, type Day, type DayRange } from '../../domain/time.ts'

/** `中河街道共建委员会` */
export const committeeName = (directory: Directory, committee: string): string => `${nameOf(directory, committee)}共建委员会`

/** `中河中学（轮值-2026-001，2026年1月1日至2026年3月31日）` */
export const termName = (directory: Directory, term: Term): string =>
  `${nameOf(directory, holderOf(term.data))}（${term.id}，${spellRange(term.data)}）`

/** `还有14天`, counting whole days to a day that lies ahead; `今天` for today. */
export const daysLeft = (today: Day, day: Day): string => (today === day ? '今天' : `还有${daysBetween(today, day)}天`)

/** `2026年4月1日至2026年4月9日没有轮值主席` */
export const gapLine = ({ from, to }: DayRange): string => `注意：${from === to ? spellDay(from) : spellRange({ from, to })}没有轮值主席`

/** One line per duty: `职责：活动1次，已开展1次（活动-2026-003），已完成`. */
export const dutyLines = (states: readonly DutyState[]): string[] =>
  states.map(({ duty, counted, met }) => {
    const refs = counted.length > 0 ? `（${counted.map((record) => record.id).join('、')}）` : ''
    return `职责：${spellDuty(duty)}，已开展${counted.length}次${refs}，${met ? '已完成' : '未完成'}`
  })

/** Who acts as chair, with the stand-in's days when there is one. */
export function chairLines(directory: Directory, chair: Chair, today: Day): string[] {
  const { term, standIn } = chair
  const lines = [`现任：${nameOf(directory, holderOf(term.data))}（${term.id}），任期${spellRange(term.data)}，${daysLeft(today, term.data.to)}${today === term.data.to ? '结束' : ''}`]
  if (standIn) lines.push(`代班：${nameOf(directory, standIn.data.unit)}（${standIn.id}），${spellRange(standIn.data)}`)
  return lines
}
