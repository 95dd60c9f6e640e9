/** The bot on a virtual clock: the same handlers as in production, driven by hand. For replays, imports and tests. */
import type { Incoming } from '../channels/channel.ts'
import { minute } from '../domain/time.ts'
import { createBot, type Bot } from './bot.ts'
import type { BotDeps } from './deps.ts'

export interface VirtualBot {
  bot: Bot
  /** The virtual now, ms. */
  now(): number
  /** Runs the clock on to `at`, doing everything due on the way at its own moment. The clock never runs backwards. */
  clockTo(at: number): Promise<void>
  /** Runs the clock on to the message's time, hears it and does everything that follows. */
  say(message: Incoming): Promise<Awaited<ReturnType<Bot['hear']>>>
  /** Works every inbox and outbox until nothing is left. */
  settle(): Promise<void>
}

/** Starts at `start` (ms); from then on the clock's jobs are responsible. */
export async function createVirtualBot(deps: Omit<BotDeps, 'now' | 'wake'>, start: number): Promise<VirtualBot> {
  let now = start
  const bot = createBot({ ...deps, now: () => now, wake: { inbox: async () => {}, outbox: async () => {} } })
  for (const channel of deps.channels) await channel.start(bot.hear)
  const settle = () => bot.settle()
  const clockTo = async (at: number) => {
    for (;;) {
      const next = await bot.nextTick()
      if (next === undefined || Math.max(now, next) > at) break
      now = Math.max(now, next)
      if (await bot.tick()) await settle()
      else now += minute
    }
    now = Math.max(now, at)
  }
  await bot.nextTick()
  return {
    bot,
    now: () => now,
    clockTo,
    settle,
    async say(message) {
      await clockTo(message.at)
      const outcome = await bot.hear(message)
      await settle()
      return outcome
    },
  }
}
