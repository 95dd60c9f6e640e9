/**
 * What this process has read of the records, shared by its views. It stands as long as the chain ends where it ended: the same link means
 * the same history. What a commit of our own changes is taken out; after anybody else's all is read anew.
 */
import type { Redis } from 'ioredis'
import { TryAgain } from '../../domain/errors.ts'
import type { Rec } from '../../domain/record.ts'
import { moved, type Members, type Move } from '../indexes/partition.ts'

/** An answer about a partition, and the partition's version when it was read ('' for one never written). */
export interface Answer<T = unknown> {
  version: string
  value: T
}

/** An answer on its way, and the same once it is there. */
export interface Asked<T = unknown> {
  coming: Promise<Answer<T>>
  there?: Answer<T>
}

/** What was asked of a partition: all of it, undefined where it is too large, and by question. */
export interface PartitionReads {
  whole?: Asked<Members | undefined>
  some: Map<string, Asked>
}

/** A record as it was read: null when it is not there, undefined while it is on its way. */
export interface Slot {
  record?: Rec<unknown> | null
}

export interface Reads {
  /** The chain's end at which these stand: its position and its link. */
  seq: number
  link: string
  /** How often the caches in Redis had been rebuilt. */
  rebuilt: string
  /** Position of the latest change of the directory. */
  dir: number
  /** By kind, then by id. What is taken out while it is on its way reaches only those who asked. */
  records: Map<string, Map<string, Slot>>
  partitions: Map<string, PartitionReads>
  /** Working state; kept here only where nobody else writes, since it changes without the chain. */
  states: Map<string, Promise<string | null>>
  /** Roughly how many characters were read. */
  size: number
}

/** Characters after which all is let go. */
const mostRead = 60_000_000

export const recordKey = (kind: string, id: string): string => `${kind}\n${id}`

/** What was read of the records of a kind. */
export function slotsOfKind({ records }: Reads, kind: string): Map<string, Slot> {
  const slots = records.get(kind) ?? new Map<string, Slot>()
  records.set(kind, slots)
  return slots
}

/** Asks each question once; one that failed may be asked again. */
export function once<T>(answers: Map<string, Promise<T>>, question: string, ask: () => Promise<T>): Promise<T> {
  const known = answers.get(question)
  if (known) return known
  const asked = ask()
  answers.set(question, asked)
  asked.catch(() => answers.get(question) === asked && answers.delete(question))
  return asked
}

/** Begins to wait for an answer; `failed` is called when none comes. */
export function asking<T>(coming: Promise<Answer<T>>, failed: (asked: Asked<T>) => void): Asked<T> {
  const asked: Asked<T> = { coming }
  coming.then((answer) => (asked.there = answer), () => failed(asked))
  return asked
}

/** What a commit has changed: keys of records and states, places in partitions; the ends of the chain before and after it, its first position and its last. */
export interface Touched {
  records: string[]
  moves: Move[]
  states: string[]
  from: string
  to: string
  dir: number
  first: number
  seq: number
}

/** Brings what is known of a partition up to date with a commit, whose moves come in the order of its entries, or lets it go. */
function follow(partitions: Reads['partitions'], name: string, moves: readonly Move[], first: number): void {
  const known = partitions.get(name)?.whole?.there?.value
  partitions.delete(name)
  const value = known && moved(known, moves)
  if (!value) return
  const there = { version: String(first + (moves.at(-1)?.nth ?? 0)), value }
  partitions.set(name, { whole: { coming: Promise.resolve(there), there }, some: new Map() })
}

export interface ReadCache {
  /** What may be read from now on. Throws TryAgain while the caches in Redis are being rebuilt. */
  current(): Promise<Reads>
  /** Takes out what a commit of this process has changed. */
  takeOut(touched: Touched): void
  /** Redis said just now, with the answer to something else, where the chain ends: views of this turn of the event loop need not ask, unless it said otherwise, too. */
  standsAt(link: string, rebuilt: string, rebuilding: string): void
  /** Reads everything anew: something was found to be otherwise. */
  forget(): void
}

/** `alone`: nobody else writes to the workspace, so it is never asked whether somebody has. */
export function createReadCache(redis: Redis, prefix: string, alone: boolean): ReadCache {
  let reads: Reads | undefined
  let asked: Promise<(string | null)[]> | undefined
  /** Where Redis has said in this turn of the event loop that the chain ends, in any order. */
  const told = new Set<string>()
  const endOf = ({ link, rebuilt }: Pick<Reads, 'link' | 'rebuilt'>): string => `${link} ${rebuilt}`
  /** Asked once in a turn of the event loop: whatever is known of in this turn Redis did before. */
  const head = () => {
    if (!asked) {
      asked = redis.hmget(`${prefix}head`, 'seq', 'link', 'dir', 'rebuilt', 'rebuilding')
      process.nextTick(() => (asked = undefined))
    }
    return asked
  }
  return {
    async current() {
      const full = reads !== undefined && reads.size > mostRead
      if (reads && !full && (alone || (told.size === 1 && told.has(endOf(reads))))) return reads
      const [seq, link, dir, rebuilt, rebuilding] = await head()
      if (rebuilding) throw new TryAgain('the records are being rebuilt', 1000)
      if (full || reads?.link !== (link ?? '') || reads.rebuilt !== (rebuilt ?? '')) {
        reads = { seq: Number(seq ?? 0), link: link ?? '', rebuilt: rebuilt ?? '', dir: Number(dir ?? 0), records: new Map(), partitions: new Map(), states: new Map(), size: 0 }
      }
      return reads
    },
    takeOut({ records, moves, states, from, to, dir, first, seq }) {
      if (!reads) return
      for (const key of states) reads.states.delete(key)
      // Somebody else committed in between: these stay where they stand, and the next view finds out.
      if (reads.link !== from) return
      for (const key of records) {
        const end = key.indexOf('\n')
        reads.records.get(key.slice(0, end))?.delete(key.slice(end + 1))
      }
      const byName = new Map<string, Move[]>()
      for (const move of moves) {
        const some = byName.get(move.name)
        if (some) some.push(move)
        else byName.set(move.name, [move])
      }
      for (const [name, some] of byName) follow(reads.partitions, name, some, first)
      told.delete(endOf(reads))
      Object.assign(reads, { seq, link: to, dir })
    },
    standsAt(link, rebuilt, rebuilding) {
      if (told.size === 0) process.nextTick(() => told.clear())
      told.add(rebuilding ? 'rebuilding' : endOf({ link, rebuilt }))
    },
    forget: () => void (reads = undefined),
  }
}
