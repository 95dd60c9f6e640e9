import type { Redis } from 'ioredis'
import { serversOf } from './nodes.ts'
import { troubleOf } from './trouble.ts'

/** The oldest Redis that the scripts and BullMQ run on correctly. */
const OLDEST = [6, 2] as const

/** Thrown when a Redis must not hold the ledger; the message says why, in Chinese and English. */
export class UnfitRedis extends Error {
  override name = 'UnfitRedis'
}

/** Another name or password is needed, not another try. */
const notLetIn = /^(NOAUTH|WRONGPASS|NOPERM)/

/**
 * Refuses (throws UnfitRedis) a Redis that does not let this program in, would evict keys or is too old, and returns loud warnings when it may lose
 * what was acknowledged: no persistence at all, or not written out on every change, or fewer than `replicas` replicas to wait for. A replica
 * is an Error: it may be about to become the master. Managed
 * services often forbid CONFIG: then a warning says that it could not be checked. Of a cluster every node is looked at that answers.
 */
export async function checkRedis(redis: Redis, { replicas = 0 }: { replicas?: number } = {}): Promise<string[]> {
  const { servers, clustered } = await serversOf(redis)
  const warnings = await Promise.all(servers.map((server) => checkServer(server, { replicas, clustered })))
  return [...new Set(warnings.flat())]
}

async function checkServer(server: Redis, { replicas, clustered }: { replicas: number; clustered: boolean }): Promise<string[]> {
  const info = await server.info().catch((error: Error) => {
    if (clustered) return undefined
    throw notLetIn.test(error.message) ? new UnfitRedis(`${troubleOf(error)}\n${error.message}`) : error
  })
  if (info === undefined) return ['警告：集群里有节点没有应答，没有检查它。 / WARNING: a node of the cluster does not answer and was not checked.']
  const version = field(info, 'redis_version') ?? '0'
  if (isTooOld(version)) {
    throw new UnfitRedis(
      `Redis 版本 ${version} 太旧，需要 ${OLDEST.join('.')} 或更新（队列和记账脚本要用到 LMOVE、ZRANGE BYSCORE、XAUTOCLAIM 等新命令）。\n` +
        `Redis ${version} is too old: ${OLDEST.join('.')} or newer is needed (LMOVE, ZRANGE BYSCORE, XAUTOCLAIM).`,
    )
  }
  refuseEviction(field(info, 'maxmemory'), field(info, 'maxmemory_policy'))
  if (!clustered && field(info, 'cluster_enabled') === '1') {
    throw new UnfitRedis(
      'REDIS_URL 指向集群里的一个节点，键分在各个节点上。请写成集群地址，例如 REDIS_URL=redis+cluster://10.0.0.1:6379,10.0.0.2:6379\n' +
        'REDIS_URL leads to one node of a cluster: give the cluster, as in redis+cluster://host:port,host:port',
    )
  }
  if (!clustered && field(info, 'role') === 'slave') throw new Error('READONLY This Redis is a replica.')
  return [...replicaWarnings(info, replicas), ...(await persistenceWarnings(server, info))]
}

function replicaWarnings(info: string, replicas: number): string[] {
  const there = Number(field(info, 'connected_slaves') ?? 0)
  if (field(info, 'role') !== 'master' || there >= replicas) return []
  return [
    `警告：REDIS_WAIT_REPLICAS=${replicas}，而主节点现在只有 ${there} 个副本，消息会一直收不下来。 / ` +
      `WARNING: REDIS_WAIT_REPLICAS=${replicas} but a master has ${there} replicas now: no message can be taken.`,
  ]
}

function refuseEviction(maxmemory: string | undefined, policy: string | undefined): void {
  if (Number(maxmemory ?? 0) === 0 || policy === undefined || policy === 'noeviction') return
  throw new UnfitRedis(
    `Redis 内存用满时会按 ${policy} 丢弃数据，台账会残缺。请改为：CONFIG SET maxmemory-policy noeviction\n` +
      `This Redis evicts keys (${policy}) when its memory is full; the ledger would be damaged. Set maxmemory-policy to noeviction.`,
  )
}

async function persistenceWarnings(redis: Redis, info: string): Promise<string[]> {
  const [appendonly, appendfsync, save] = await Promise.all(
    ['appendonly', 'appendfsync', 'save'].map((name) => setting(redis, name)),
  )
  const appends = appendonly === undefined ? field(info, 'aof_enabled') === '1' : appendonly === 'yes'
  if (!appends && save === '') {
    return [
      '警告：这个 Redis 不存盘，重启后全部数据都会丢失。请设置 appendonly yes 和 appendfsync always。 / ' +
        'WARNING: this Redis keeps nothing on disk; a restart loses everything. Set appendonly yes and appendfsync always.',
    ]
  }
  if (appendonly === undefined || appendfsync === undefined || save === undefined) {
    return [
      '警告：这个 Redis 不允许 CONFIG GET，无法检查是否每次写入都存盘，请向服务商确认。 / ' +
        'WARNING: this Redis forbids CONFIG GET: whether every write reaches the disk could not be checked. Ask its provider.',
    ]
  }
  if (!appends || appendfsync !== 'always') {
    return [
      `警告：这个 Redis 并非每次写入都存盘（appendonly ${appendonly}，appendfsync ${appendfsync}），断电可能丢失最近的记录。 / ` +
        'WARNING: this Redis does not write every change to disk at once; a power cut may lose the latest records. Set appendonly yes and appendfsync always.',
    ]
  }
  return []
}

/** One setting; undefined when CONFIG is forbidden. */
async function setting(redis: Redis, name: string): Promise<string | undefined> {
  try {
    const answer = (await redis.config('GET', name)) as unknown
    return Array.isArray(answer) && typeof answer[1] === 'string' ? answer[1] : undefined
  } catch {
    return undefined
  }
}

function isTooOld(version: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  return major < OLDEST[0] || (major === OLDEST[0] && minor < OLDEST[1])
}

function field(info: string, name: string): string | undefined {
  return new RegExp(`^${name}:(.*?)\\r?$`, 'm').exec(info)?.[1]
}
