import type { Channel } from '../channels/channel.ts'
import type { Chat, Notice } from '../domain/notice.ts'
import type { WorkCalendar } from '../domain/workCalendar.ts'
import type { Health } from '../grammar/command.ts'
import type { Registry } from '../grammar/registry.ts'
import type { Hold, Lease, Offer } from '../ledger/lease.ts'
import type { Heard, Ledger } from '../ledger/types.ts'
import type { Job } from './job.ts'
import type { Painter } from '../picture/painter.ts'
import type { Log } from './log.ts'
import type { Observer } from './observer.ts'

/** What a bot is put together from. */
export interface BotDeps {
  ledger: Ledger
  lease: Lease
  registry: Registry
  jobs: readonly Job[]
  channels: readonly Channel[]
  calendar: WorkCalendar
  log: Log
  /** The real or the virtual clock, ms. */
  now(): number
  /** Wakes whoever works an inbox or sends an outbox, with the hold on it where it was taken in passing; on the virtual clock nobody needs waking, `settle` does it. */
  wake: { inbox(chat: Chat, hold?: Hold): Promise<void>; outbox(chat: Chat, hold?: Hold): Promise<void> }
  /** A hold to be taken in passing, by a process that would do the work itself; absent or undefined: others are woken. */
  offer?: ((name: string) => Offer | undefined) | undefined
  /** Makes pictures of bulletins for channels that send them; absent: they go as text. */
  painter?: Painter | undefined
  /** Told of what the bot does, for figures. */
  observer?: Observer | undefined
  /** How the channels are doing in all processes, for /状态; absent: as they are in this one. */
  states?: (() => Promise<Health['channels']>) | undefined
  /** Told of each message of history that was handled: how many changes it made, and what was not said about it. */
  onHistory?(message: Heard, outcome: { changes: number; unsaid: Notice[] }): void
}
