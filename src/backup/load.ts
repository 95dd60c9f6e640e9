/** Writes the lines of a backup into Redis, in batches. */
import type { ChainableCommander, Redis } from 'ioredis'
import { prefixOf } from '../ledger/keys.ts'
import { putAside } from './aside.ts'
import type { EntryLine, ValueLine } from './shapes.ts'

export interface Loader {
  add(line: EntryLine | ValueLine): Promise<void>
  /** Writes what is left. */
  flush(): Promise<void>
}

/** Commands sent at once. */
const atOnce = 500

function write(pipeline: ChainableCommander, prefix: string, line: EntryLine | ValueLine): void {
  if (line.t === 'entry') {
    pipeline.xadd(`${prefix}log:${line.year}`, `${line.seq}-0`, 'b', line.body, 'n', line.numbers, 'h', line.link)
    pipeline.sadd(`${prefix}years`, line.year)
    return
  }
  const key = prefix + line.key
  if (line.t === 'hash') pipeline.hset(key, new Map(line.fields))
  else if (line.t === 'list') pipeline.rpush(key, ...line.items)
  else if (line.t === 'set') pipeline.sadd(key, ...line.members)
  else if (line.t === 'sorted') pipeline.zadd(key, ...line.members.flatMap(([member, score]) => [score, member]))
  else for (const [id, fields] of line.items) pipeline.xadd(key, id, ...fields)
  if (line.t === 'set' && /^(seen|done):\d/.test(line.key)) pipeline.sadd(`${prefix}days`, line.key)
  if (line.t === 'hash' && line.key === 'sealed') pipeline.sadd(`${prefix}years`, ...line.fields.map(([year]) => year))
}

/** Loads one workspace; with `aside` (the time now, ms) its waiting notices are kept back. Throws when Redis refuses something. */
export function createLoader(redis: Redis, workspace: string, aside?: number): Loader {
  const prefix = prefixOf(workspace)
  let pipeline = redis.pipeline()
  const flush = async () => {
    const answers = (await pipeline.exec()) ?? []
    pipeline = redis.pipeline()
    for (const [error] of answers) if (error) throw error
  }
  return {
    flush,
    async add(line) {
      if (aside === undefined || line.t === 'entry' || !/^out(:|$)/.test(line.key)) write(pipeline, prefix, line)
      else if (line.t === 'list') putAside(pipeline, prefix, line.items, aside)
      if (pipeline.length >= atOnce) await flush()
    },
  }
}
