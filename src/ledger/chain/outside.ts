/** What the ledger keeps outside Redis: files of closed years, and the list of those who were forgotten. */
import type { Redis } from 'ioredis'
import { SayToUser } from '../../domain/errors.ts'
import type { RawLine } from './rawLine.ts'
import type { Seal } from './sealed.ts'

/** Reads the files of sealed years. */
export interface SealedYears {
  /** Whether a file is there and as it was written; else what is wrong with it, in Chinese. */
  state(seal: Seal): Promise<'whole' | 'absent' | { broken: string }>
  /** Entries with positions in [from, to], in order. Throws SayToUser when the file cannot be read. */
  lines(seal: Seal, from: number, to: number): AsyncGenerator<RawLine>
}

export interface Outside {
  sealed: SealedYears
  /** Puts a person on the list of those who were forgotten, with the time of their wish (ms); more than once does no harm. */
  noteForgotten(workspace: string, person: string, at: number): Promise<void>
}

const nothing: Outside = {
  sealed: {
    state: async () => 'absent',
    lines({ year }) {
      throw new SayToUser(`${year}年的台账已封存，这里读不到封存文件，请联系管理员`)
    },
  },
  noteForgotten: async () => {},
}

// What reads streams has the connection in hand and nothing else: where files lie is known to whoever opened it.
const known = new WeakMap<Redis, Outside>()

/** Tells everything that works over this connection where those files are. Without it sealed years are absent and no list is kept. */
export const keepOutside = (redis: Redis, outside: Outside): void => void known.set(redis, outside)

export const outsideOf = (redis: Redis): Outside => known.get(redis) ?? nothing
