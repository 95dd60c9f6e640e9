/** Last part of verify: nothing stands in an index or in the directory's list that does not belong there. */
import { standingKinds } from './directoryCache.ts'
import type { Fault } from './fault.ts'
import { placesOf, type Indexed } from './places.ts'
import { keysBeginning, scanSet } from './scan.ts'
import { readStored } from './stored.ts'
import { mark } from './verifyChain.ts'
import { isLater, type CacheDeps } from './verifyRecords.ts'

/** Names the members of a partition whose records do not stand there. */
async function strangers(deps: CacheDeps, name: string, kind: Indexed | undefined): Promise<Fault[]> {
  const { redis, prefix, check, upTo } = deps
  const faults: Fault[] = []
  for await (const some of scanSet(redis, `${prefix}x:${name}`)) {
    const texts = kind && some.length > 0 ? await redis.hmget(`${prefix}r:${kind.kind}`, ...some) : []
    for (const [i, id] of some.entries()) {
      const text = texts[i] ?? null
      const state = check.states.get(`${kind?.kind}|${id}`)
      // A cached record that is not as it was written is a fault of its own; one written since is not judged.
      if (kind && text !== null && (state?.mark !== mark(text) || placesOf(kind, readStored(kind.kind, id, text).record).has(name))) continue
      faults.push({ seq: state?.version ?? upTo, number: id, what: `索引 ${name} 里多出它` })
    }
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

/** The list by which every process keeps its directory up to date. */
export async function checkDirectoryList(deps: CacheDeps): Promise<Fault[]> {
  const { redis, prefix, check } = deps
  const due = [...check.states].filter(([key]) => standingKinds.has(key.split('|', 1)[0] ?? ''))
  const faults: Fault[] = []
  for (let i = 0; i < due.length; i += 500) {
    const some = due.slice(i, i + 500)
    const scores = await Promise.all(some.map(([key]) => redis.zscore(`${prefix}dir`, key)))
    for (const [j, [key, { version }]] of some.entries()) {
      const score = Number(scores[j] ?? 0)
      if (score === version || (await isLater(deps, score))) continue
      faults.push({ seq: version, number: key.slice(key.indexOf('|') + 1), what: '名录清单被改动' })
    }
  }
  return faults
}
