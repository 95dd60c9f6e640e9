/** One messaging platform, transport only. */
import type { Notice } from '../domain/notice.ts'
import type { Heard } from '../ledger/types.ts'

/** A message as a platform delivered it, before it is known which chat it belongs to. */
export type Incoming = Omit<Heard, 'chat'>

/** What hearing a message came to: safe in its inbox, not meant for the bot and forgotten, known already, or too old to take. */
export type HearOutcome = 'heard' | 'ignored' | 'duplicate' | 'tooOld'
export type Hear = (message: Incoming) => Promise<HearOutcome>

/** Where a notice goes on one channel. */
export interface Outgoing {
  /** Stable id: a channel that can tell repeats uses it. */
  id: string
  text: string
  sort: Notice['sort']
  /** Group address or, in private, the person's id on this channel. */
  to: { group: string } | { person: string }
  /** People to mention: their id on this channel and display name. */
  mentions: { id: string; name: string }[]
  at: number
  reply?: Heard['reply']
}

export interface Channel {
  id: string
  can: {
    /** What it hears: all of a group, only mentions, only private chats, or nothing. */
    hear: 'all' | 'mentioned' | 'private' | 'none'
    push: boolean
    mention: boolean
    maxBytes: number
    perMinute: number
  }
  /** Begins; `hear` resolves when a message is safe, only then may the platform be answered. */
  start(hear: Hear): Promise<void>
  /** Sends one piece; answers the platform's receipt. Throws TryAgain for a passing failure. */
  send(piece: Outgoing): Promise<{ ref?: string | undefined }>
  stop(): Promise<void>
}
