/** A throw-away Redis Cluster on loopback. */
import { spawn, type ChildProcess } from 'node:child_process'
import { dirname } from 'node:path'
import type { Redis } from 'ioredis'
import { findProgram } from '../../scripts/lib/find.mjs'
import { until } from './eventually.ts'
import { freePorts } from './ports.ts'
import { startRedis, type TestRedis } from './redis.ts'

export interface ClusterNode extends TestRedis {
  port: number
  id: string
}

export interface TestCluster {
  /** redis+cluster:// with three of its nodes. */
  url: string
  nodes: ClusterNode[]
  /** The node that serves a key now, and its replicas. */
  serving(key: string): Promise<{ master: ClusterNode; replicas: ClusterNode[] }>
  /** Kills a node with SIGKILL. */
  kill(node: ClusterNode): void
  /** Starts a killed node again where it was, as whoever looks after the machine would; it comes back as what the others make it. */
  revive(node: ClusterNode): void
  /** Lets a node hang with SIGSTOP, its connections open, until the returned function is called. */
  hang(node: ClusterNode): () => void
  stop(): Promise<void>
}

/** How long a node may be silent before the others take it for dead, ms. */
const nodeTimeout = 1500

/** Three masters, each with one replica, that write every change to disk; ready when this resolves. */
export async function startCluster(): Promise<TestCluster> {
  const masters = 3
  const ports = await freePorts(2 * masters)
  const settings = { 'cluster-enabled': 'yes', 'cluster-node-timeout': String(nodeTimeout), 'repl-diskless-sync-delay': '0', 'repl-ping-replica-period': '1', appendonly: 'yes', appendfsync: 'always' }
  const nodes = await Promise.all(ports.map(async (port): Promise<ClusterNode> => {
    const node = await startRedis({ ...settings, port: String(port) })
    return { ...node, port, id: String(await node.redis().cluster('MYID')) }
  }))
  const links = nodes.map((node) => node.redis())
  const on = (i: number): Redis => links[i] as Redis
  await Promise.all(links.map((link, i) => link.call('CLUSTER', 'SET-CONFIG-EPOCH', i + 1)))
  for (let i = 0; i < masters; i++) {
    const [from, to] = [Math.ceil((i * 16_384) / masters), Math.ceil(((i + 1) * 16_384) / masters)]
    await on(i).call('CLUSTER', 'ADDSLOTS', ...Array.from({ length: to - from }, (_, n) => from + n))
  }
  for (const port of ports.slice(1)) await on(0).call('CLUSTER', 'MEET', '127.0.0.1', port)
  const knows = async (link: Redis) => String(await link.cluster('NODES')).split('\n').filter((line) => line.includes(' connected')).length === nodes.length
  await until(async () => (await Promise.all(links.map(knows))).every(Boolean), 'the nodes\' meeting')
  for (let i = masters; i < 2 * masters; i++) await on(i).call('CLUSTER', 'REPLICATE', nodes[i - masters]?.id ?? '')
  const whole = async (link: Redis) => {
    const [state, info, ranges] = [String(await link.cluster('INFO')), await link.info('replication'), await link.cluster('SLOTS')]
    const replicated = info.includes('role:slave') ? info.includes('master_link_status:up') : info.includes('connected_slaves:1')
    // A replica is told of once it has taken something from its master, if only a ping; nodes hear of it one after another.
    return state.includes('cluster_state:ok') && replicated && ranges.every(([, , ...there]) => there.length === 2)
  }
  await until(async () => (await Promise.all(links.map(whole))).every(Boolean), 'the cluster')

  const alive = new Set(nodes)
  const revived: ChildProcess[] = []
  return {
    url: `redis+cluster://${ports.slice(0, 3).map((port) => `127.0.0.1:${port}`).join(',')}`,
    nodes,
    async serving(key) {
      const link = links.find(({ status }, i) => alive.has(nodes[i] as ClusterNode) && status === 'ready')
      if (!link) throw new Error('no node is there')
      const slot = Number(await link.cluster('KEYSLOT', key))
      const ranges = await link.cluster('SLOTS')
      const [, , ...there] = ranges.find(([from, to]) => from <= slot && slot <= to) ?? []
      const [master, ...replicas] = there.flatMap(([, port]) => nodes.filter((node) => node.port === port))
      if (!master) throw new Error(`nobody serves ${key}`)
      return { master, replicas }
    },
    kill(node) {
      alive.delete(node)
      process.kill(node.pid, 'SIGKILL')
    },
    revive(node) {
      const args = Object.entries({ ...settings, bind: '127.0.0.1', port: String(node.port), dir: dirname(node.socket), unixsocket: node.socket, save: '' }).flatMap(([name, value]) => [`--${name}`, value])
      revived.push(spawn(findProgram('redis-server') ?? '', args, { stdio: 'ignore' }))
      alive.add(node)
    },
    hang(node) {
      alive.delete(node)
      process.kill(node.pid, 'SIGSTOP')
      return () => {
        process.kill(node.pid, 'SIGCONT')
        alive.add(node)
      }
    },
    async stop() {
      for (const child of revived) child.kill('SIGKILL')
      await Promise.all(nodes.map((node) => node.stop()))
    },
  }
}
