/**
 * Fills a workspace with many records without a message each: entries, records, indexes, numbers and texts as the commit script leaves them,
 * written thousands at a time. test/cli/bench.test.ts compares the keys with those of real commits.
 */
import type { Redis } from 'ioredis'
import type { Change } from '../../domain/record.ts'
import { dayOf, yearOf } from '../../domain/time.ts'
import { sha1 } from '../../ledger/chain/body.ts'
import { lineOf, tokensOf, type Line } from '../../ledger/commit/entry.ts'
import { compactDay, prefixOf } from '../../ledger/keys.ts'
import { fillTokens, tokenName } from '../../ledger/commit/placeholder.ts'
import { loadScripts, type Scripts } from '../../ledger/scripts.ts'
import type { Salt } from '../../ledger/chain/side.ts'

/** A message that was heard and recorded, one change each. */
export interface Filed {
  change: Change
  /** `channel|id`. */
  cause: string
  text: string
  by: string
  /** Id of the group. */
  group: string
  /** ms */
  at: number
}

/** Small enough that Redis has all of one while the next is made. */
const chunk = 500

/** A call takes only so many arguments; pairs stay together. */
const slices = <T>(values: readonly T[]): T[][] => Array.from({ length: Math.ceil(values.length / 10_000) }, (_, i) => values.slice(10_000 * i, 10_000 * (i + 1)))

interface State {
  seq: number
  link: string
  counters: Map<string, number>
}

/** Numbers that a change asked for, by the names of their placeholders. */
function allotted({ allot }: Change, { counters }: State): Map<string, string> {
  return new Map(allot.map(({ token, counter, first, prefix, pad }) => {
    const value = (counters.get(counter) ?? first - 1) + 1
    counters.set(counter, value)
    return [tokenName(token), prefix + String(value).padStart(pad, '0')]
  }))
}

async function write(redis: Redis, scripts: Scripts, prefix: string, filed: readonly Filed[], state: State, salt: Salt): Promise<void> {
  const pipeline = redis.pipeline()
  const hashes = new Map<string, (string | number)[]>()
  const places = new Map<string, (string | number)[]>()
  const sets = new Map<string, (string | number)[]>()
  const years = new Set<number>()
  const versions = new Map<string, number>()
  const put = (all: typeof hashes, key: string, ...values: (string | number)[]) => {
    const known = all.get(key)
    if (known) known.push(...values)
    else all.set(key, values)
  }
  for (const { change, cause, text, by, group, at } of filed) {
    const numbers = allotted(change, state)
    const fill = (part: string) => fillTokens(part, numbers)
    const line: Line = lineOf(change, 0, { cause, now: at, by, group, text, salt, tokens: tokensOf([change]) })
    const n = line.tokens.map((name) => numbers.get(name) ?? '').join('|')
    const seq = ++state.seq
    state.link = sha1(state.link + line.digest + n)
    const id = fill(line.id)
    pipeline.call('XADD', `${prefix}log:${yearOf(at)}`, `${seq}-0`, 'b', line.body, 'n', n, 'h', state.link)
    put(hashes, `r:${line.kind}`, id, `${seq},${seq}:${fill(line.state)}`)
    if (line.side !== '') put(hashes, 'side', seq, line.side)
    put(hashes, 'text', seq, line.text)
    for (const [name, score] of line.stands) {
      put(places, line.label, fill(name), score, id)
      versions.set(fill(name), seq)
    }
    const seen = `seen:${compactDay(dayOf(at))}`
    if (!sets.has(seen)) put(sets, 'days', seen)
    put(sets, seen, cause)
    years.add(yearOf(at))
  }
  pipeline.sadd(`${prefix}years`, ...years)
  for (const [counter, value] of state.counters) put(hashes, 'numbers', counter, value)
  put(hashes, 'head', 'seq', state.seq, 'link', state.link)
  hashes.set('versions', [...versions].flat())
  const all = { hset: hashes, sadd: sets }
  for (const [command, keys] of Object.entries(all)) {
    for (const [key, values] of keys) for (const some of slices(values)) pipeline.call(command, prefix + key, ...some)
  }
  const [done] = await Promise.all([pipeline.exec(), ...[...places].map(([label, some]) => scripts.place(prefix, [label, ...some]))])
  const failed = done?.find(([error]) => error !== null)
  if (failed?.[0]) throw failed[0]
}

/** Continues the workspace's ledger. Nobody else may use it meanwhile; ledgers opened before go on as if they had been told. */
export async function fileInBulk(redis: Redis, workspace: string, filed: Iterable<Filed>, salt: Salt): Promise<void> {
  const prefix = prefixOf(workspace)
  const scripts = loadScripts(redis)
  const [seq, link] = await redis.hmget(`${prefix}head`, 'seq', 'link')
  const numbers = Object.entries(await redis.hgetall(`${prefix}numbers`))
  const state: State = { seq: Number(seq ?? 0), link: link ?? '', counters: new Map(numbers.map(([name, value]) => [name, Number(value)])) }
  let some: Filed[] = []
  let underWay: Promise<void> = Promise.resolve()
  // Redis works on one chunk while the next is made.
  const send = async () => {
    const written = write(redis, scripts, prefix, some, state, salt)
    some = []
    await underWay
    underWay = written
  }
  for (const one of filed) {
    some.push(one)
    if (some.length === chunk) await send()
  }
  if (some.length > 0) await send()
  await underWay
}
