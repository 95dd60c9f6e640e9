import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { Queue } from 'bullmq'
import type { Cluster } from 'ioredis'
import { create } from '../../src/domain/record.ts'
import { kinds } from '../../src/domain/records/index.ts'
import { unit } from '../../src/domain/records/directory.ts'
import { openLedger } from '../../src/ledger/ledger.ts'
import { rebuild } from '../../src/ledger/rebuild.ts'
import { verify } from '../../src/ledger/verify.ts'
import { workspacesIn } from '../../src/ledger/workspaces.ts'
import { clusterTags, prefixOf } from '../../src/queue/tags.ts'
import { checkRedis, UnfitRedis } from '../../src/redis/check.ts'
import { connectRedis } from '../../src/redis/connect.ts'
import { startCluster, type TestCluster } from '../support/cluster.ts'

const now = Date.UTC(2026, 10, 20)
const workspaces = Array.from({ length: 9 }, (_, i) => `pilot-${i}`)

describe('on a cluster', () => {
  let cluster: TestCluster
  beforeAll(async () => {
    cluster = await startCluster()
  })
  afterAll(() => cluster.stop())
  const connect = (url = cluster.url) => {
    const redis = connectRedis(url)
    onTestFinished(() => redis.disconnect())
    return redis
  }

  test('workspaces lie on every master, each whole on one, and all are found, verified and rebuilt', async () => {
    const redis = connect()
    for (const workspace of workspaces) {
      const ledger = openLedger(redis, { workspace, kinds })
      const changes = ['浙江省', '浙江省/宁波市'].map((path) => create(unit, { unit: path, now, id: path, data: { path, kind: '市', aliases: [] } }))
      await ledger.commit({ cause: { key: 'k', day: '2026-11-20' }, view: await ledger.view(), now, by: 'setup', changes, notices: [] })
    }
    const servers = await Promise.all(workspaces.map(async (workspace) => (await cluster.serving(`tx:{${workspace}}:head`)).master.port))
    expect(new Set(servers).size).toBe(3)
    expect(await workspacesIn(redis)).toEqual(workspaces)
    for (const workspace of workspaces) {
      expect((await verify(redis, { workspace, kinds })).faults).toEqual([])
      expect((await rebuild(redis, { workspace, kinds })).seq).toBe(2)
      expect((await openLedger(redis, { workspace, kinds }).view()).directory.units).toHaveLength(2)
    }
  })

  test('what is asked of a node in one turn goes out in one write', async () => {
    const redis = connect()
    await redis.get('tx:{a}:x')
    const streams = (redis as unknown as Cluster).nodes('master').flatMap(({ stream }) => stream ?? [])
    const asked = Promise.all([redis.get('tx:{a}:x'), redis.get('tx:{a}:y')])
    expect(streams.filter(({ writableCorked }) => writableCorked === 1)).toHaveLength(1)
    await asked
    expect(streams.filter(({ writableCorked }) => writableCorked === 1)).toHaveLength(0)
  })

  test('the queues\' tags lie on every master', async () => {
    const redis = connect()
    const at = await Promise.all(clusterTags.map(async (tag) => (await cluster.serving(`${prefixOf(tag)}:inbox`)).master.port))
    expect(new Set(at).size).toBe(3)
    const queue = new Queue('inbox', { connection: redis, prefix: prefixOf(clusterTags[1] ?? '') })
    await queue.add('wake', {})
    expect(await queue.getWaitingCount()).toBe(1)
    await queue.close()
  })

  test('every node is looked at, and one node alone is refused', async () => {
    const redis = connect()
    expect(await checkRedis(redis, { replicas: 1 })).toEqual([])
    expect(await checkRedis(redis, { replicas: 2 })).toEqual([expect.stringContaining('只有 1 个副本')])
    await cluster.nodes[5]?.redis().config('SET', 'appendfsync', 'everysec')
    expect(await checkRedis(redis)).toEqual([expect.stringContaining('appendfsync everysec')])
    await cluster.nodes[4]?.redis().config('SET', 'maxmemory', '100mb', 'maxmemory-policy', 'allkeys-lru')
    await expect(checkRedis(redis)).rejects.toThrow(UnfitRedis)
    await expect(checkRedis(connect(`redis://127.0.0.1:${cluster.nodes[0]?.port}`))).rejects.toThrow('redis+cluster://')
  })
})
