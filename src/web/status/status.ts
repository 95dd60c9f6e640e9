/** How the service is doing, gathered for whoever looks after it. */
import type { Channel } from '../../channels/channel.ts'
import { day, dayOf, yearOf } from '../../domain/time.ts'
import { uncoveredNotice, type WorkCalendar } from '../../domain/workCalendar.ts'
import type { ChannelReport } from '../../metrics/reports.ts'
import type { Failure, Ledger } from '../../ledger/types.ts'
import type { Check } from '../health.ts'

export interface StatusDeps {
  ledger: Ledger
  channels: readonly Channel[]
  /** How they are doing in all processes; absent: well, as in try-out mode. */
  states?: (() => Promise<ChannelReport[]>) | undefined
  /** What the service needs, channels too; absent: nothing is missing. */
  checks?: (() => Promise<Check[]>) | undefined
  /** Whether there is a try-out page to go back to; no unless said. */
  tryout?: boolean
  calendar: WorkCalendar
  version: string
  /** When this process began, ms. */
  since: number
}

export interface Status {
  tryout: boolean
  version: string
  workspace: string
  name: string
  now: number
  since: number
  counts: { units: number; people: number; groups: number; entries: number }
  /** Beginning of the ledger's last link. */
  link: string
  /** Chats with messages that wait to be worked on, and destinations with notices that wait to be sent. */
  inboxes: string[]
  outboxes: string[]
  channels: { id: string; hears: Channel['can']['hear']; lastSent: number | undefined; up: boolean; since?: number | undefined; detail?: string | undefined; qr?: string | undefined }[]
  failures: Failure[]
  /** How many there are; `failures` holds the newest. */
  failed: number
  /** What whoever looks after it should know. */
  notices: string[]
}

/** Failures shown at most. */
const shownFailures = 50
/** How far back the last sending is looked for. */
const lookBack = 7 * day

/** From October on, next year's working days matter too. */
function calendarNotices(calendar: WorkCalendar, now: number): string[] {
  const year = yearOf(now)
  const next = Number(dayOf(now).slice(5, 7)) >= 10 ? [`${year + 1}-01-01`] : []
  const notice = uncoveredNotice(calendar, dayOf(now), ...next)
  return notice === undefined ? [] : [`${notice}，涉及的工作日暂按周一至周五计算`]
}

/** What is not well; channels have lines of their own. */
const wrongWith = (checks: readonly Check[], channels: readonly Pick<Channel, 'id'>[]): string[] =>
  checks.filter(({ name, ok }) => !ok && channels.every(({ id }) => id !== name)).map(({ name, why }) => why ?? name)

/** When each channel last sent something (ms), by id. */
export type LastSent = (ledger: Ledger, now: number) => Promise<ReadonlyMap<string, number>>

/** Reads all receipts of a week. */
export const lastSentOf: LastSent = async (ledger, now) => new Map((await (await ledger.view()).said(now - lookBack, now)).map(({ channel, at }) => [channel, at]))

/** Gathers it as of `now` (ms). */
export async function statusOf({ ledger, channels, states, checks, tryout = false, calendar, version, since }: StatusDeps, now: number, lastSent: LastSent = lastSentOf): Promise<Status> {
  const { directory, head } = await ledger.view()
  const [inboxes, outboxes, failures, failed, last] = await Promise.all([
    ledger.inbox.chats(), ledger.outbox.chats(), ledger.failed.list(shownFailures), ledger.failed.count(), lastSent(ledger, now),
  ])
  const doing = await states?.()
  const stateOf = (id: string) => doing?.find((one) => one.id === id) ?? { up: true }
  return {
    tryout, version, workspace: ledger.workspace, name: directory.settings.name, now, since, inboxes, outboxes, failures, failed,
    counts: { units: directory.units.length, people: directory.people.filter(({ gone }) => !gone).length, groups: directory.groups.length, entries: head.seq }, link: head.link.slice(0, 8),
    channels: channels.map(({ id, can }) => ({ id, hears: can.hear, lastSent: last.get(id), ...stateOf(id) })),
    notices: [...wrongWith((await checks?.()) ?? [], channels), ...calendarNotices(calendar, now)],
  }
}
