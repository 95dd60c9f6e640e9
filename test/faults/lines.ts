/** What people in a street's group type, and what must come of it. */
import type { Street } from './pilot.ts'
import type { Random } from './random.ts'

/** record: recorded once and answered. answer: answered, nothing recorded. open: what comes of it depends on the moment. nothing: no trace. */
export type Due = 'record' | 'answer' | 'open' | 'nothing'

export interface Line {
  sender: string
  text: string
  due: Due
  /** The answer is waited for, and what it makes possible is noted. */
  learn?: ((answer: string, found: Found) => Line | undefined) | undefined
}

/** Numbers that the answers in a group have given so far. */
export interface Found {
  activities: string[]
  /** What a contact has still to settle, as the command that does. */
  owed: { sender: string; text: string }[]
}

const numberIn = (answer: string): string | undefined => /(?:活动|任务|通知)-\d{4}-\d+/.exec(answer)?.[0]

const learnActivity: Line['learn'] = (answer, { activities }) => {
  const number = numberIn(answer)
  if (number) activities.push(number)
  return undefined
}

const learnOwed = ({ contacts }: Street, command: string): Line['learn'] => (answer, { owed }) => {
  const number = numberIn(answer)
  if (number) owed.push(...contacts.map((sender) => ({ sender, text: `${command} ${number}` })))
  return undefined
}

/** The next line of a street's group. `nth` is unlike that of every other line. */
export function nextLine(street: Street, nth: number, found: Found, random: Random): Line {
  const { cadre, contacts, members } = street
  const token = `x${nth}x`
  const draw = random.next()
  const activity: Line = { sender: cadre, text: `/活动 主题:${token} 时间:昨天14:00 地点:青年中心 人数:${nth % 90}`, due: 'record', learn: learnActivity }
  if (draw < 0.3) return activity
  if (draw < 0.42) return found.activities.length === 0 ? activity : { sender: cadre, text: `/更正 ${random.pick(found.activities)} 人数:${1000 + nth}`, due: 'record' }
  if (draw < 0.52) {
    const owed = found.owed.shift()
    return owed ? { ...owed, due: 'record' } : activity
  }
  if (draw < 0.58) return { sender: cadre, text: `/任务 标题:${token} 截止:周五17:00 对象:${members.join('、')}`, due: 'record', learn: learnOwed(street, '/完成') }
  if (draw < 0.62) return { sender: cadre, text: `/通知 标题:${token} 截止:周五17:00 对象:各成员单位`, due: 'record', learn: learnOwed(street, '/收到') }
  if (draw < 0.67) return { sender: cadre, text: `/周报 进展情况:${token}`, due: 'record' }
  if (draw < 0.74) return { sender: cadre, text: `/活动 主题:${token}`, due: 'answer', learn: () => ({ sender: cadre, text: '昨天15:00', due: 'open' }) }
  if (draw < 0.8) return { sender: random.pick(contacts), text: `/活懂 ${token}`, due: 'answer' }
  if (draw < 0.87) return { sender: random.pick([cadre, ...contacts]), text: random.pick(['/待办', '/帮助', '/轮值', `/查 活动-2026-${random.pick(['001', '007', '999'])}`]), due: 'answer' }
  return { sender: random.pick(contacts), text: `${random.pick(['好的，我来准备', '大家辛苦了', '谁有会场钥匙？'])} ${token}`, due: 'nothing' }
}
