/** The read-only face of the ledger on which a decision is made. */
import type { Redis } from 'ioredis'
import type { Directory } from '../domain/directory.ts'
import type { Kind, Rec } from '../domain/record.ts'
import { historyOf, textOf } from './history.ts'
import { placeName } from './keys.ts'
import { noteRecord, type Notes } from './notes.ts'
import { said } from './receipts.ts'
import { readStored } from './stored.ts'
import type { Range, View } from './types.ts'

export interface ViewDeps {
  redis: Redis
  prefix: string
  directory: Directory
}

const chunk = 2000

const bounds = ({ from, to, reverse }: Range): [string | number, string | number] => {
  const [low, high] = [from ?? '-inf', to ?? '+inf']
  return reverse ? [high, low] : [low, high]
}

/** Reads through to Redis once for each question; writes what was read into `notes`. */
export function createView({ redis, prefix, directory }: ViewDeps, notes: Notes, untracked?: View): View {
  const memo = new Map<string, Promise<unknown>>()
  const once = <T>(question: string, ask: () => Promise<T>): Promise<T> => {
    const asked = memo.get(question) ?? ask()
    memo.set(question, asked)
    return asked as Promise<T>
  }

  const read = <D>(kind: string, id: string, text: string | null): Rec<D> | undefined =>
    text === null ? undefined : (readStored(kind, id, text).record as Rec<unknown> as Rec<D>)

  const get = <D>(kind: Kind<D>, id: string) =>
    once(`get ${kind.kind} ${id}`, async () => {
      const record = read<D>(kind.kind, id, await redis.hget(`${prefix}r:${kind.kind}`, id))
      noteRecord(notes, kind.kind, id, record ? String(record.version) : '')
      return record
    })

  /** Runs a read of one partition, its version first: a change in between is then found out by the commit. */
  const inPartition = async <D, T>(kind: Kind<D>, index: string, partition: string, command: string, ...args: (string | number)[]): Promise<T> => {
    if (!Object.hasOwn(kind.indexes, index)) throw new Error(`${kind.kind} has no index ${index}`)
    const name = placeName(kind.kind, index, partition)
    const [version, answer] = await Promise.all([
      redis.hget(`${prefix}versions`, name),
      redis.call(command, `${prefix}x:${name}`, ...args) as Promise<T>,
    ])
    if (!notes.partitions.has(name)) notes.partitions.set(name, version ?? '')
    return answer
  }

  const fetch = async <D>(kind: Kind<D>, ids: string[]): Promise<Rec<D>[]> => {
    const parts = []
    for (let i = 0; i < ids.length; i += chunk) parts.push(redis.hmget(`${prefix}r:${kind.kind}`, ...ids.slice(i, i + chunk)))
    const texts = (await Promise.all(parts)).flat()
    return ids.flatMap((id, i) => read<D>(kind.kind, id, texts[i] ?? null) ?? [])
  }

  return {
    directory,
    get,
    list: (kind, index, partition, range = {}) =>
      once(`list ${kind.kind} ${index} ${partition} ${JSON.stringify(range)}`, async () => {
        const flags = ['BYSCORE', ...(range.reverse ? ['REV'] : []), ...(range.limit === undefined ? [] : ['LIMIT', 0, range.limit])]
        return fetch(kind, await inPartition(kind, index, partition, 'ZRANGE', ...bounds(range), ...flags))
      }),
    count: (kind, index, partition, range = {}) =>
      once(`count ${kind.kind} ${index} ${partition} ${JSON.stringify(range)}`, () =>
        inPartition(kind, index, partition, 'ZCOUNT', ...bounds({ ...range, reverse: false })),
      ),
    next: (kind, index, partition, from) =>
      once(`next ${kind.kind} ${index} ${partition} ${from}`, async () => {
        // RESP3 answers pairs, RESP2 a flat list.
        const found: unknown[] = await inPartition(kind, index, partition, 'ZRANGE', from, '+inf', 'BYSCORE', 'LIMIT', 0, 1, 'WITHSCORES')
        const score = found.flat()[1]
        return score === undefined ? undefined : Number(score)
      }),
    state: (key) =>
      once(`state ${key}`, async () => {
        const value = await redis.hget(`${prefix}state`, key)
        if (!notes.states.has(key)) notes.states.set(key, value)
        return value ?? undefined
      }),
    history: (kind, id) => historyOf(redis, prefix, kind.kind, id),
    textOf: (seq) => textOf(redis, prefix, seq),
    head: async () => {
      const [seq, link] = await redis.hmget(`${prefix}head`, 'seq', 'link')
      return { seq: Number(seq ?? 0), link: link ?? '' }
    },
    said: (from, to) => said(redis, prefix, from, to),
    get untracked() {
      return untracked ?? this
    },
  }
}
