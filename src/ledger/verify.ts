/** Says whether a workspace's ledger is as it was written, and where it is not. */
import type { Redis } from 'ioredis'
import type { Indexed } from './indexes/places.ts'
import { prefixOf } from './keys.ts'
import type { Head } from './types.ts'
import { checkChain, type ChainCheck } from './verify/chain.ts'
import type { Fault } from './verify/fault.ts'
import { checkDirectoryList, checkPartitions } from './verify/indexes.ts'
import { checkRecords, type CacheDeps } from './verify/records.ts'
import { checkRest, unreadYears } from './verify/rest.ts'

export interface Verified {
  workspace: string
  /** The chain's end, as read entry by entry. */
  head: Head
  /** In order of position: the first is the first entry that was tampered with. Empty when all is well. */
  faults: Fault[]
  /** Sealed years whose files cannot be read; then only the chain of what is in Redis was checked. */
  unread?: string[]
}

export interface VerifyOptions {
  workspace: string
  kinds: readonly Indexed[]
  /** Heads that were kept elsewhere (bulletins, backups): the chain must have passed through them. */
  anchors?: readonly Head[]
}

/** What stands beside the streams at one moment. */
interface Beside {
  head: Head
  counters: Map<string, number>
  pieces: { side: number; text: number }
}

async function besideNow(redis: Redis, prefix: string): Promise<Beside> {
  const answers = await redis.multi().hget(`${prefix}head`, 'seq').hget(`${prefix}head`, 'link').hkeys(`${prefix}numbers`).hvals(`${prefix}numbers`)
    .hlen(`${prefix}side`).hlen(`${prefix}text`).exec()
  const [seq, link, names, values, side, text] = (answers ?? []).map(([, answer]) => answer)
  const counters = new Map((names as string[]).map((name, i) => [name, Number((values as string[])[i])]))
  return { head: { seq: Number(seq ?? 0), link: String(link ?? '') }, counters, pieces: { side: Number(side), text: Number(text) } }
}

/** Whether the streams go on past the head, other than by what was written meanwhile. */
async function checkBeyond(redis: Redis, prefix: string, seq: number): Promise<Fault[]> {
  for (const year of await redis.smembers(`${prefix}years`)) {
    const [item] = (await redis.xrevrange(`${prefix}log:${year}`, '+', '-', 'COUNT', 1)) as [string, string[]][]
    const last = Number(item?.[0].split('-')[0] ?? 0)
    if (last > seq && last > Number(await redis.hget(`${prefix}head`, 'seq'))) return [{ seq: seq + 1, number: '', what: '链头之后还有条目' }]
  }
  return []
}

/** What the chain's end, the anchors, the counters and the counts of side data say. */
function checkEnd(check: ChainCheck, { head, counters, pieces }: Beside, anchors: readonly Head[]): Fault[] {
  const { seq, link } = check.head
  const faults: Fault[] = []
  const add = (at: number, what: string) => faults.push({ seq: at, number: '', what })
  if (head.seq > seq) add(seq + 1, '末尾条目缺失')
  else if (head.link !== link) add(seq, '链头的链值被改动')
  for (const anchor of anchors) if (anchor.seq > seq) add(seq + 1, `另存的链值在第 ${anchor.seq} 条，台账只到第 ${seq} 条`)
  for (const name of new Set([...counters.keys(), ...check.replay.counters.keys()])) {
    const due = check.replay.counters.get(name) ?? 0
    if ((counters.get(name) ?? 0) !== due) add(head.seq, `编号计数 ${name} 应为 ${due}，现为 ${counters.get(name) ?? '无'}`)
  }
  for (const piece of ['side', 'text'] as const) {
    const more = pieces[piece] - check.side.kept[piece]
    if (more > 0) add(head.seq, `多出 ${more} 份${piece === 'side' ? '个人信息' : '消息原文'}`)
  }
  return faults
}

/**
 * Replays all streams and compares: places, digests, links, numbers, side data, then records, indexes, counters.
 * May run while the ledger is in use: it judges the state at one position and leaves out what was changed since.
 */
export async function verify(redis: Redis, { workspace, kinds, anchors = [] }: VerifyOptions): Promise<Verified> {
  const prefix = prefixOf(workspace)
  const unread = await unreadYears(redis, prefix)
  if (unread.years.length > 0) {
    const { head, faults } = await checkRest(redis, prefix, anchors)
    return { workspace, head, faults: [...unread.faults, ...faults], unread: unread.years }
  }
  const beside = await besideNow(redis, prefix)
  const check = checkChain(redis, prefix, anchors)
  await check.readTo(beside.head.seq)
  const deps: CacheDeps = { redis, prefix, check, upTo: beside.head.seq, end: beside.head.seq }
  const faults = [...check.faults(), ...checkEnd(check, beside, anchors), ...(await checkBeyond(redis, prefix, beside.head.seq))]
  const counts = new Map<string, number>()
  for (const kind of kinds) faults.push(...(await checkRecords(deps, kind, counts)))
  faults.push(...(await checkPartitions(deps, kinds, counts)), ...(await checkDirectoryList(deps)))
  return { workspace, head: { ...check.head }, faults: faults.sort((a, b) => a.seq - b.seq) }
}
