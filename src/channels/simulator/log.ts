/**
 * What the simulated messenger shows: the platform's memory, not the product's.
 * The bot's messages and those meant for it are kept in Redis (`sim:…`, never `tx:…`);
 * chat that does not concern the bot stays in this process's memory only and is gone with it.
 */
import type { Redis } from 'ioredis'
import type { Action } from '../channel.ts'
import { addScript } from './scripts.ts'
import { createWatch } from './watch.ts'

/** One line of a chat as the messenger shows it; `at` in ms. */
export interface Said {
  /** Rises from line to line of a chat: when it came in, in µs of Redis's clock. */
  seq: number
  /** Message id, by which a repeat is told. */
  id: string
  at: number
  sender: string
  senderName: string
  text: string
  /** Names of those mentioned. */
  mentions: string[]
  /** Text of the message it quotes. */
  quote?: string | undefined
  /** Buttons below it. */
  actions?: readonly Action[] | undefined
}
export type Line = Omit<Said, 'seq'>

export interface ChatLog {
  /** Adds a line for everyone. A line of an id that is there is not added again. */
  add(place: string, line: Line): Promise<void>
  /**
   * Adds a line once `hear` has told where it is kept; nothing when `hear` throws.
   * Its place in the order is taken before, so that the answer to it never stands above it.
   */
  addHeard(place: string, line: Line, hear: () => Promise<'redis' | 'memory'>): Promise<void>
  /** Lines after `after`, in order. */
  list(place: string, after: number): Promise<Said[]>
  /** Calls back with the place of every line added by any process, or with nothing when some may have been missed, until the returned function is called. */
  watch(listener: (place?: string) => void): Promise<() => Promise<void>>
}

/** Lines kept of one chat. */
const keepLines = 2000

/** What this process alone knows of a chat. */
interface Here {
  passing: Said[]
  /** Places in the order that were taken and are not filled yet; what comes after them waits. */
  taken: Set<number>
  /** Highest seq given or shown. */
  last: number
}

/** A chat log on one Redis. `place` is `g:<group name>` or `p:<person id>`. */
export function createChatLog(redis: Redis, workspace: string): ChatLog {
  const key = (name: string) => `sim:{${workspace}}:${name}`
  const places = new Map<string, Here>()
  const { watch, tell } = createWatch(redis, key('new'))
  const hereAt = (place: string): Here => {
    const here = places.get(place) ?? { passing: [], taken: new Set<number>(), last: 0 }
    places.set(place, here)
    return here
  }
  const keep = (place: string, { id, ...line }: Line, seq?: number) =>
    redis.eval(addScript, 2, key(`order:${place}`), key(`lines:${place}`), id, JSON.stringify(line), keepLines, key('new'), place, seq ?? '')
  /** Lines after `after` in Redis; one that is trimmed at this moment is left out. */
  const kept = async (place: string, after: number): Promise<Said[]> => {
    const found = await redis.zrangebyscore(key(`order:${place}`), `(${after}`, '+inf', 'WITHSCORES')
    const ids = found.filter((_, i) => i % 2 === 0)
    const texts = ids.length === 0 ? [] : await redis.hmget(key(`lines:${place}`), ...ids)
    return ids.flatMap((id, i) => {
      const text = texts[i]
      return text ? [{ seq: Number(found[2 * i + 1]), id, ...(JSON.parse(text) as Omit<Line, 'id'>) }] : []
    })
  }
  return {
    watch,
    add: async (place, line) => void (await keep(place, line)),
    async addHeard(place, line, hear) {
      // Reading the clock leaves no trace.
      const [seconds, micros] = await redis.time()
      const here = hereAt(place)
      const seq = Math.max(Number(seconds) * 1_000_000 + Number(micros), here.last + 1)
      here.last = seq
      here.taken.add(seq)
      try {
        if ((await hear()) === 'redis') await keep(place, line, seq)
        else if (!here.passing.some(({ id }) => id === line.id)) here.passing = [...here.passing, { seq, ...line }].slice(-keepLines)
      } finally {
        here.taken.delete(seq)
        tell(place)
      }
    },
    async list(place, after) {
      const there = await kept(place, after)
      const here = places.get(place)
      const passing = here?.passing.filter((line) => line.seq > after) ?? []
      const until = Math.min(...(here?.taken ?? []), Infinity)
      const lines = [...there, ...passing].filter((line) => line.seq < until).sort((a, b) => a.seq - b.seq)
      const last = lines.at(-1)
      if (last) hereAt(place).last = Math.max(here?.last ?? 0, last.seq)
      return lines
    },
  }
}
