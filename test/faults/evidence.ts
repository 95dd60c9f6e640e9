/** What a faults run leaves behind, read from Redis. */
import type { Redis } from 'ioredis'
import { kinds } from '../../src/domain/records/index.ts'
import type { Body } from '../../src/ledger/chain/body.ts'
import { prefixOf } from '../../src/ledger/keys.ts'
import { lines, readBody } from '../../src/ledger/chain/log.ts'
import { openLedger } from '../../src/ledger/ledger.ts'
import type { Failure, Receipt } from '../../src/ledger/types.ts'
import { verify } from '../../src/ledger/verify.ts'

export interface Evidence {
  entries: readonly (Body & { seq: number })[]
  receipts: readonly Receipt[]
  failures: readonly Failure[]
  /** What verify finds wrong, and the chain's end. */
  faults: readonly string[]
  link: string
  /** Chats with something in their inbox or outbox. */
  waiting: readonly string[]
}

export async function readEvidence(redis: Redis, workspace: string): Promise<Evidence> {
  const ledger = openLedger(redis, { workspace, kinds })
  const entries: Evidence['entries'][number][] = []
  for await (const line of lines(redis, prefixOf(workspace))) entries.push({ ...readBody(line), seq: line.seq })
  const verified = await verify(redis, { workspace, kinds })
  const waiting = [...(await ledger.inbox.chats()), ...(await ledger.outbox.chats())]
  return {
    entries,
    receipts: await (await ledger.view()).said(0, Number.MAX_SAFE_INTEGER),
    failures: await ledger.failed.list(1000),
    faults: verified.faults.map(({ seq, what }) => `verify: entry ${seq}: ${what}`),
    link: `${verified.head.seq}-${verified.head.link}`,
    waiting,
  }
}
