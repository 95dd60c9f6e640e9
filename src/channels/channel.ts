/** One messaging platform, transport only. */
import type { Notice } from '../domain/notice.ts'
import type { Heard } from '../ledger/types.ts'

/** A message as a platform delivered it, before it is known which chat it belongs to. */
export type Incoming = Omit<Heard, 'chat'>

/** What hearing a message came to: safe in its inbox, not meant for the bot and forgotten, known already, or too old to take. */
export type HearOutcome = 'heard' | 'ignored' | 'duplicate' | 'tooOld'
export type Hear = (message: Incoming) => Promise<HearOutcome>

/** Whose ids of people and groups a channel uses: several channels may share one platform's. */
export type Platform = 'simulator' | 'wecom' | 'wechaty'

/** A button below a message: tapping it is the same as typing `say`. */
export interface Action {
  label: string
  say: string
}

/** Where a notice goes on one channel. */
export interface Outgoing {
  /** Stable id: a channel that can tell repeats uses it. */
  id: string
  text: string
  /** A PNG to be shown instead, for channels that can; `text` then says what it is. */
  picture?: Uint8Array | undefined
  sort: Notice['sort']
  /** Group address or, in private, the person's id on this channel. */
  to: { group: string } | { person: string }
  /** People to mention: their id on this channel and display name. */
  mentions: { id: string; name: string }[]
  at: number
  /** The cheap way back, when it still works. */
  reply?: Heard['reply']
  /** What a tap may answer; a channel without buttons leaves them out, as the text says what to type. */
  actions?: readonly Action[] | undefined
}

/** A time (ms) in which a channel heard nothing and its platform kept nothing for it: what was said then must be said again. */
export interface Gap {
  from: number
  to: number
}

/** How a channel is doing in this process. */
export interface ChannelState {
  up: boolean
  /** Since when, ms. */
  since: number
  /** In Chinese, for the status page: why it is down, or what it waits for. No secrets. */
  detail?: string | undefined
  /** Text of a QR code that somebody must scan to log in. */
  qr?: string | undefined
  /** The last gap, while it may be worth mending; `detail` tells of it too. */
  gap?: Gap | undefined
}

export interface Channel {
  /** One of src/domain/channels.ts, which knows what people call it. */
  id: string
  platform: Platform
  can: {
    /** What it hears: all of a group, only mentions, only private chats, or nothing. */
    hear: 'all' | 'mentioned' | 'private' | 'none'
    /** Whom it reaches unasked. Where it does not, it may still answer through `reply`. */
    push: { groups: boolean; people: boolean }
    mention: boolean
    /** It takes texts with tables (src/domain/table.ts) and shows them itself; absent: they come as lines. */
    tables?: true
    /** It sends pictures; the largest, bytes. */
    pictures?: { maxBytes: number }
    /** Longest text of one piece, UTF-8 bytes as `bytes` counts them. */
    maxBytes: number
    /** How many bytes a text takes here, where that is more than its own. */
    bytes?(text: string): number
  }
  /** Begins; `hear` resolves when a message is safe, only then may the platform be answered. Never waits for the platform to be reachable. */
  start(hear: Hear): Promise<void>
  /** Takes a place for one piece to a destination, within the platform's limits: 0, or after how many ms there may be one. Absent: no limits. */
  room?(to: Outgoing['to'], now: number): Promise<number>
  /**
   * Sends one piece; answers the platform's receipt.
   * Throws TryAgain for a passing failure, and Refused when the platform will not take it this way, so that another may be tried.
   */
  send(piece: Outgoing): Promise<{ ref?: string | undefined }>
  /** Reads a group's address that an administrator pasted: what is kept of it, or undefined where it is none of this channel's. Absent: groups are not added so. */
  readAddress?(typed: string): string | undefined
  /** How it is doing; absent: always well. */
  state?(): ChannelState
  stop(): Promise<void>
}
