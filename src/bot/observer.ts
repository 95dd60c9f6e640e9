/** Told of what the bot does, for figures: channel ids, commands, codes and times alone. */
import type { HearOutcome } from '../channels/channel.ts'
import type { Notice } from '../domain/notice.ts'

export interface Observer {
  heard(channel: string, outcome: HearOutcome): void
  /** A message was handled: the command it was read as, or what it was instead, and whether it changed records. */
  handled(command: string, outcome: 'recorded' | 'answered' | 'silent' | 'failed'): void
  /** A notice was tried by one channel. `ms`: from the message or the clock's moment until now, when it was sent. */
  sent(what: { channel: string; sort: Notice['sort']; outcome: 'sent' | 'refused' | 'failed' | 'full'; errcode: number | undefined; ms: number }): void
}
