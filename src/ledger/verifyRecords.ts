/** Second half of verify: the records kept for quick reading, and where each stands in the indexes. */
import type { Redis } from 'ioredis'
import type { Fault } from './fault.ts'
import { placesOf, type Indexed } from './places.ts'
import { scanHash } from './scan.ts'
import { readStored } from './stored.ts'
import { mark, type ChainCheck } from './verifyChain.ts'

export interface CacheDeps {
  redis: Redis
  prefix: string
  check: ChainCheck
}

/** A place where a record must stand. */
interface Due {
  id: string
  version: number
  name: string
  score: number
}

async function checkPlaces({ redis, prefix }: CacheDeps, due: Due[]): Promise<Fault[]> {
  if (due.length === 0) return []
  const pipeline = redis.pipeline()
  for (const { name, id } of due) pipeline.zscore(`${prefix}x:${name}`, id)
  const scores = (await pipeline.exec()) ?? []
  return due.flatMap(({ id, version, name, score }, i) => {
    const found = scores[i]?.[1]
    if (found !== null && Number(found) === score) return []
    return [{ seq: version, number: id, what: found === null ? `索引 ${name} 里缺少它` : `索引 ${name} 里的次序值被改动` }]
  })
}

/** Compares all records of a kind with the streams. `counts` gets the number of records that must stand in each partition. */
export async function checkRecords(deps: CacheDeps, kind: Indexed, counts: Map<string, number>): Promise<Fault[]> {
  const { states, head } = deps.check
  const faults: Fault[] = []
  const met = new Set<string>()
  for await (const some of scanHash(deps.redis, `${deps.prefix}r:${kind.kind}`)) {
    const due: Due[] = []
    for (const [id, text] of some) {
      if (met.has(id)) continue
      met.add(id)
      const state = states.get(`${kind.kind}|${id}`)
      if (state?.mark !== mark(text)) {
        faults.push({ seq: state?.version ?? head.seq, number: id, what: state ? '记录缓存被改动' : '缓存里有台账没有的记录' })
        continue
      }
      const { record } = readStored(kind.kind, id, text)
      for (const [name, score] of placesOf(kind, record)) {
        due.push({ id, version: record.version, name, score })
        counts.set(name, (counts.get(name) ?? 0) + 1)
      }
    }
    faults.push(...(await checkPlaces(deps, due)))
  }
  for (const [key, { version }] of states) {
    const id = key.slice(kind.kind.length + 1)
    if (key.startsWith(`${kind.kind}|`) && !met.has(id)) faults.push({ seq: version, number: id, what: '记录缓存缺失' })
  }
  return faults
}
