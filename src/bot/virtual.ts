/** The bot on a virtual clock: the same handlers as in production, driven by hand. For replays, imports and tests. */
import type { Incoming } from '../channels/channel.ts'
import type { Chat } from '../domain/notice.ts'
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
  /** Works what woke since, in the order of the chats. */
  follow(): Promise<void>
}

/** Starts at `start` (ms); from then on the clock's jobs are responsible. */
export async function createVirtualBot(deps: Omit<BotDeps, 'now' | 'wake'>, start: number): Promise<VirtualBot> {
  let now = start
  const woken = { inbox: new Set<Chat>(), outbox: new Set<Chat>() }
  const bot = createBot({ ...deps, now: () => now, wake: { inbox: async (chat) => void woken.inbox.add(chat), outbox: async (chat) => void woken.outbox.add(chat) } })
  for (const channel of deps.channels) await channel.start(bot.hear)
  const each = async (chats: Set<Chat>, work: (chat: Chat) => Promise<unknown>) => {
    const waiting = [...chats].sort()
    chats.clear()
    for (const chat of waiting) await work(chat)
  }
  const follow = async () => {
    await each(woken.inbox, bot.workInbox)
    while (woken.outbox.size > 0) await each(woken.outbox, bot.workOutbox)
  }
  const clockTo = async (at: number) => {
    for (;;) {
      const next = await bot.nextTick()
      if (next === undefined || Math.max(now, next) > at) break
      now = Math.max(now, next)
      if (await bot.tick()) await bot.settle()
      else now += minute
    }
    now = Math.max(now, at)
  }
  await bot.nextTick()
  return {
    bot,
    now: () => now,
    clockTo,
    follow,
    async say(message) {
      await clockTo(message.at)
      const outcome = await bot.hear(message)
      await bot.settle()
      return outcome
    },
  }
}
