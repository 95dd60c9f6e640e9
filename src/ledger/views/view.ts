/** The read-only face of the ledger on which a decision is made. */
import type { Redis } from 'ioredis'
import type { Directory } from '../../domain/directory.ts'
import type { Kind, Rec } from '../../domain/record.ts'
import { said } from '../boxes/receipts.ts'
import { historyOf, textOf } from '../chain/history.ts'
import { countIn, idsIn, nextIn } from '../indexes/partition.ts'
import { createAskPartition, type PartitionDeps } from '../indexes/partitionReads.ts'
import { idOf, labelOf } from '../indexes/places.ts'
import { readStored } from '../stored.ts'
import type { Head, Range, View } from '../types.ts'
import { noteRecord, type Notes } from './notes.ts'
import { once, slotsOfKind, type Slot } from './reads.ts'

export interface ViewDeps extends PartitionDeps {
  redis: Redis
  directory: Directory
  head: Head
  /** Working state as it was read. */
  states: Map<string, Promise<string | null>>
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

/** Asks Redis for what nobody has read yet; writes what was read into `notes`, if there are any. */
export function createView(deps: ViewDeps, notes?: Notes): View {
  const { redis, prefix, directory, head, reads, states } = deps

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

  const askPartition = createAskPartition(deps, notes)

  return {
    directory,
    async get<D>(kind: Kind<D>, id: string) {
      const [slot] = await slotsOf(kind.kind, [id])
      const record = slot?.record ?? undefined
      if (notes) noteRecord(notes, kind.kind, id, record ? String(record.version) : '')
      return record as Rec<D> | undefined
    },
    async list<D>(kind: Kind<D>, index: string, partition: string, range: Range = {}) {
      // Whatever changes a record takes its partitions out too, so that records may be kept with the answer.
      const found = await askPartition<D, { ids: string[] } | { records: Rec<unknown>[] }>(kind, index, partition, {
        what: 'ids', range, whole: (members) => ({ ids: idsIn(members, range) }),
        async some(answer) {
          const label = labelOf(kind)
          const ids = answer === '' ? [] : String(answer).split('\n').map((member) => idOf(label, member))
          reads.size += 20 * ids.length
          return { records: await recordsOf(kind.kind, ids) }
        },
      })
      return ('records' in found ? [...found.records] : await recordsOf(kind.kind, found.ids)) as Rec<D>[]
    },
    count: (kind, index, partition, range = {}) => askPartition(kind, index, partition, { what: 'count', range, whole: (members) => countIn(members, range), some: Number }),
    next: (kind, index, partition, from) =>
      askPartition(kind, index, partition, {
        what: 'scores', range: { from, limit: 1 }, whole: (members) => nextIn(members, from),
        some(answer) {
          const [, score] = answer as [member?: string, score?: string]
          return score === undefined ? undefined : Number(score)
        },
      }),
    async state(key) {
      const value = await once(states, key, () => redis.hget(`${prefix}state`, key))
      if (notes && !notes.states.has(key)) notes.states.set(key, value)
      return value ?? undefined
    },
    history: (kind, id) => historyOf(redis, prefix, kind.kind, id),
    textOf: (seq) => textOf(redis, prefix, seq),
    head,
    said: (from, to) => said(redis, prefix, from, to),
    get untracked() {
      return notes ? createView(deps) : this
    },
  }
}
