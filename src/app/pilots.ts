/** One workspace as this process serves it: its ledger, its bot and, to try out, its own messenger. */
import type { Redis } from 'ioredis'
import { createBot, type Bot } from '../bot/bot.ts'
import type { BotDeps } from '../bot/deps.ts'
import type { Log } from '../bot/log.ts'
import type { Channel } from '../channels/channel.ts'
import { createChatLog, type ChatLog } from '../channels/simulator/log.ts'
import { createSimulator, type Simulator } from '../channels/simulator/simulator.ts'
import { botNameOf } from '../domain/settings.ts'
import { createLeases } from '../ledger/lease.ts'
import type { Ledger } from '../ledger/types.ts'
import type { Parts } from '../parts.ts'
import type { Waker } from '../queue/waker.ts'
import type { Served } from '../start.ts'
import { workNear, type Wake } from './near.ts'

export interface Pilot {
  workspace: string
  ledger: Ledger
  bot: Bot
  /** What its bot speaks through. */
  channels: readonly Channel[]
  /** In try-out mode only. */
  tryout: { simulator: Simulator; chatLog: ChatLog } | undefined
  /** Waits for what this process does about it without having been told by the queue. */
  close(): Promise<void>
}

export interface PilotDeps {
  redis: Redis
  parts: Parts
  /** Channels that all workspaces share. */
  channels: readonly Channel[]
  tryout: boolean
  waker: Waker
  /** Whether this process works, and so need not be told by the queue of what it has heard or decided itself. */
  works: boolean
  observer?: BotDeps['observer']
  painter?: BotDeps['painter']
  /** How the channels are doing in all processes. */
  states?: BotDeps['states']
  log: Log
  now(): number
}

function tryoutOf({ workspace, ledger }: Served, redis: Redis): NonNullable<Pilot['tryout']> {
  const chatLog = createChatLog(redis, workspace)
  return { chatLog, simulator: createSimulator(chatLog, async () => botNameOf((await ledger.view()).directory.settings)) }
}

export function createPilot(served: Served, { redis, parts, channels: shared, tryout: wanted, waker, works, observer, painter, states, log, now }: PilotDeps): Pilot {
  const { workspace, ledger } = served
  const tryout = wanted ? tryoutOf(served, redis) : undefined
  const channels = [...(tryout ? [tryout.simulator] : []), ...shared]
  const queue: Wake = { inbox: (chat) => waker.inbox({ workspace, chat }), outbox: (chat) => waker.outbox({ workspace, chat }) }
  const { lease, offer } = createLeases(redis, workspace)
  const near = works ? workNear(queue, { workInbox: (chat, hold) => bot.workInbox(chat, hold), workOutbox: (chat, hold) => bot.workOutbox(chat, hold) }, offer) : undefined
  const bot: Bot = createBot({ ...parts, ledger, lease, offer: near?.offer, channels, observer, painter, ...(tryout || !states ? {} : { states }), log, now, wake: near?.wake ?? queue })
  return { workspace, ledger, bot, channels, tryout, close: async () => near?.close() }
}
