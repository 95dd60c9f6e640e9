/** A group's settings in words (/群设置). */
import { channelName, channelNamed } from '../../domain/channels.ts'
import { SayToUser } from '../../domain/errors.ts'
import type { GroupData, WeeklyMoment } from '../../domain/records/directory.ts'
import { readTime, valueContext } from '../../grammar/values/index.ts'

const weekdays = ['周一', '周二', '周三', '周四', '周五', '周六', '周日'] as const

export const spellWeekly = (moment: WeeklyMoment | null): string => (moment ? `${weekdays[moment.weekday - 1]} ${moment.time}` : '不发')
const onOff = (on: boolean): string => (on ? '开' : '关')

/** All settings, one a line. */
export const spellSettings = ({ bulletin, reminders, quiet, ranking, fallback }: GroupData): string =>
  [
    `简报：${spellWeekly(bulletin)}`,
    `催办：${onOff(reminders)}`,
    `静默：${quiet ? `${quiet.from}至次日${quiet.to}` : '21:00至次日08:00'}`,
    `排名：${onOff(ranking)}`,
    `备用通道：${fallback === undefined ? '无' : channelName(fallback)}`,
  ].join('\n')

/** The channel that stands in when the main one fails; undefined for none (无). */
export function readFallback(typed: string, channels: readonly { id: string }[]): string | undefined {
  if (/^(?:无|关|off|none|不要)$/i.test(typed)) return undefined
  const named = channelNamed(typed)
  if (channels.some(({ id }) => id === named)) return named
  throw new SayToUser(`没有“${typed.slice(0, 20)}”这个通道。现在可用的有：${channels.map(({ id }) => channelName(id)).join('、') || '无'}；不要备用请写 备用通道:无。`, [], 'fallback')
}

/** `22:00至7:00` as quiet hours. They may be longer than 21:00–08:00, never shorter (Reminders). */
export function readQuiet(typed: string, now: number): NonNullable<GroupData['quiet']> {
  const [from, to, ...more] = typed.split(/\s*(?:至|到|~|～|—|–|-)\s*(?:次日|第二天)?\s*/)
  const at = valueContext(now)
  const [start, end] = [readTime(from ?? '', at), readTime(to ?? '', at)]
  if (!start.ok || !end.ok || more.length > 0) throw new SayToUser(`“静默”没有看懂“${typed.slice(0, 20)}”，请写起止时间，如 静默:21:00至8:00。`)
  if (start.value > '21:00' || start.value < '12:00' || end.value < '08:00' || end.value > '12:00') {
    throw new SayToUser('“静默”至少要包括晚上21:00到早上8:00，可以更长，如 静默:20:00至9:00。')
  }
  return { from: start.value, to: end.value }
}
