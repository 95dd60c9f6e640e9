/** The faces of the ledger: what others may read, and the one way to write. */
import type { Directory } from '../domain/directory.ts'
import type { Chat, Decision, Notice } from '../domain/notice.ts'
import type { Kind, Rec } from '../domain/record.ts'
import type { Hold, Offer } from './lease.ts'

/** Bounds on an index read: scores inclusive, by default in rising order and all. */
export interface Range {
  from?: number
  to?: number
  reverse?: boolean
  limit?: number
}

/** Read-only face of one workspace's records, which are frozen: several views share them. Remembers what was read, "nothing found" included, so that a commit can tell whether it still holds. */
export interface View {
  readonly directory: Directory
  get<D>(kind: Kind<D>, id: string): Promise<Rec<D> | undefined>
  list<D>(kind: Kind<D>, index: keyof Kind<D>['indexes'] & string, partition: string, range?: Range): Promise<Rec<D>[]>
  count<D>(kind: Kind<D>, index: keyof Kind<D>['indexes'] & string, partition: string, range?: Range): Promise<number>
  /** The lowest score at or above `from` in a partition. */
  next<D>(kind: Kind<D>, index: keyof Kind<D>['indexes'] & string, partition: string, from: number): Promise<number | undefined>
  /** Working state that is not a record (half-filled forms, the clock's watermarks); text or undefined. */
  state(key: string): Promise<string | undefined>
  /** Everything that happened to one record, oldest first; for /历史 (not tracked). */
  history(kind: Kind<never> | Kind<unknown> | { kind: string }, id: string): Promise<Entry[]>
  /** Original text of the message behind an entry, when it was kept. */
  textOf(seq: number): Promise<string | undefined>
  /** The ledger's end when the view was taken: nothing that it answers is older. */
  readonly head: Head
  /** What was said from one time to another (ms, inclusive), oldest first, as far back as receipts are kept; for /减负 (not tracked). */
  said(from: number, to: number): Promise<Receipt[]>
  /** The same records read without noting it: for reads so broad that something in them always changes, where a slightly older state does no harm. */
  readonly untracked: View
}

export interface Head {
  seq: number
  link: string
}

/** One line of the ledger as read back: the record's state after it. */
export interface Entry {
  seq: number
  v: number
  kind: string
  id: string
  act: string
  at: number
  by: string
  group?: string | undefined
  unit: string
  note?: string | undefined
  void?: { at: number; by: string; reason: string } | undefined
  data: Record<string, unknown>
  /** Of the message behind it, as long as that is kept. */
  attachments?: Attachment[] | undefined
}

/** A picture or file of a message; the platform keeps its content. */
export interface Attachment {
  name: string
  /** image, file, voice, video. */
  type: string
  /** The platform's handle for it. */
  ref: string
}

/** A message as it waits in an inbox. */
export interface Heard {
  channel: string
  /** Platform's message id; `channel|id` is its identity for ever. */
  id: string
  chat: Chat
  /** Sender's id on the channel, and the display name when the channel gives one. */
  sender: string
  senderName?: string | undefined
  /** Group's address on the channel; absent in a private chat. */
  group?: string | undefined
  text: string
  /** When it was sent, ms. */
  at: number
  /** Text of the message it quotes. */
  quote?: string | undefined
  /** Whether the channel says that the bot was mentioned (or only ever hears mentions). */
  toBot?: boolean | undefined
  /** A tap on a button: what it stands for is the text, and nobody else in the chat has seen it said. */
  tap?: true | undefined
  /** Channel's handle for the cheap answer (req_id, response_url) and until when it works, ms. */
  reply?: { handle: string; until: number } | undefined
  attachments?: Attachment[] | undefined
  /** True for history that is brought in: recorded as of `at`, its id remembered for ever, nothing said about it, whichever process handles it. */
  history?: boolean | undefined
}

/** Working state to be set (text) or taken out (null) with a commit. From `until` (ms) on it may be cleared away; rules compare times themselves. */
export interface StateChange {
  key: string
  value: string | null
  until?: number | undefined
}

export interface Commit extends Decision {
  /** What this commit answers: the message at the head of its inbox, or a period of the clock's or an import's own. */
  cause: { inbox: Heard } | { key: string; day: string }
  /** The view the decision was made on. */
  view: View
  now: number
  by: string
  group?: string | undefined
  /** Original text, kept beside the chain. */
  text?: string | undefined
  /** What came with it, kept with the text. */
  attachments?: Attachment[] | undefined
  state?: StateChange[]
  /**
   * Asked for by /注销; `person` is a person's id, or the number of a request of somebody never admitted. Appends the tombstone entries (after `changes`, which must leave them alone) and deletes the
   * personal fields of every earlier state of the person, and the original texts the person wrote or was entered by. `text` is not kept.
   */
  forget?: { person: string } | undefined
  /** The hold under which the inbox is worked; let go in the same step when nothing more waits there. */
  hold?: Hold | undefined
  /** Holds wanted on the outboxes of what is said, taken in the same step where nobody has them. */
  offers?: ReadonlyMap<Chat, Offer>
}

/**
 * committed: `fill` puts the numbers allotted into a text of the decision, `more` waits in the inbox; `granted` are the chats whose outboxes were taken hold of.
 * conflict: something read has changed (`on` names it, for the log), decide again on a fresh view.
 * duplicate: this cause was committed before.
 */
export type Committed =
  | { outcome: 'committed'; fill: (text: string) => string; more: boolean; granted: Chat[] }
  | { outcome: 'duplicate' }
  | { outcome: 'conflict'; on: string }

/** A notice as it waits in an outbox. `id` never changes, so that a channel can tell a repeat. */
export interface Waiting extends Notice {
  id: string
  at: number
  /** Channel that heard the message this answers, and its cheap way back. */
  via?: string | undefined
  reply?: Heard['reply']
  tries: number
  /** When it was last tried in vain, ms; later by as much as the platform asked for a longer pause than usual. */
  triedAt?: number | undefined
  /** How many pieces of it a channel has sent, while more are to come. */
  pieces?: { channel: string; sent: number } | undefined
}

/** What remains of a notice that was sent: no text. */
export interface Receipt extends Pick<Notice, 'to' | 'sort' | 'mentions' | 'about'> {
  /** The notice's id. */
  id: string
  channel: string
  at: number
  /** The platform's receipt. */
  ref?: string | undefined
}

export interface Ledger {
  readonly workspace: string
  /** Throws TryAgain while the caches are being rebuilt. */
  view(): Promise<View>
  /** Whether everything that was read through a view is still as it was. */
  holds(view: View): Promise<boolean>
  /** Throws TryAgain while the caches are being rebuilt or are another version's, and an Error, before anything is written, for a decision that no ledger can hold. */
  commit(commit: Commit): Promise<Committed>
  /**
   * Puts a message safely into its inbox. tooOld: dated more than a year before `now`. Throws TryAgain while replicas that are to have it do not.
   * `keep`: remember its id for ever, not a year (history that is brought in). `offer`: the hold on the inbox that is wanted; held: heard, and it was taken.
   */
  hear(message: Heard, now: number, options?: { keep?: boolean; offer?: Offer | undefined }): Promise<'heard' | 'held' | 'duplicate' | 'tooOld'>
  /**
   * Clears away what has aged: ids of messages and causes after a year, receipts after 92 days, failures after `failureDays` (90), lapsed
   * working state. For a daily job.
   */
  purge(now: number, options?: { failureDays?: number }): Promise<Purged>
  inbox: {
    /** `hold`: under which the inbox is worked. */
    head(chat: Chat, hold?: Hold): Promise<Heard | undefined>
    /** Whether a message by this sender still waits in a chat. */
    holds(chat: Chat, channel: string, sender: string): Promise<boolean>
    /** Chats with messages waiting. */
    chats(): Promise<Chat[]>
  }
  outbox: {
    /** Throws TryAgain while replicas that are to have it do not have it. `hold`: under which it is sent. */
    head(to: Chat, hold?: Hold): Promise<Waiting | undefined>
    chats(): Promise<Chat[]>
    /** Takes a notice off after it was sent, recording channel, time and the platform's receipt. Answers whether more waits; else `hold`, under which it was sent, is let go in the same step. */
    sent(notice: Waiting, receipt: { channel: string; at: number; ref?: string }, hold?: Hold): Promise<boolean>
    /** Notes that part of it was sent, so that a later try goes on from there. */
    pieceSent(notice: Waiting, pieces: { channel: string; sent: number }): Promise<void>
    /** Counts a failed try. */
    failedTry(notice: Waiting, at: number): Promise<void>
    /** Gives a notice up: kept among the failed. */
    giveUp(notice: Waiting, error: string, at: number): Promise<void>
  }
  /** What could not be done, kept until it is purged and shown on the status page. */
  failed: {
    add(failure: Failure): Promise<void>
    list(limit: number): Promise<Failure[]>
    count(): Promise<number>
    purge(before: number): Promise<number>
  }
}

/** How much was cleared away. */
export interface Purged {
  days: number
  receipts: number
  failures: number
  states: number
}

export interface Failure {
  id: string
  at: number
  /** message, job or notice */
  what: 'message' | 'job' | 'notice'
  ref: string
  error: string
  /** The message itself, so that it can be looked at and sent again. */
  message?: Heard | undefined
  /** The notice that was given up. */
  notice?: Waiting | undefined
  /** The notice waited in a backup and was kept back when that was restored: it may have been sent since. */
  aside?: true | undefined
}
