/** The bot: hears, works inboxes, runs the clock, delivers. Everything it needs is handed in; tests hand in the same. */
import type { Hear, Incoming } from '../channels/channel.ts'
import type { Chat } from '../domain/notice.ts'
import type { Hold } from '../ledger/lease.ts'
import { nextOf, runJob } from './clock.ts'
import type { BotDeps } from './deps.ts'
import { deliver, type DeliverDeps } from './deliver.ts'
import { keepJobFault, passes } from './fault.ts'
import { createHandler } from './handle.ts'
import { createHear } from './hear.ts'
import type { Job } from './job.ts'
import { drain, inboxHold, outboxHold } from './work.ts'

export interface Bot {
  hear: Hear
  /** Whether a message is a command, a form or a question to the bot, whoever sent it; it is only read, not heard. */
  concerns(message: Incoming): Promise<boolean>
  /** Handles what waits in a chat's inbox; `hold`: on it, where it was taken already. */
  workInbox(chat: Chat, hold?: Hold): Promise<void>
  /** Sends what waits for a destination; answers after how many ms to try again, if something could not be sent. */
  workOutbox(chat: Chat, hold?: Hold): Promise<number | undefined>
  /** Runs one job of the clock if it is due. Its notices are sent by whoever they wake. */
  runClock(name: string): Promise<void>
  /** Wakes whoever works what waits, in case it was forgotten. */
  sweep(): Promise<void>
  /** Works everything that waits, here and now. */
  settle(): Promise<void>
  /** Clears away what has aged; failed work after so many days. */
  purge(failureDays: number): Promise<void>
  /** When the clock next has something to do, ms, looking from `now`; sets jobs never looked at before to begin now. */
  nextTick(): Promise<number | undefined>
  /** Runs every job that is due by now, in the order of the list. Answers whether any ran. */
  tick(): Promise<boolean>
}

/** Puts a bot together. Programming errors in handling a message are kept as failures; errors of Redis are thrown to the caller, who tries again. */
export function createBot(deps: BotDeps): Bot {
  const { ledger, lease, jobs, channels, calendar, painter, log, now, wake, observer } = deps
  const handler = createHandler(deps)
  const clock = { ledger, calendar, foreseen: new Map() }
  const unnoted: DeliverDeps['unnoted'] = new Map()
  const take = createHear({ ledger, now, concerns: handler.concerns, offer: (chat) => deps.offer?.(inboxHold(chat)), wake: wake.inbox })

  const wakeOutboxes = async () => {
    for (const chat of await ledger.outbox.chats()) await wake.outbox(chat)
  }
  const workInbox = (chat: Chat, given?: Hold) =>
    drain({ lease, name: inboxHold(chat), given, waiting: async () => (await ledger.inbox.head(chat)) !== undefined }, async (hold) => {
      const done = await handler.handleHead(chat, hold)
      for (const { to, hold: toSend } of done?.said ?? []) await wake.outbox(to, toSend)
      return done?.more ?? false
    })
  const workOutbox = async (chat: Chat, given?: Hold) => {
    let again: number | undefined
    const waiting = async () => again === undefined && (await ledger.outbox.head(chat)) !== undefined
    await drain({ lease, name: outboxHold(chat), given, waiting }, async (hold) => {
      const delivered = await deliver(chat, { ledger, channels, painter, now, hold, unnoted, wake: wake.outbox, observer, log })
      again = delivered.done ? undefined : delivered.retryAfter
      return false
    })
    return again
  }
  const runJobNow = async (job: Job) => {
    try {
      return await runJob(job, now(), clock)
    } catch (error) {
      log.error({ job: job.name, error: error instanceof Error ? error.message : 'unknown' }, 'a job failed')
      if (!passes(error)) await keepJobFault(job.name, error, { ledger, now: now() })
      throw error
    }
  }
  const hear: Hear = async (message) => {
    const outcome = await take(message)
    observer?.heard(message.channel, outcome)
    return outcome
  }
  return {
    hear,
    async concerns(message) {
      return handler.concerns(message, await ledger.view(), { open: false, form: undefined })
    },
    workInbox,
    workOutbox,
    async runClock(name) {
      const job = jobs.find((j) => j.name === name)
      if (!job) throw new Error(`no job is called ${name}`)
      if (await runJobNow(job)) await wakeOutboxes()
    },
    async sweep() {
      for (const chat of await ledger.inbox.chats()) await wake.inbox(chat)
      await wakeOutboxes()
    },
    async settle() {
      for (const chat of await ledger.inbox.chats()) await workInbox(chat)
      // Sending may fill another outbox: each is worked once.
      const worked = new Set<Chat>()
      for (let found = await ledger.outbox.chats(); found.length > 0; found = (await ledger.outbox.chats()).filter((chat) => !worked.has(chat))) {
        for (const chat of found) {
          worked.add(chat)
          await workOutbox(chat)
        }
      }
    },
    async purge(failureDays) {
      const gone = await ledger.purge(now(), { failureDays })
      log.info({ ...gone }, 'cleared away what has aged')
    },
    async nextTick() {
      const due = await Promise.all(jobs.map(async (job) => (await nextOf(job, now(), clock))?.due))
      const known = due.filter((at) => at !== undefined)
      return known.length === 0 ? undefined : Math.min(...known)
    },
    async tick() {
      let ran = false
      for (const job of jobs) ran = (await runJobNow(job)) || ran
      return ran
    },
  }
}
