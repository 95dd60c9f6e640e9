/** The product on a cluster: two processes that hear, two that work, and whoever types into all their workspaces. */
import { writeFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { startProduct, type Product } from '../../src/cli/product.ts'
import type { Redis } from 'ioredis'
import { createChatLog } from '../../src/channels/simulator/log.ts'
import { isBots } from '../../src/channels/simulator/simulator.ts'
import { connectRedis } from '../../src/redis/connect.ts'
import { startCluster, type ClusterNode, type TestCluster } from '../support/cluster.ts'
import { quietPilot } from '../support/quiet.ts'

export const group = '中河街道工作群'

export interface Deployment {
  cluster: TestCluster
  redis: Redis
  webs: Product[]
  /** One for each master, by the node that served it at first. */
  pilots: { workspace: string; node: ClusterNode }[]
  /** Types a message into a workspace through one of the webs, as a platform does: again with the same id until it is taken. Answers the tries it took. */
  type(workspace: string, id: string, text: string): Promise<number>
  /** What the bot said in a workspace's group. */
  said(workspace: string): Promise<string[]>
  stop(): Promise<void>
}


/** Names of workspaces, one on each master. */
async function spread(cluster: TestCluster): Promise<Deployment['pilots']> {
  const found = new Map<ClusterNode, string>()
  for (let i = 1; found.size < 3; i++) {
    const { master } = await cluster.serving(`tx:{pilot-${i}}:`)
    if (!found.has(master)) found.set(master, `pilot-${i}`)
  }
  return [...found].map(([node, workspace]) => ({ workspace, node }))
}

export async function startDeployment(): Promise<Deployment> {
  const [cluster, folder] = await Promise.all([startCluster(), mkdtemp(join(tmpdir(), 'cluster-'))])
  const pilots = await spread(cluster)
  const setups = pilots.map(({ workspace }) => {
    const path = join(folder, `${workspace}.yaml`)
    writeFileSync(path, quietPilot.replace('test-pilot', workspace))
    return path
  })
  const env = { SETUP: setups.join(','), REDIS_WAIT_REPLICAS: '1', REDIS_WAIT_MS: '300', LOG_LEVEL: 'fatal' }
  const started = await Promise.allSettled(['web', 'web', 'worker', 'worker'].map((ROLE) => startProduct(cluster.url, { ...env, ROLE })))
  const products = started.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []))
  const failed = started.find((one) => one.status === 'rejected')
  if (failed) {
    await Promise.all(products.map((product) => product.stop()))
    await cluster.stop()
    throw failed.reason
  }
  const webs = products.slice(0, 2)
  const redis = connectRedis(cluster.url)
  let turn = 0
  const post = async (url: string, workspace: string, message: object): Promise<boolean> =>
    fetch(`${url}/tryout/messages?workspace=${workspace}`, {
      method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(message), signal: AbortSignal.timeout(6000),
    }).then(({ status }) => status === 202, () => false)
  return {
    cluster, redis, pilots,
    webs,
    async type(workspace, id, text) {
      for (let tries = 1; ; tries++) {
        const web = webs[turn++ % 2]
        if (await post(web?.url ?? '', workspace, { id, group, sender: 'wangmin', text })) return tries
        if (tries > 60) throw new Error(`${id} was never taken`)
        await sleep(200)
      }
    },
    said: async (workspace) => (await createChatLog(redis, workspace).list(`g:${group}`, 0)).filter(isBots).map(({ text }) => text),
    async stop() {
      await Promise.all(products.map((product) => product.stop()))
      redis.disconnect()
      await cluster.stop()
      await rm(folder, { recursive: true })
    },
  }
}
