/** What the bot would decide about a message: the whole road up to the commit, which is held back. */
import { chatOf } from '../../src/bot/chat.ts'
import { silentLog } from '../../src/bot/log.ts'
import { createHandler } from '../../src/bot/handle.ts'
import type { Incoming } from '../../src/channels/channel.ts'
import type { Change } from '../../src/domain/record.ts'
import type { Ledger } from '../../src/ledger/types.ts'
import type { Parts } from '../../src/parts.ts'

export interface Decided {
  changes: Change[]
  /** What would be said, in the same chat and elsewhere. */
  texts: string[]
}

export type DryRun = (message: Omit<Incoming, 'channel' | 'id' | 'at'>) => Promise<Decided>

/** Decides messages on the ledger as it stands at `now` (ms), one after another; nothing is written. */
export function dryRun(ledger: Ledger, parts: Parts, now: number): DryRun {
  let heard: Awaited<ReturnType<Ledger['inbox']['head']>>
  let decided: Decided = { changes: [], texts: [] }
  const held: Ledger = {
    ...ledger,
    inbox: { ...ledger.inbox, head: async () => heard },
    failed: { ...ledger.failed, add: async (failure) => Promise.reject(new Error(failure.error)) },
    async commit({ changes, notices }) {
      decided = { changes, texts: notices.map(({ text }) => text) }
      return { outcome: 'committed', fill: (text) => text, notices, more: false, granted: [] }
    },
  }
  const handler = createHandler({
    ...parts, ledger: held, channels: [], log: silentLog, now: () => now,
    lease: async () => undefined, wake: { inbox: async () => {}, outbox: async () => {} },
  })
  return async (message) => {
    const incoming = { ...message, channel: 'simulator', id: 'dry', at: now }
    heard = { ...incoming, chat: chatOf(incoming, (await ledger.view()).directory) }
    decided = { changes: [], texts: [] }
    await handler.handleHead(heard.chat)
    return decided
  }
}
