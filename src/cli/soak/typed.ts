/** What is typed in a week of the soak. */
import type { Street } from '../bench/streets.ts'

export interface Typed extends Pick<Street, 'group' | 'sender'> {
  id: string
  text: string
  /** When in the week, from 0 to below 1. */
  part: number
}

/** Two records, a question, a form that nobody ends, and chat. */
const said = (week: number): string[] => [
  '/周报 周:上周 进展情况:走访企业，联系青年 问题:场地不足',
  `/活动 主题:第${week + 1}周志愿服务 时间:昨天14:00 人数:20`,
  '/待办',
  `/活动 主题:第${week + 1}周座谈`,
  '好的，下午见',
]

/** All streets' messages of a week, evenly over its days. */
export function weekOf(streets: readonly Street[], week: number): Typed[] {
  const all = said(week).flatMap((text, k) => streets.map(({ group, sender }, i) => ({ id: `${week}-${k}-${i}`, group, sender, text })))
  return all.map((one, i) => ({ ...one, part: i / all.length }))
}
