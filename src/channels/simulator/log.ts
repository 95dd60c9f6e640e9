/**
 * What the simulated messenger shows: the platform's memory, not the product's.
 * The bot's messages and those meant for it are kept in Redis (`sim:…`, never `tx:…`);
 * chat that does not concern the bot stays in this process's memory only and is gone with it.
 */
import type { Redis } from 'ioredis'

/** One line of a chat as the messenger shows it; `at` in ms. */
export interface Said {
  seq: number
  /** Message id, by which a repeat is told. */
  id: string
  at: number
  sender: string
  senderName: string
  text: string
  /** Names of those mentioned. */
  mentions: string[]
}

export interface ChatLog {
  /** Adds a line and answers its seq. A line of the same id is not added again. */
  add(place: string, line: Omit<Said, 'seq'>, keep: 'redis' | 'memory'): Promise<void>
  /** Lines after `after`, in order. */
  list(place: string, after: number): Promise<Said[]>
  /** Calls back for every line added by any process, until the returned function is called. */
  watch(listener: (place: string) => void): Promise<() => Promise<void>>
}

/** Lines kept of one chat. */
const keepLines = 2000

const addScript = `
if redis.call('HSETNX', KEYS[2], ARGV[1], '1') == 0 then return 0 end
local seq = redis.call('INCR', KEYS[3])
redis.call('ZADD', KEYS[1], seq, seq .. ':' .. ARGV[2])
redis.call('ZREMRANGEBYRANK', KEYS[1], 0, -1 - tonumber(ARGV[3]))
return seq`

/** A chat log on one Redis. `place` is `g:<group name>` or `p:<person id>`. */
export function createChatLog(redis: Redis, workspace: string): ChatLog {
  const key = (name: string) => `sim:{${workspace}}:${name}`
  const memory = new Map<string, Said[]>()
  const remember = async (place: string, line: Omit<Said, 'seq'>) => {
    const lines = memory.get(place) ?? []
    if (lines.some((there) => there.id === line.id)) return
    const seq = await redis.incr(key('seq'))
    memory.set(place, [...lines, { seq, ...line }].slice(-keepLines))
  }
  return {
    async add(place, line, keep) {
      if (keep === 'memory') await remember(place, line)
      else await redis.eval(addScript, 3, key(`said:${place}`), key(`ids:${place}`), key('seq'), line.id, JSON.stringify(line), keepLines)
      await redis.publish(key('new'), place)
    },
    async list(place, after) {
      const kept = await redis.zrangebyscore(key(`said:${place}`), `(${after}`, '+inf')
      const lines = kept.map((text): Said => {
        const cut = text.indexOf(':')
        return { seq: Number(text.slice(0, cut)), ...(JSON.parse(text.slice(cut + 1)) as Omit<Said, 'seq'>) }
      })
      const passing = (memory.get(place) ?? []).filter((line) => line.seq > after)
      return [...lines, ...passing].sort((a, b) => a.seq - b.seq)
    },
    async watch(listener) {
      const ears = redis.duplicate()
      ears.on('error', () => {})
      ears.on('message', (_channel: string, place: string) => listener(place))
      await ears.subscribe(key('new'))
      return async () => void ears.disconnect()
    },
  }
}
