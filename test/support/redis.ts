import { inject, onTestFinished } from 'vitest'
import type { Redis } from 'ioredis'
import { findProgram } from '../../scripts/lib/find.mjs'
import { startThrowAwayRedis } from '../../scripts/lib/throw-away-redis.mjs'
import { connectRedis } from '../../src/redis/connect.ts'

/** A throw-away redis-server of one's own: for tests that kill it, fill it or change its settings. */
export interface TestRedis {
  url: string
  socket: string
  pid: number
  /** A new connection, closed by `stop`. */
  redis: () => Redis
  stop: () => Promise<void>
}

/** Starts an empty redis-server on a socket; `settings` are lines of redis.conf, for instance { appendonly: 'yes' }. */
export async function startRedis(settings: Record<string, string> = {}): Promise<TestRedis> {
  const program = findProgram('redis-server')
  if (program === undefined) throw new Error('redis-server is missing: npm test installs it')
  const server = await startThrowAwayRedis({ program, settings })
  const open: Redis[] = []
  const redis = () => {
    const connection = connectRedis(server.url)
    open.push(connection)
    return connection
  }
  const stop = async () => {
    for (const connection of open) connection.disconnect()
    await server.stop()
  }
  return { ...server, redis, stop }
}

/** An empty database of its own on the run's one redis-server. */
export interface FreshRedis {
  /** Ends in ?db=N: every connection made from it sees this database alone. */
  url: string
  redis: Redis
  /** Closes `redis` and empties the database. */
  stop: () => Promise<void>
}

/**
 * A numbered database that nothing else in this run uses, on the redis-server that vitest started (test/support/redisOfRun.ts):
 * test files run in parallel and FLUSHDB, SCAN and keys stay apart; only CONFIG, FUNCTION, scripts and pub/sub are shared.
 * Inside a test it is emptied and closed when the test ends; in beforeAll call `stop` in afterAll.
 */
export async function freshRedis(): Promise<FreshRedis> {
  const base = inject('redisUrl')
  const counter = connectRedis(base)
  const db = 1 + ((await counter.incr('test:databases')) % 4_000)
  counter.disconnect()
  const url = `${base}?db=${db}`
  const redis = connectRedis(url)
  await redis.flushdb()
  let stopped = false
  const stop = async () => {
    if (stopped) return
    stopped = true
    if (redis.status !== 'end') await redis.flushdb()
    redis.disconnect()
  }
  try {
    onTestFinished(stop)
  } catch {
    // Called in beforeAll or at the top of a file: the caller stops it.
  }
  return { url, redis, stop }
}
