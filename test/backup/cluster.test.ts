import { expect, onTestFinished, test } from 'vitest'
import type { Cluster } from 'ioredis'
import { backup } from '../../src/backup/backup.ts'
import { restore } from '../../src/backup/restore.ts'
import { workspacesIn } from '../../src/ledger/workspaces.ts'
import { connectRedis } from '../../src/redis/connect.ts'
import { kinds, now } from '../ledger/sample.ts'
import { startCluster } from '../support/cluster.ts'
import { freshRedis } from '../support/redis.ts'
import { freshFolder } from './files.ts'
import { fill, truthOf } from './scene.ts'

const workspaces = ['anhui', 'guangdong', 'hunan', 'zhejiang-2026']

test('workspaces spread over a cluster are all in the backup, which goes into a single Redis and back', async () => {
  const cluster = await startCluster()
  const redis = connectRedis(cluster.url)
  onTestFinished(async () => {
    redis.disconnect()
    await cluster.stop()
  })
  for (const workspace of workspaces) await fill(redis, workspace)
  expect(await workspacesIn(redis)).toEqual(workspaces)
  const folder = await freshFolder()
  const { file } = await backup(redis, { folder, now })
  await expect(restore(redis, file, { folder, kinds, now })).rejects.toThrow('不是空的')
  const { redis: single } = await freshRedis()
  expect((await restore(single, file, { folder, kinds, now })).workspaces.map(({ workspace, faults }) => [workspace, faults])).toEqual(workspaces.map((name) => [name, []]))
  const truth = await truthOf(single)
  const { file: second } = await backup(single, { folder, now: now + 1000 })
  for (const node of (redis as unknown as Cluster).nodes('master')) await node.flushall()
  const again = await restore(redis, second, { folder, kinds, now })
  expect(again.workspaces.flatMap(({ faults }) => faults)).toEqual([])
  const { redis: last } = await freshRedis()
  await restore(last, (await backup(redis, { folder, now: now + 2000 })).file, { folder, kinds, now })
  expect(await truthOf(last)).toEqual(truth)
})
