/** How times stand in a chat. Texts from the server are in Shanghai's time already (2026-11-20T14:00:00+08:00). */

const weekdays = ['周日', '周一', '周二', '周三', '周四', '周五', '周六']
const dayLength = 86_400_000

/** Today in Shanghai, as ISO. */
export const todayAt = (now: number): string => new Date(now + 8 * 3_600_000).toISOString().slice(0, 10)

/** The day as people say it: nothing for today, 昨天, 周三 within a week, else 11月20日. */
function spellDay(day: string, today: string): string {
  const days = Math.round((Date.parse(today) - Date.parse(day)) / dayLength)
  if (days === 0) return ''
  if (days === 1) return '昨天'
  if (days > 1 && days < 7) return weekdays[new Date(day).getUTCDay()] ?? ''
  const [year, month, date] = day.split('-').map(Number)
  return `${today.startsWith(String(year)) ? '' : `${year}年`}${month}月${date}日`
}

/** For the line between messages: 14:02, 昨天 14:02, 周三 14:02, 11月20日 14:02; with 今天 where a day begins. */
export const spellMoment = (at: string, today: string, newDay: boolean): string =>
  `${spellDay(at.slice(0, 10), today) || (newDay ? '今天' : '')} ${at.slice(11, 16)}`.trim()

/** For the list of chats: the day, or today's time. */
export const spellBrief = (at: string, today: string): string => spellDay(at.slice(0, 10), today) || at.slice(11, 16)

/** Silence after which a time is written again, ms. */
const pause = 5 * 60_000

/** Whether a time stands between two lines. */
export const breaks = (before: string | undefined, at: string): boolean =>
  before === undefined || before.slice(0, 10) !== at.slice(0, 10) || Date.parse(at) - Date.parse(before) > pause
