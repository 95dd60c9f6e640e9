/** One workspace as this process serves it: its ledger, its bot and, to try out, its own messenger. */
import type { Redis } from 'ioredis'
import { createBot, type Bot } from '../bot/bot.ts'
import type { Log } from '../bot/log.ts'
import type { Channel } from '../channels/channel.ts'
import { createChatLog, type ChatLog } from '../channels/simulator/log.ts'
import { createSimulator, type Simulator } from '../channels/simulator/simulator.ts'
import { createLease } from '../ledger/lease.ts'
import type { Ledger } from '../ledger/types.ts'
import type { Parts } from '../parts.ts'
import type { Waker } from '../queue/waker.ts'
import type { Served } from '../start.ts'

export interface Pilot {
  workspace: string
  ledger: Ledger
  bot: Bot
  /** What its bot speaks through. */
  channels: readonly Channel[]
  /** In try-out mode only. */
  tryout: { simulator: Simulator; chatLog: ChatLog } | undefined
}

export interface PilotDeps {
  redis: Redis
  parts: Parts
  /** Channels that all workspaces share. */
  channels: readonly Channel[]
  tryout: boolean
  waker: Waker
  log: Log
  now(): number
}

function tryoutOf({ workspace, ledger }: Served, redis: Redis): NonNullable<Pilot['tryout']> {
  const chatLog = createChatLog(redis, workspace)
  return { chatLog, simulator: createSimulator(chatLog, async () => (await ledger.view()).directory.settings.botNames[0] ?? '团讯') }
}

export function createPilot(served: Served, { redis, parts, channels: shared, tryout: wanted, waker, log, now }: PilotDeps): Pilot {
  const { workspace, ledger } = served
  const tryout = wanted ? tryoutOf(served, redis) : undefined
  const channels = [...(tryout ? [tryout.simulator] : []), ...shared]
  const wake = { inbox: (chat: string) => waker.inbox({ workspace, chat }), outbox: (chat: string) => waker.outbox({ workspace, chat }) }
  const bot = createBot({ ...parts, ledger, lease: createLease(redis, workspace), channels, log, now, wake })
  return { workspace, ledger, bot, channels, tryout }
}
