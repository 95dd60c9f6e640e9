/** Opens a workspace's ledger: the one place that reads and writes its records. */
import type { Redis } from 'ioredis'
import type { Kind } from '../domain/record.ts'
import { createFailures } from './boxes/failures.ts'
import { fencedAsk, plainAsk, type Replication } from './boxes/fence.ts'
import { createFirsts } from './boxes/firsts.ts'
import { createHear, createInbox } from './boxes/inbox.ts'
import { createOutbox } from './boxes/outbox.ts'
import { purge } from './boxes/purge.ts'
import { createSalt } from './chain/side.ts'
import { createCommit } from './commit/commit.ts'
import { carryOutForgetting } from './forget.ts'
import { prefixOf } from './keys.ts'
import { loadScripts } from './scripts.ts'
import type { Heard, Ledger, View, Waiting } from './types.ts'
import { createDirectoryCache } from './views/directoryCache.ts'
import { newNotes, type Notes } from './views/notes.ts'
import { createReadCache } from './views/reads.ts'
import { stillHolds } from './views/stillHolds.ts'
import { createView } from './views/view.ts'

export interface LedgerOptions {
  /** Letters, digits, `_`, `.`, `-`. */
  workspace: string
  /** Every kind of record it may hold. */
  kinds: readonly Pick<Kind<unknown>, 'kind'>[]
  /** Makes the salts of side data follow from this text and the cause, so that a replay gives the same chain. Only for replays. */
  salt?: string | undefined
  /** Nobody else writes to the workspace while it is open: what was read is not read again to see whether it has changed. Only for replays. */
  alone?: boolean | undefined
  /** What layoutOf says of all kinds: commits are refused (TryAgain) while a program of another version has the ledger. Not asked when absent. */
  layout?: string | undefined
  /** When given, a message counts as heard, and what was decided is spoken of, only once replicas have it. */
  replication?: Replication | undefined
}

/** Nothing is read or written before the first call. Any number of processes may have the same workspace open. */
export function openLedger(redis: Redis, { workspace, kinds, salt, alone = false, layout = '', replication }: LedgerOptions): Ledger {
  const prefix = prefixOf(workspace)
  const scripts = loadScripts(redis)
  const directoryAt = createDirectoryCache(redis, prefix, workspace)
  const notesOf = new WeakMap<View, Notes>()
  const cache = createReadCache(redis, prefix, alone)
  const large = new Set<string>()
  const inboxFirsts = createFirsts<Heard>()
  const outboxFirsts = createFirsts<Waiting>()
  if (replication) loadScripts(replication.redis)
  const ask = replication ? fencedAsk(prefix, replication) : plainAsk(redis)

  const view = async () => {
    const reads = await cache.current()
    const head = { seq: reads.seq, link: reads.link }
    const notes = newNotes(head.link, 0)
    const { directory, version } = await directoryAt(reads.dir)
    notes.dir = version
    const face = createView({ redis, scripts, prefix, directory, head, reads, states: alone ? reads.states : new Map(), large }, notes)
    notesOf.set(face, notes)
    return face
  }

  return {
    workspace,
    view,
    async holds(face) {
      const notes = notesOf.get(face)
      return notes !== undefined && stillHolds(notes, { redis, prefix, reads: await cache.current(), alone })
    },
    commit: createCommit({ redis, prefix, scripts, kinds, salt: createSalt(salt), layout, cache, firsts: replication ? undefined : outboxFirsts, notesOf: (face) => notesOf.get(face) }),
    hear: createHear(ask, prefix, inboxFirsts, replication ? undefined : cache),
    inbox: createInbox(redis, prefix, inboxFirsts),
    outbox: createOutbox(redis, scripts, prefix, ask, outboxFirsts),
    failed: createFailures(redis, prefix),
    async purge(now, { failureDays } = {}) {
      await carryOutForgetting(redis, prefix)
      cache.forget()
      return purge(redis, prefix, now, failureDays)
    },
  }
}
