import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { kinds } from '../../src/domain/records/index.ts'
import { verify } from '../../src/ledger/verify.ts'
import { startDeployment, type Deployment } from './deployment.ts'

const wait = (ms: number) => new Promise((done) => setTimeout(done, ms))

describe('the product on a cluster of three masters and three replicas, two processes that hear and two that work', () => {
  let all: Deployment
  beforeAll(async () => {
    all = await startDeployment()
  }, 120_000)
  afterAll(() => all.stop(), 60_000)

  const waiting = async () => (await Promise.all(all.pilots.flatMap(({ workspace }) => ['in', 'out'].map((list) => all.redis.scard(`tx:{${workspace}}:${list}`))))).reduce((sum, n) => sum + n, 0)

  test('every workspace is worked, each on its own master, with records and numbers of its own', async () => {
    await Promise.all(all.pilots.map(({ workspace }) => all.type(workspace, 'first', '/活动 第0场 2026年11月20日 14:00 礼堂')))
    await expect.poll(waiting, { timeout: 30_000 }).toBe(0)
    for (const { workspace } of all.pilots) expect(await all.said(workspace)).toEqual([expect.stringContaining('已记录 活动-2026-001：第0场')])
    expect(new Set(all.pilots.map(({ node }) => node.port)).size).toBe(3)
  })

  test('a master is killed under load: every message that was acknowledged is recorded once and answered', async () => {
    const [hit] = all.pilots
    if (!hit) throw new Error('no pilot')
    const acknowledged = new Map(all.pilots.map(({ workspace }) => [workspace, [0]]))
    let again = 0
    const over = new AbortController()
    const typeOn = async (workspace: string, lane: number) => {
      for (let i = 1; !over.signal.aborted; i++) {
        const n = lane * 1000 + i
        const tries = await all.type(workspace, `m${n}`, `/活动 第${n}场 2026年11月${(i % 28) + 1}日 14:00 礼堂`)
        again += tries - 1
        acknowledged.get(workspace)?.push(n)
        await wait(50)
      }
    }
    const load = all.pilots.flatMap(({ workspace }) => [1, 2].map((lane) => typeOn(workspace, lane)))
    await wait(1500)
    const { replicas: [heir] } = await all.cluster.serving(`tx:{${hit.workspace}}:`)
    // The replica is cut off for a moment: what the master takes now nobody else will ever have.
    const master = hit.node.redis()
    await master.call('ACL', 'SETUSER', 'default', '-psync', '-sync')
    await master.call('CLIENT', 'KILL', 'TYPE', 'replica')
    await wait(700)
    all.cluster.kill(hit.node)
    await expect.poll(async () => (await all.cluster.serving(`tx:{${hit.workspace}}:`)).master, { timeout: 20_000 }).toBe(heir)
    // One replica has become a master and has none: nothing is acknowledged there until the dead node is back.
    all.cluster.revive(hit.node)
    await wait(2000)
    over.abort()
    await Promise.all(load)
    await expect.poll(waiting, { timeout: 40_000 }).toBe(0)

    expect(again).toBeGreaterThan(0)
    for (const { workspace } of all.pilots) {
      const records = Object.values(await all.redis.hgetall(`tx:{${workspace}}:r:activity`)).flatMap((text) => Number(/第(\d+)场/.exec(text)?.[1]))
      const due = (acknowledged.get(workspace) ?? []).toSorted((a, b) => a - b)
      expect(due.length).toBeGreaterThan(2)
      expect(records.toSorted((a, b) => a - b)).toEqual(due)
      const answered = (await all.said(workspace)).flatMap((text) => Number(/第(\d+)场/.exec(text)?.[1]))
      expect([...new Set(answered)].toSorted((a, b) => a - b)).toEqual(due)
      expect((await verify(all.redis, { workspace, kinds })).faults).toEqual([])
    }
  }, 90_000)
})
