import { Redis, type RedisOptions } from 'ioredis'

type Settings = Omit<RedisOptions, 'replyMapping'>

/** What a connection needs to know besides its address. */
export interface ConnectOptions {
  /** Told about every connection error; the connection itself keeps trying. */
  onError?: (error: Error) => void
  /** Anything else ioredis understands. */
  redis?: Settings
}

/**
 * Connects to the Redis at `url`: redis://, rediss://, or unix:///path/to/redis.sock?db=2.
 * Errors never throw from nowhere: they go to `onError`, and commands wait for the next connection (BullMQ needs
 * `maxRetriesPerRequest: null`). A lost child Redis comes back within seconds, so reconnecting never waits longer than 2 s.
 */
export function connectRedis(url: string, options: ConnectOptions = {}): Redis {
  const common: Settings = {
    maxRetriesPerRequest: null,
    // What is asked in one turn of the event loop goes out in one write: the ledger asks much at once.
    enableAutoPipelining: true,
    retryStrategy: (times) => Math.min(50 * 2 ** Math.min(times, 6), 2_000),
    ...options.redis,
  }
  const redis = url.startsWith('unix:') ? new Redis({ ...common, ...socketAddress(url) }) : new Redis(url, common)
  redis.on('error', (error: Error) => options.onError?.(error))
  return redis
}

/** ioredis does not know unix: URLs. */
function socketAddress(url: string): { path: string; db: number } {
  const { pathname, searchParams } = new URL(url)
  return { path: decodeURIComponent(pathname), db: Number(searchParams.get('db') ?? 0) }
}
