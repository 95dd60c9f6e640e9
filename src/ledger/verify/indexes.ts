/** Last part of verify: nothing stands in an index or in the directory's list that does not belong there. */
import { isPaged } from '../indexes/partition.ts'
import { idOf, labelOf, placesOf, type Indexed } from '../indexes/places.ts'
import { pageSign } from '../keys.ts'
import { keysBeginning, scanSet } from '../scan.ts'
import { readStored } from '../stored.ts'
import { standingKinds } from '../views/directoryCache.ts'
import { mark } from './chain.ts'
import type { Fault } from './fault.ts'
import { isLater, type CacheDeps } from './records.ts'

/** Keys of the sorted sets that hold members, by partition: its own, or those of its pages. */
async function setsOf({ redis, prefix }: CacheDeps): Promise<Map<string, Set<string>>> {
  const beginning = `${prefix}x:`
  const sets = new Map<string, Set<string>>()
  for await (const keys of keysBeginning(redis, beginning)) {
    const firsts = await Promise.all(keys.map((key) => redis.zrange(key, '0', '0')))
    for (const [i, key] of keys.entries()) {
      const name = key.slice(beginning.length).split(pageSign, 1)[0] ?? ''
      if (!isPaged(firsts[i] ?? [])) sets.set(name, (sets.get(name) ?? new Set()).add(key))
    }
  }
  return sets
}

/** Names the members of a partition whose records do not stand there. */
async function strangers(deps: CacheDeps, name: string, keys: ReadonlySet<string>, kind: Indexed | undefined): Promise<Fault[]> {
  const { redis, prefix, check, upTo } = deps
  const faults: Fault[] = []
  const met = new Map<string, string>()
  /** Whether it stands in an earlier page too; one that was moved while we read does not any more. */
  const twice = async (member: string): Promise<boolean> => {
    const earlier = met.get(member)
    return earlier !== undefined && (await redis.zscore(earlier, member)) !== null
  }
  for (const key of keys) {
    for await (const some of scanSet(redis, key)) {
      // A partition that grew meanwhile lists its pages here.
      const members = [...new Set(some)].filter((member) => met.get(member) !== key && !member.startsWith(pageSign))
      const ids = members.map((member) => idOf(kind ? labelOf(kind) : '', member))
      const texts = kind && ids.length > 0 ? await redis.hmget(`${prefix}r:${kind.kind}`, ...ids) : []
      for (const [i, id] of ids.entries()) {
        const member = members[i] ?? ''
        const text = texts[i] ?? null
        const state = check.states.get(`${kind?.kind}|${id}`)
        const again = await twice(member)
        met.set(member, key)
        // A cached record that is not as it was written is a fault of its own; one written since is not judged.
        if (!again && kind && text !== null && (state?.mark !== mark(text) || placesOf(kind, readStored(kind.kind, id, text).record).has(name))) continue
        faults.push({ seq: state?.version ?? upTo, number: id, what: `索引 ${name} 里多出它` })
      }
    }
  }
  return faults
}

/** Partitions that hold more than `counts` allows. Those that hold less are found by their records. */
export async function checkPartitions(deps: CacheDeps, kinds: readonly Indexed[], counts: ReadonlyMap<string, number>): Promise<Fault[]> {
  const byName = new Map(kinds.map((kind) => [kind.kind, kind]))
  const faults: Fault[] = []
  for (const [name, keys] of await setsOf(deps)) {
    const sizes = await Promise.all([...keys].map((key) => deps.redis.zcard(key)))
    if (sizes.reduce((sum, size) => sum + size, 0) <= (counts.get(name) ?? 0)) continue
    faults.push(...(await strangers(deps, name, keys, byName.get(name.split(':', 1)[0] ?? ''))))
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
