/** Everything the parts of one fake share. */
import { createChatLog } from './chatLog.ts'
import type { ChatLog, Message } from './chatLog.ts'
import { makeCorp } from './corp.ts'
import type { Corp, CorpPlan } from './corp.ts'
import { createFaults } from './faults.ts'
import type { Faults } from './faults.ts'
import { createLimits } from './limits.ts'
import type { Limits } from './limits.ts'
import { documentedRules } from './rules.ts'
import type { Rules } from './rules.ts'

export type Json = Record<string, unknown>

/** One call or frame of the product, as it came and as it was answered; for tests to look at. */
export interface Exchange {
  at: number
  /** Path of an HTTP call, command of a frame. */
  on: string
  body: Json
  /** errcode of the answer, the HTTP status where it has none, or 'none'. */
  answer: number | 'none'
}

export interface World {
  corp: Corp
  rules: Rules
  now(): number
  log: ChatLog
  limits: Limits
  faults: Faults
  exchanges: Exchange[]
  /** http://127.0.0.1:port */
  base: string
  /** A number that is never given again. */
  next(): number
  /** When a member last spoke to a bot in a chat, by `spokenKey`. */
  spoken: Map<string, number>
  /** Where else a bot may answer once: codes of response_url. */
  replies: Map<string, { bot: string; chat: string; at: number; used: boolean }>
  /** Whom a card's response_code belongs to. */
  cardCodes: Map<string, { message: Message; at: number; used: boolean }>
  media: Map<string, { bytes: Buffer; key: Buffer; at: number }>
  /** Files that bots have uploaded, by media_id. */
  uploads: Map<string, { bot: string; type: string; name: string; bytes: Buffer; at: number }>
  /** What went wrong where nobody waits for it, such as an answer to a poll that cannot be read. */
  complaints: unknown[]
  /** Aborted when the fake stops. */
  ended: AbortSignal
}

/** A world in which nothing has been said, and what ends it. Its `base` is set when it listens. */
export function createWorld({ corp, rules, now = Date.now }: { corp?: CorpPlan; rules?: Partial<Rules>; now?: () => number }): { world: World; end(): void } {
  const ended = new AbortController()
  let count = 0
  const world: World = {
    corp: makeCorp(corp),
    rules: { ...documentedRules, ...rules },
    now,
    log: createChatLog(),
    limits: createLimits(now),
    faults: createFaults(),
    exchanges: [],
    base: '',
    next: () => ++count,
    spoken: new Map(),
    replies: new Map(),
    cardCodes: new Map(),
    media: new Map(),
    uploads: new Map(),
    complaints: [],
    ended: ended.signal,
  }
  return { world, end: () => ended.abort() }
}

export const spokenKey = (bot: string, chat: string): string => `${bot} ${chat}`

/** A value that should be an object; an empty one where it is not. */
export const asJson = (value: unknown): Json => (typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : {})
export const asText = (value: unknown): string => (typeof value === 'string' ? value : '')
export const asTexts = (value: unknown): string[] => (Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [])

/** Whom a text names as <@userid>, as the corp writes the ids. */
export function mentionedIn(world: World, text: string): string[] {
  const ids = [...text.matchAll(/<@([^<>\s]+)>/g)].map((match) => match[1] ?? '')
  return ids.filter((id) => id === 'all' || world.corp.members.has(id))
}
