/** The read-only face of the ledger on which a decision is made. */
import type { Redis } from 'ioredis'
import type { Directory } from '../domain/directory.ts'
import type { Kind, Rec } from '../domain/record.ts'
import { historyOf, textOf } from './history.ts'
import { placeName } from './keys.ts'
import { noteRecord, type Notes } from './notes.ts'
import { countIn, idsIn, membersOf, nextIn, type Members } from './partition.ts'
import { idOf, labelOf } from './places.ts'
import { asking, once, slotsOfKind, type Answer, type PartitionReads, type Reads, type Slot } from './reads.ts'
import { said } from './receipts.ts'
import type { Scripts } from './scripts.ts'
import { readStored } from './stored.ts'
import type { Range, View } from './types.ts'

export interface ViewDeps {
  redis: Redis
  scripts: Pick<Scripts, 'range'>
  prefix: string
  directory: Directory
  reads: Reads
  /** Working state as it was read. */
  states: Map<string, Promise<string | null>>
  /** Names of partitions that were found to be kept in pages: they are not read as a whole. */
  large: Set<string>
}

const chunk = 2000

/** What several views share nobody may change. */
function sealed<T extends object>(value: T): T {
  for (const key in value) {
    const part = value[key]
    if (typeof part === 'object' && part !== null) sealed(part)
  }
  return Object.freeze(value)
}

/** A bound of a range as Redis reads it. */
const bound = (score: number | undefined, open: string): string | number => (score === undefined || !Number.isFinite(score) ? open : score)

/** Asks Redis for what nobody has read yet; writes what was read into `notes`, if there are any. */
export function createView(deps: ViewDeps, notes?: Notes): View {
  const { redis, scripts, prefix, directory, reads, states, large } = deps

  const fill = (slot: Slot, kind: string, id: string, text: string | null | undefined) => {
    slot.record = text ? sealed(readStored(kind, id, text).record) : null
    reads.size += text?.length ?? 0
  }
  /** The slots of some records, all of them filled. */
  const slotsOf = async (kind: string, ids: readonly string[]): Promise<Slot[]> => {
    const missing: { slot: Slot; id: string }[] = []
    const all = slotsOfKind(reads, kind)
    const slots = ids.map((id) => {
      const known = all.get(id)
      if (known?.record !== undefined) return known
      const slot: Slot = {}
      all.set(id, slot)
      missing.push({ slot, id })
      return slot
    })
    const parts = []
    for (let i = 0; i < missing.length; i += chunk) parts.push(missing.slice(i, i + chunk))
    await Promise.all(parts.map(async (some) => {
      const texts = await redis.hmget(`${prefix}r:${kind}`, ...some.map(({ id }) => id))
      for (const [i, { slot, id }] of some.entries()) fill(slot, kind, id, texts[i])
    }))
    return slots
  }

  const recordsOf = async (kind: string, ids: readonly string[]): Promise<Rec<unknown>[]> => {
    const found: Rec<unknown>[] = []
    for (const { record } of await slotsOf(kind, ids)) if (record) found.push(record)
    return found
  }

  /** Reads of one partition, its version first: a change in between is then found out by the commit. */
  const read = async <T>(name: string, asked: Promise<T>): Promise<{ version: string; value: T }> => {
    const [version, value] = await Promise.all([redis.hget(`${prefix}versions`, name), asked])
    if (Array.isArray(value)) reads.size += 20 * value.length
    return { version: version ?? '', value }
  }
  const range = (what: 'ids' | 'scores' | 'count' | 'whole', name: string, { from, to, reverse = false, limit }: Range): Promise<unknown> =>
    scripts.range(prefix, name, bound(from, '-inf'), bound(to, '+inf'), reverse ? '1' : '', limit ?? '', what)
  const readWhole = async (name: string, label: string): Promise<Answer<Members | undefined>> => {
    const [version = '', members] = (await range('whole', name, {})) as [version?: string, members?: string]
    reads.size += members?.length ?? 0
    return { version, value: members === undefined ? undefined : membersOf(members, label) }
  }
  /** Answers out of the whole partition while it is small, else by the question itself. */
  const inPartition = async <D, T>(kind: Kind<D>, index: string, partition: string, whole: (members: Members) => T, question: string, ask: (name: string) => Promise<{ version: string; value: T }>): Promise<T> => {
    if (!Object.hasOwn(kind.indexes, index)) throw new Error(`${kind.kind} has no index ${index}`)
    const name = placeName(kind.kind, index, partition)
    const asked: PartitionReads = reads.partitions.get(name) ?? { some: new Map() }
    reads.partitions.set(name, asked)
    const note = (version: string) => {
      if (notes && !notes.partitions.has(name)) notes.partitions.set(name, version)
    }
    if (!large.has(name)) {
      asked.whole ??= asking(readWhole(name, labelOf(kind)), (failed) => asked.whole === failed && delete asked.whole)
      const { version, value } = await asked.whole.coming
      note(version)
      if (value !== undefined) return whole(value)
      large.add(name)
    }
    const known = asked.some.get(question) ?? asking<unknown>(ask(name), (failed) => asked.some.get(question) === failed && asked.some.delete(question))
    asked.some.set(question, known)
    const { version, value } = await known.coming
    note(version)
    return value as T
  }

  return {
    directory,
    async get<D>(kind: Kind<D>, id: string) {
      const [slot] = await slotsOf(kind.kind, [id])
      const record = slot?.record ?? undefined
      if (notes) noteRecord(notes, kind.kind, id, record ? String(record.version) : '')
      return record as Rec<D> | undefined
    },
    async list<D>(kind: Kind<D>, index: string, partition: string, asked: Range = {}) {
      // Whatever changes a record takes its partitions out too, so that records may be kept with the answer.
      const found = await inPartition<D, { ids: string[] } | { records: Rec<unknown>[] }>(kind, index, partition, (members) => ({ ids: idsIn(members, asked) }), `list ${JSON.stringify(asked)}`,
        async (name) => {
          const { version, value } = await read(name, range('ids', name, asked).then(String))
          const label = labelOf(kind)
          const ids = value === '' ? [] : value.split('\n').map((member) => idOf(label, member))
          reads.size += 20 * ids.length
          return { version, value: { records: await recordsOf(kind.kind, ids) } }
        })
      return ('records' in found ? [...found.records] : await recordsOf(kind.kind, found.ids)) as Rec<D>[]
    },
    count: (kind, index, partition, asked = {}) =>
      inPartition(kind, index, partition, (members) => countIn(members, asked), `count ${JSON.stringify(asked)}`,
        (name) => read(name, range('count', name, asked).then(Number))),
    next: (kind, index, partition, from) =>
      inPartition(kind, index, partition, (members) => nextIn(members, from), `next ${from}`, async (name) => {
        const { version, value } = await read(name, range('scores', name, { from, limit: 1 }) as Promise<string[]>)
        return { version, value: value[1] === undefined ? undefined : Number(value[1]) }
      }),
    async state(key) {
      const value = await once(states, key, () => redis.hget(`${prefix}state`, key))
      if (notes && !notes.states.has(key)) notes.states.set(key, value)
      return value ?? undefined
    },
    history: (kind, id) => historyOf(redis, prefix, kind.kind, id),
    textOf: (seq) => textOf(redis, prefix, seq),
    head: async () => {
      const [seq, link] = await redis.hmget(`${prefix}head`, 'seq', 'link')
      return { seq: Number(seq ?? 0), link: link ?? '' }
    },
    said: (from, to) => said(redis, prefix, from, to),
    get untracked() {
      return notes ? createView(deps) : this
    },
  }
}
