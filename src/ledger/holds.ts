/** Whether what a view has read still stands, without reading it all again. */
import type { Redis } from 'ioredis'
import type { Notes } from './notes.ts'
import { versionOf } from './stored.ts'

const none: Promise<(string | null)[]> = Promise.resolve([])

/** True when directory, records, index partitions and states are as they were when they were read. One round trip. */
export async function stillHolds(redis: Redis, prefix: string, { dir, records, partitions, states }: Notes): Promise<boolean> {
  const places = [...partitions.keys()]
  const keys = [...states.keys()]
  const [now, versions, values, ...found] = await Promise.all([
    redis.hget(`${prefix}head`, 'dir'),
    places.length === 0 ? none : redis.hmget(`${prefix}versions`, ...places),
    keys.length === 0 ? none : redis.hmget(`${prefix}state`, ...keys),
    ...[...records.values()].map(({ kind, id }) => redis.hget(`${prefix}r:${kind}`, id)),
  ])
  return (
    Number(now ?? 0) === dir &&
    places.every((name, i) => (versions[i] ?? '') === partitions.get(name)) &&
    keys.every((key, i) => (values[i] ?? null) === states.get(key)) &&
    [...records.values()].every(({ version }, i) => String(versionOf(found[i] ?? null) ?? '') === version)
  )
}
