/** Whether what a view has read still stands, without reading it all again. */
import type { Redis } from 'ioredis'
import { versionOf } from '../stored.ts'
import type { Notes } from './notes.ts'
import type { Reads } from './reads.ts'

const none: Promise<(string | null)[]> = Promise.resolve([])

interface Now {
  redis: Redis
  prefix: string
  /** What is known of the present. */
  reads: Reads
  /** Whether nobody else writes. */
  alone: boolean
}

type Unknown = Pick<Notes, 'records' | 'partitions' | 'states'>

/** Compares with what is known; undefined when something is otherwise, else what has to be asked. */
async function compare({ link, records, partitions, states }: Notes, { reads, alone }: Now): Promise<Unknown | undefined> {
  const unknown: Unknown = { records: new Map(), partitions: new Map(), states: new Map() }
  for (const [key, value] of states) {
    const known = alone ? reads.states.get(key) : undefined
    if (known === undefined) unknown.states.set(key, value)
    else if ((await known) !== value) return undefined
  }
  if (link === reads.link) return unknown
  for (const [name, version] of partitions) {
    const known = reads.partitions.get(name)
    const answer = known?.whole ?? known?.some.values().next().value
    if (answer === undefined) unknown.partitions.set(name, version)
    else if ((await answer.coming).version !== version) return undefined
  }
  for (const [key, one] of records) {
    const record = reads.records.get(one.kind)?.get(one.id)?.record
    if (record === undefined) unknown.records.set(key, one)
    else if (String(record?.version ?? '') !== one.version) return undefined
  }
  return unknown
}

async function ask({ records, partitions, states }: Unknown, { redis, prefix }: Now): Promise<boolean> {
  const places = [...partitions.keys()]
  const keys = [...states.keys()]
  const [versions, values, ...found] = await Promise.all([
    places.length === 0 ? none : redis.hmget(`${prefix}versions`, ...places),
    keys.length === 0 ? none : redis.hmget(`${prefix}state`, ...keys),
    ...[...records.values()].map(({ kind, id }) => redis.hget(`${prefix}r:${kind}`, id)),
  ])
  return (
    places.every((name, i) => (versions[i] ?? '') === partitions.get(name)) &&
    keys.every((key, i) => (values[i] ?? null) === states.get(key)) &&
    [...records.values()].every(({ version }, i) => String(versionOf(found[i] ?? null) ?? '') === version)
  )
}

/** True when directory, records, index partitions and states are as they were when they were read. At most one round trip. */
export async function stillHolds(notes: Notes, now: Now): Promise<boolean> {
  if (now.reads.dir !== notes.dir) return false
  const unknown = await compare(notes, now)
  if (unknown === undefined || !(await ask(unknown, now))) return false
  notes.link = now.reads.link
  return true
}
