/** Last part of verify: nothing stands in an index, a counter or the directory's list that does not belong there. */
import { standingKinds } from './directoryCache.ts'
import type { Fault } from './fault.ts'
import { placesOf, type Indexed } from './places.ts'
import { keysBeginning } from './scan.ts'
import { readStored } from './stored.ts'
import type { CacheDeps } from './verifyRecords.ts'

/** Names the members of a partition whose records do not stand there. */
async function strangers({ redis, prefix, check }: CacheDeps, name: string, kind: Indexed | undefined): Promise<Fault[]> {
  const faults: Fault[] = []
  for (const id of await redis.zrange(`${prefix}x:${name}`, '0', '-1')) {
    const text = kind === undefined ? null : await redis.hget(`${prefix}r:${kind.kind}`, id)
    if (kind && text !== null && placesOf(kind, readStored(kind.kind, id, text).record).has(name)) continue
    const version = check.states.get(`${kind?.kind ?? ''}|${id}`)?.version ?? check.head.seq
    faults.push({ seq: version, number: id, what: `索引 ${name} 里多出它` })
  }
  return faults
}

/** Partitions that hold more than `counts` allows. Those that hold less are found by their records. */
export async function checkPartitions(deps: CacheDeps, kinds: readonly Indexed[], counts: ReadonlyMap<string, number>): Promise<Fault[]> {
  const beginning = `${deps.prefix}x:`
  const byName = new Map(kinds.map((kind) => [kind.kind, kind]))
  const faults: Fault[] = []
  for await (const keys of keysBeginning(deps.redis, beginning)) {
    const sizes = await Promise.all(keys.map((key) => deps.redis.zcard(key)))
    for (const [i, key] of keys.entries()) {
      const name = key.slice(beginning.length)
      if ((sizes[i] ?? 0) > (counts.get(name) ?? 0)) faults.push(...(await strangers(deps, name, byName.get(name.split(':', 1)[0] ?? ''))))
    }
  }
  return faults
}

/** The next numbers to be given out. */
export async function checkCounters({ redis, prefix, check }: CacheDeps): Promise<Fault[]> {
  const kept = await redis.hgetall(`${prefix}numbers`)
  const names = new Set([...Object.keys(kept), ...check.replay.counters.keys()])
  return [...names].flatMap((name) => {
    const due = check.replay.counters.get(name) ?? 0
    return Number(kept[name] ?? 0) === due ? [] : [{ seq: check.head.seq, number: '', what: `编号计数 ${name} 应为 ${due}，现为 ${kept[name] ?? '无'}` }]
  })
}

/** The list by which every process keeps its directory up to date. */
export async function checkDirectoryList({ redis, prefix, check }: CacheDeps): Promise<Fault[]> {
  const due = [...check.states].filter(([key]) => standingKinds.has(key.split('|', 1)[0] ?? ''))
  const faults: Fault[] = []
  for (let i = 0; i < due.length; i += 500) {
    const some = due.slice(i, i + 500)
    const scores = await Promise.all(some.map(([key]) => redis.zscore(`${prefix}dir`, key)))
    for (const [j, [key, { version }]] of some.entries()) {
      if (Number(scores[j]) !== version) faults.push({ seq: version, number: key.slice(key.indexOf('|') + 1), what: '名录清单被改动' })
    }
  }
  return faults
}
