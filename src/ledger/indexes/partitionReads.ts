/** Questions about partitions of an index: a small one comes as a whole with the first, a large one is asked question by question. */
import type { Kind } from '../../domain/record.ts'
import { placeName } from '../keys.ts'
import type { Scripts } from '../scripts.ts'
import type { Range } from '../types.ts'
import type { Notes } from '../views/notes.ts'
import { asking, type Answer, type Asked, type PartitionReads, type Reads } from '../views/reads.ts'
import { membersOf, type Members } from './partition.ts'
import { labelOf } from './places.ts'

export interface PartitionDeps {
  scripts: Pick<Scripts, 'range'>
  prefix: string
  reads: Reads
  /** Names of partitions that were found to be kept in pages: they are not read as a whole. */
  large: Set<string>
}

/** A question, and how it is answered out of the whole partition or out of what range.lua answers. */
export interface Question<T> {
  what: 'ids' | 'scores' | 'count'
  range: Range
  whole(members: Members): T
  some(answer: unknown): T | Promise<T>
}

/** A bound of a range as Redis reads it. */
const bound = (score: number | undefined, open: string): string | number => (score === undefined || !Number.isFinite(score) ? open : score)

export type AskPartition = <D, T>(kind: Kind<D>, index: string, partition: string, question: Question<T>) => Promise<T>

/** Asks Redis what nobody has asked yet; writes the partition's version into `notes`, if there are any. */
export function createAskPartition({ scripts, prefix, reads, large }: PartitionDeps, notes?: Notes): AskPartition {
  const ask = async <T>(name: string, { what, range: { from, to, reverse = false, limit } }: Question<T>, orAll: boolean): Promise<[version: string, answer: unknown, all: number]> =>
    (await scripts.range(prefix, name, bound(from, '-inf'), bound(to, '+inf'), reverse ? '1' : '', limit ?? '', what, orAll ? '1' : '')) as [string, unknown, number]

  return async <D, T>(kind: Kind<D>, index: string, partition: string, question: Question<T>): Promise<T> => {
    if (!Object.hasOwn(kind.indexes, index)) throw new Error(`${kind.kind} has no index ${index}`)
    const name = placeName(kind.kind, index, partition)
    const asked: PartitionReads = reads.partitions.get(name) ?? { some: new Map() }
    reads.partitions.set(name, asked)
    const note = (version: string) => {
      if (notes && !notes.partitions.has(name)) notes.partitions.set(name, version)
    }
    const words = `${question.what} ${JSON.stringify(question.range)}`
    const remember = (coming: Promise<Answer>): Asked => {
      const one = asking(coming, (failed) => asked.some.get(words) === failed && asked.some.delete(words))
      asked.some.set(words, one)
      return one
    }
    const read = async (version: string, answer: unknown): Promise<Answer> => ({ version, value: await question.some(answer) })
    const first = async (): Promise<Answer<Members | undefined>> => {
      const [version, answer, all] = await ask(name, question, true)
      if (all === 1) {
        reads.size += String(answer).length
        return { version, value: membersOf(String(answer), labelOf(kind)) }
      }
      large.add(name)
      // It came with the answer to this question.
      remember(read(version, answer))
      return { version, value: undefined }
    }
    if (!large.has(name)) {
      asked.whole ??= asking(first(), (failed) => asked.whole === failed && delete asked.whole)
      const { version, value } = await asked.whole.coming
      note(version)
      if (value !== undefined) return question.whole(value)
    }
    const known = asked.some.get(words) ?? remember(ask(name, question, false).then(([version, answer]) => read(version, answer)))
    const { version, value } = await known.coming
    note(version)
    return value as T
  }
}
