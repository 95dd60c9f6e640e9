/** What people read about the service itself: the same words in /状态 and on the status page. */
import { clockOf, dayOf, momentOf, spellMoment } from './time.ts'

/** What is said of a channel that nobody has reported yet, just after a start. */
export const connecting = '正在连接'

/** Chats whose messages wait to be handled, and destinations whose notices wait to be sent. */
export const waitingNames = { inbox: '待处理', outbox: '待发送' } as const

/** What failed, by what it was. */
export const failureNames = { message: '消息', job: '定时任务', notice: '待发消息' } as const
export const noFailures = '没有失败的工作'
export const spellFailed = (count: number): string => `失败${count}件`

/** `正在连接，09:00起`: why a channel is down and since when (ms; unknown when 0), looking from `now`. */
export function spellDown({ detail = '不通', since = 0 }: { detail?: string | undefined; since?: number | undefined }, now: number): string {
  if (since === 0) return detail
  return `${detail}，${dayOf(since) === dayOf(now) ? clockOf(since) : spellMoment(momentOf(since))}起`
}
