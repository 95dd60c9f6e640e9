/** Whether WeCom's interface answers: noticed with every call, and asked again by itself while it does not. */
import { TryAgain } from '../../domain/errors.ts'
import { minute } from '../../domain/time.ts'
import type { WecomApi } from './api.ts'

/** Answered by an errcode even without a token. */
const anything = { path: '/cgi-bin/getcallbackip' }

export interface Reach {
  /** The same interface, watched. */
  api: WecomApi
  /** Since when there is no answer (ms), and why, in Chinese; undefined while there is one or nothing was asked. */
  away(): { since: number; why: string } | undefined
  /** Asks once. */
  ask(): Promise<void>
  /** From now on it is asked again while it is away. */
  start(): void
  stop(): void
}

/** `look`: how often it is asked while it is away, ms. */
export function createReach({ api, now, look = minute }: { api: WecomApi; now(): number; look?: number }): Reach {
  let away: ReturnType<Reach['away']>
  let timer: NodeJS.Timeout | undefined
  const watched: WecomApi = async (call) => {
    try {
      const answer = await api(call)
      away = undefined
      return answer
    } catch (error) {
      if (error instanceof TryAgain) away = { since: away?.since ?? now(), why: error.message }
      throw error
    }
  }
  const reach: Reach = {
    api: watched,
    away: () => away,
    ask: async () => void (await watched(anything).catch(() => {})),
    start() {
      clearInterval(timer)
      timer = setInterval(() => void (away && reach.ask()), look)
    },
    stop: () => clearInterval(timer),
  }
  return reach
}
