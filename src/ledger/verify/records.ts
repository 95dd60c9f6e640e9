/** Second half of verify: the records kept for quick reading, and where each stands in the indexes. */
import type { Redis } from 'ioredis'
import { labelOf, placesOf, type Indexed } from '../indexes/places.ts'
import { scanHash } from '../scan.ts'
import { loadScripts } from '../scripts.ts'
import { readStored, versionOf } from '../stored.ts'
import { mark, type ChainCheck } from './chain.ts'
import type { Fault } from './fault.ts'

export interface CacheDeps {
  redis: Redis
  prefix: string
  check: ChainCheck
  /** The position up to which the streams were read; what bears a later version was written meanwhile and is not judged. */
  upTo: number
  /** The ledger's end as last looked at. */
  end: number
}

/** Whether a version belongs to an entry written since: later than what was read, and not beyond the ledger's present end. */
export async function isLater(deps: CacheDeps, version: number): Promise<boolean> {
  if (version <= deps.upTo) return false
  if (version > deps.end) deps.end = Number(await deps.redis.hget(`${deps.prefix}head`, 'seq'))
  return version <= deps.end
}

/** A place where a record must stand. */
interface Due {
  id: string
  version: number
  name: string
  score: number
}

async function checkPlaces({ redis, prefix }: CacheDeps, kind: Indexed, due: Due[]): Promise<Fault[]> {
  const scores = await loadScripts(redis).find(prefix, [labelOf(kind), ...due.flatMap(({ name, score, id }) => [name, score, id])])
  const faults: Fault[] = []
  for (const [i, { id, version, name, score }] of due.entries()) {
    const found = scores[i] ?? null
    if (found !== null && Number(found) === score) continue
    if (versionOf(await redis.hget(`${prefix}r:${kind.kind}`, id)) !== version) continue
    faults.push({ seq: version, number: id, what: found === null ? `索引 ${name} 里缺少它` : `索引 ${name} 里的次序值被改动` })
  }
  return faults
}

async function checkRecord(deps: CacheDeps, key: string, id: string, text: string): Promise<Fault | undefined> {
  const state = deps.check.states.get(key)
  if (state?.mark === mark(text) || (await isLater(deps, versionOf(text) ?? 0))) return undefined
  return { seq: state?.version ?? deps.upTo, number: id, what: state ? '记录缓存被改动' : '缓存里有台账没有的记录' }
}

/** Compares all records of a kind with the streams. `counts` gets the number of records that must stand in each partition. */
export async function checkRecords(deps: CacheDeps, kind: Indexed, counts: Map<string, number>): Promise<Fault[]> {
  const { states } = deps.check
  const faults: Fault[] = []
  const met = new Set<string>()
  for await (const some of scanHash(deps.redis, `${deps.prefix}r:${kind.kind}`)) {
    const due: Due[] = []
    for (const [id, text] of some) {
      const key = `${kind.kind}|${id}`
      if (met.has(id)) continue
      met.add(id)
      const fault = await checkRecord(deps, key, id, text)
      if (fault) faults.push(fault)
      if (states.get(key)?.mark !== mark(text)) continue
      const { record } = readStored(kind.kind, id, text)
      for (const [name, score] of placesOf(kind, record)) {
        due.push({ id, version: record.version, name, score })
        counts.set(name, (counts.get(name) ?? 0) + 1)
      }
    }
    faults.push(...(await checkPlaces(deps, kind, due)))
  }
  for (const [key, { version }] of states) {
    const id = key.slice(kind.kind.length + 1)
    if (key.startsWith(`${kind.kind}|`) && !met.has(id)) faults.push({ seq: version, number: id, what: '记录缓存缺失' })
  }
  return faults
}
