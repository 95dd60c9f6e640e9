/** Says whether a workspace's ledger is as it was written, and where it is not. */
import type { Redis } from 'ioredis'
import type { Fault } from './fault.ts'
import { prefixOf } from './keys.ts'
import type { Indexed } from './places.ts'
import type { Head } from './types.ts'
import { checkChain, type ChainCheck } from './verifyChain.ts'
import { checkCounters, checkDirectoryList, checkPartitions } from './verifyIndexes.ts'
import { checkRecords, type CacheDeps } from './verifyRecords.ts'

export interface Verified {
  workspace: string
  /** The chain's end, as read entry by entry. */
  head: Head
  /** In order of position: the first is the first entry that was tampered with. Empty when all is well. */
  faults: Fault[]
}

export interface VerifyOptions {
  workspace: string
  kinds: readonly Indexed[]
  /** Heads that were kept elsewhere (bulletins, backups): the chain must have passed through them. */
  anchors?: readonly Head[]
}

async function keptHead(redis: Redis, prefix: string): Promise<Head> {
  const [seq, link] = await redis.hmget(`${prefix}head`, 'seq', 'link')
  return { seq: Number(seq ?? 0), link: link ?? '' }
}

/** What the chain's end, the anchors and the counts beside it say. */
async function checkEnd({ redis, prefix, check }: CacheDeps, kept: Head, anchors: readonly Head[]): Promise<Fault[]> {
  const faults: Fault[] = []
  const { seq, link } = check.head
  if (kept.seq > seq) faults.push({ seq: seq + 1, number: '', what: '末尾条目缺失' })
  if (kept.seq < seq) faults.push({ seq: kept.seq + 1, number: '', what: '链头之后还有条目' })
  if (kept.seq === seq && kept.link !== link) faults.push({ seq, number: '', what: '链头的链值被改动' })
  for (const anchor of anchors) if (anchor.seq > seq) faults.push({ seq: seq + 1, number: '', what: `另存的链值在第 ${anchor.seq} 条，台账只到第 ${seq} 条` })
  for (const piece of ['side', 'text'] as const) {
    const more = (await redis.hlen(prefix + piece)) - check.side.kept[piece]
    if (more > 0) faults.push({ seq, number: '', what: `多出 ${more} 份${piece === 'side' ? '个人信息' : '消息原文'}` })
  }
  return faults
}

async function checkCaches(deps: CacheDeps, kinds: readonly Indexed[]): Promise<Fault[]> {
  const counts = new Map<string, number>()
  const faults: Fault[] = []
  for (const kind of kinds) faults.push(...(await checkRecords(deps, kind, counts)))
  faults.push(...(await checkPartitions(deps, kinds, counts)), ...(await checkCounters(deps)), ...(await checkDirectoryList(deps)))
  return faults
}

/** Rounds after which a ledger that is written to all the time is judged as it was met. */
const maxRounds = 5

/**
 * Replays all streams and compares: places, digests, links, numbers, side data, then records, indexes, counters.
 * May run while the ledger is in use: what was written meanwhile is read too, and the caches are looked at again.
 */
export async function verify(redis: Redis, { workspace, kinds, anchors = [] }: VerifyOptions): Promise<Verified> {
  const prefix = prefixOf(workspace)
  const check: ChainCheck = checkChain(redis, prefix, anchors)
  const deps: CacheDeps = { redis, prefix, check }
  for (let round = 1; ; round++) {
    await check.readTo(Number.MAX_SAFE_INTEGER)
    const kept = await keptHead(redis, prefix)
    const caches = [...(await checkEnd(deps, kept, anchors)), ...(await checkCaches(deps, kinds))]
    const faults = [...check.faults(), ...caches].sort((a, b) => a.seq - b.seq)
    const still = (await keptHead(redis, prefix)).seq === check.head.seq
    if (caches.length === 0 || still || round === maxRounds) return { workspace, head: { ...check.head }, faults }
  }
}
