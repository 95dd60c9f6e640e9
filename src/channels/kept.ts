/** What a channel keeps about an account is noted, so that /注销 finds it. */
import type { ChainableCommander } from 'ioredis'
import { accountOf, keptOfKey } from '../domain/channels.ts'
import { day } from '../domain/time.ts'

/** Longest that anything noted may be kept, ms. */
export const longestKept = 30 * day

/** Notes a key, to be written in the same transaction with a life of at most `longestKept`; `channel` is a channel's id or its platform. */
export function noteKept(writing: ChainableCommander, channel: string, id: string, key: string): ChainableCommander {
  const named = keptOfKey(accountOf(channel, id))
  return writing.sadd(named, key).pexpire(named, longestKept)
}
