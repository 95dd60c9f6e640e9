/** What goes wrong, when, and how often it did. */
import { later, type Kept } from './kept.ts'
import type { Platform, Trouble } from './platform.ts'
import type { Proxy } from './proxy.ts'
import type { Random } from './random.ts'
import type { FaultyRedis } from './redis.ts'

export interface Mishap {
  /** English, as printed: `kill worker`. */
  kind: string
  /** Real times, ms. */
  from: number
  to: number
  /** Whether an answer may have been sent without that being written down. */
  crash: boolean
}

export interface Scene {
  redis: FaultyRedis
  web: Kept
  workers: readonly Kept[]
  proxy: Proxy
  platform: Platform
  /** Holds the clock's jobs up until the returned function is called. */
  holdClock(): Promise<() => Promise<void>>
}

/** Carries out one; resolves when it is over, with false when it could not be done now. */
type Way = (scene: Scene, random: Random) => Promise<boolean | void>

const forAWhile = async (random: Random, longest: number, end: () => unknown): Promise<void> => {
  await later(random.between(100, longest))
  await end()
}

const trouble = (kind: Trouble): Way => ({ platform }, random) => forAWhile(random, 6000, platform.trouble(kind))

/** How each is done, and how often in a hundred. */
const ways: Record<string, { share: number; crash: boolean; way: Way }> = {
  'kill worker': { share: 20, crash: true, way: async ({ workers }, random) => random.pick(workers).kill() || workers.some((one) => one.kill()) },
  'kill web': { share: 10, crash: false, way: async ({ web }) => web.kill() },
  'kill redis': { share: 44, crash: true, way: async ({ redis }) => redis.kill() },
  'redis paused': { share: 4, crash: true, way: ({ redis }, random) => forAWhile(random, 5000, redis.pause()) },
  'connection cut': { share: 5, crash: true, way: ({ proxy }, random) => forAWhile(random, 1500, proxy.cut().mend) },
  'connection silent': { share: 3, crash: true, way: ({ proxy }, random) => forAWhile(random, 3000, proxy.hush()) },
  'disk full': {
    share: 4, crash: true,
    way: async ({ redis }, random) => {
      const free = redis.isUp() && redis.fillDisk()
      if (!free) return false
      return forAWhile(random, 2500, free)
    },
  },
  'clock held up': { share: 3, crash: false, way: async ({ holdClock }, random) => forAWhile(random, 8000, await holdClock()) },
  'platform slow': { share: 3, crash: false, way: trouble('slow') },
  'platform errors': { share: 3, crash: false, way: trouble('errors') },
  'platform twice': { share: 3, crash: false, way: trouble('twice') },
}

/** Not of our making: a machine or a disk so busy that Redis did not answer for a while. */
const stall = 'redis stalled by itself'
/** Redis is said to stall when it takes longer than this to answer, ms. */
const answersWithin = 2000

export const mishapKinds = [...Object.keys(ways), stall]

/** Asks Redis again and again until the returned function is called, and answers when it stood still. `ping` resolves once it answers. */
export function watchStalls(ping: () => Promise<unknown>): () => Promise<Mishap[]> {
  const stalls: Mishap[] = []
  const stopping = new AbortController()
  const watch = async () => {
    while (!stopping.signal.aborted) {
      const from = Date.now()
      await ping()
      if (Date.now() - from > answersWithin) stalls.push({ kind: stall, from, to: Date.now(), crash: true })
      await later(100)
    }
  }
  const over = watch()
  return async () => {
    stopping.abort()
    await over
    return stalls
  }
}

export interface MishapPlan {
  random: Random
  /** For how long, ms. */
  duration: number
  /** Mean time between two, ms. */
  gap: number
}

/** Lets things go wrong, several at a time but no two of a kind; resolves with what did when all is whole again. */
export async function runMishaps(scene: Scene, { random, duration, gap }: MishapPlan): Promise<Mishap[]> {
  const done: Mishap[] = []
  const running = new Map<string, Promise<void>>()
  const deck = Object.entries(ways).flatMap(([kind, { share }]) => Array.from({ length: share }, () => kind))
  const until = Date.now() + duration
  const once = async (kind: string): Promise<void> => {
    const { way, crash } = ways[kind] ?? {}
    const from = Date.now()
    const came = way !== undefined && (await way(scene, random)) !== false
    if (came) done.push({ kind, from, to: Date.now(), crash: crash === true })
    // What is still starting cannot be killed: Redis is always soon back.
    else if (kind.startsWith('kill') && kind !== 'kill redis') await once('kill redis')
    running.delete(kind)
  }
  // One of each first, so that a short run leaves none out.
  const first = Object.keys(ways)
  while (Date.now() < until) {
    await later(random.between(0.3, 1.7) * gap)
    const kind = first.shift() ?? random.pick(deck)
    if (!running.has(kind)) running.set(kind, once(kind))
  }
  await Promise.all(running.values())
  return done
}
