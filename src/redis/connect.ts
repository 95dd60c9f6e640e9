import { Redis, type RedisOptions } from 'ioredis'
import { clusterAddress, type ClusterAddress } from './address.ts'
import { patientCluster } from './cluster.ts'
import { gather } from './gathering.ts'

type Settings = Omit<RedisOptions, 'replyMapping'>

/** What a connection needs to know besides its address. */
export interface ConnectOptions {
  /** Told about every connection error; the connection itself keeps trying. */
  onError?: (error: Error) => void
  /** Anything else ioredis understands. */
  redis?: Settings
}

const longestPause = 2_000
const pause = (times: number): number => Math.min(50 * 2 ** Math.min(times, 6), longestPause)

/** A connection on which nothing came back for so long is given up, ms: whatever stands between may have forgotten it without a word. Longer than a queue's worker waits for work. */
const silentFor = 15_000

/**
 * Connects to the Redis at `url`: redis://, rediss://, unix:///path/to/redis.sock?db=2, or a cluster at
 * redis+cluster://host:port,host:port (rediss+cluster:// for TLS).
 * Errors never throw from nowhere: they go to `onError`, and commands wait for the next connection (BullMQ needs
 * `maxRetriesPerRequest: null`). A lost child Redis comes back within seconds, so reconnecting never waits longer than 2 s.
 *
 * A cluster comes in a single Redis's clothes: every command whose keys lie in one slot works alike. What does not: SCAN, INFO and CONFIG
 * speak of one node, see mastersOf, and a pipeline may hold one workspace's keys only.
 */
export function connectRedis(url: string, options: ConnectOptions = {}): Redis {
  const common: Settings = { maxRetriesPerRequest: null, socketTimeout: silentFor, ...options.redis }
  const cluster = clusterAddress(url)
  const redis = cluster ? connectCluster(cluster, common) : connectSingle(url, common)
  // Every workspace listens for itself.
  redis.setMaxListeners(0)
  redis.on('error', (error: Error) => options.onError?.(error))
  redis.on('node error', (error: Error) => options.onError?.(error))
  return redis
}

function connectSingle(url: string, common: Settings): Redis {
  const settings: Settings = { retryStrategy: pause, ...common }
  const redis = url.startsWith('unix:') ? new Redis({ ...settings, ...socketAddress(url) }) : new Redis(url, settings)
  gather(redis)
  return redis
}

function connectCluster({ nodes, username, password, tls }: ClusterAddress, common: Settings): Redis {
  const cluster = patientCluster(nodes, {
    redisOptions: { ...common, ...(username ? { username } : {}), ...(password ? { password } : {}), ...(tls ? { tls: {} } : {}) },
    // A managed cluster's certificate names hosts, not addresses.
    ...(tls ? { dnsLookup: (host: string, found: (error: null, address: string) => void) => found(null, host) } : {}),
    clusterRetryStrategy: pause,
    // Commands wait through a failover however long it takes; whoever cannot wait has a limit of their own.
    maxRedirections: Number.POSITIVE_INFINITY,
    slotsRefreshTimeout: longestPause,
    // Finds out when a master hangs without closing its connections and its replica has taken over.
    slotsRefreshInterval: 5_000,
  })
  cluster.on('+node', gather)
  return cluster as unknown as Redis
}

/** ioredis does not know unix: URLs. */
function socketAddress(url: string): { path: string; db: number } {
  const { pathname, searchParams } = new URL(url)
  return { path: decodeURIComponent(pathname), db: Number(searchParams.get('db') ?? 0) }
}
