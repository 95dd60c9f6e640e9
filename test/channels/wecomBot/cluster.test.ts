import { expect, onTestFinished, test } from 'vitest'
import { connectRedis } from '../../../src/redis/connect.ts'
import { startCluster } from '../../support/cluster.ts'
import { eventually } from '../../support/eventually.ts'
import { botScene, certain, group, pieceTo, saidIn } from './botScene.ts'

test('on a Redis Cluster: one leads, the other sends through it and takes over', async () => {
  const cluster = await startCluster()
  onTestFinished(() => cluster.stop())
  const redis = connectRedis(cluster.url)
  onTestFinished(() => redis.disconnect())
  const { wecom, open, heard } = await botScene({ ...certain, server: { url: cluster.url, redis } })
  const leader = await open()
  await wecom.subscribed()
  const standby = await open()
  await wecom.say({ group, from: 'zhangsan', at: true, text: '在吗' })
  await eventually(() => expect(heard).toHaveLength(1))
  const reply = heard[0]?.reply
  await standby.send(pieceTo(wecom, '应答', { reply }))
  await leader.stop()
  await wecom.subscribed(2)
  await standby.send(pieceTo(wecom, '接替之后', { reply, actions: [{ label: '收到', say: '/收到' }] }))
  expect(saidIn(wecom)).toEqual(['应答', '接替之后'])
})
