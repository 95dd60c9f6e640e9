/** Goes through large keys in batches, without holding Redis up. */
import { Cluster, type Redis } from 'ioredis'

/** Field and value of a hash; a field may come twice. */
export async function* scanHash(redis: Redis, key: string): AsyncGenerator<[string, string][]> {
  let cursor = '0'
  do {
    const [next, flat] = await redis.hscan(key, cursor, 'COUNT', 500)
    cursor = next
    yield Array.from({ length: flat.length / 2 }, (_, i): [string, string] => [flat[2 * i] ?? '', flat[2 * i + 1] ?? ''])
  } while (cursor !== '0')
}

/** Members of a sorted set; one may come twice. */
export async function* scanSet(redis: Redis, key: string): AsyncGenerator<string[]> {
  let cursor = '0'
  do {
    const [next, flat] = await redis.zscan(key, cursor, 'COUNT', 500)
    cursor = next
    yield flat.filter((_, i) => i % 2 === 0)
  } while (cursor !== '0')
}

/** Members of a set; one may come twice. */
export async function* scanMembers(redis: Redis, key: string): AsyncGenerator<string[]> {
  let cursor = '0'
  do {
    const [next, members] = await redis.sscan(key, cursor, 'COUNT', 500)
    cursor = next
    yield members
  } while (cursor !== '0')
}

/** The servers that hold keys: the masters of a cluster, or the one there is. */
async function holdersOf(redis: Redis): Promise<Redis[]> {
  if (!((redis as object) instanceof Cluster)) return [redis]
  // The nodes are known once anything was answered.
  await redis.ping()
  return (redis as unknown as Cluster).nodes('master')
}

/** Names of keys that begin so; one may come twice. `beginning` must hold no sign that a pattern would take otherwise. */
export async function* keysBeginning(redis: Redis, beginning: string): AsyncGenerator<string[]> {
  for (const server of await holdersOf(redis)) {
    let cursor = '0'
    do {
      const [next, keys] = await server.scan(cursor, 'MATCH', `${beginning}*`, 'COUNT', 1000)
      cursor = next
      yield keys
    } while (cursor !== '0')
  }
}
