import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { kinds } from '../../src/domain/records/index.ts'
import { openLedger } from '../../src/ledger/ledger.ts'
import { verify } from '../../src/ledger/verify.ts'
import { patience } from '../support/eventually.ts'
import { startDeployment, type Deployment } from './deployment.ts'

/** A socket on which nothing comes is given up after 15 s, and work that was lost with it is found by the sweep within 15 s more: both may follow one another. */
const timeout = 3 * patience

describe('the product on a cluster of three masters and three replicas, two processes that hear and two that work', { timeout: 3 * timeout }, () => {
  let all: Deployment
  beforeAll(async () => {
    all = await startDeployment()
  })
  afterAll(() => all.stop(), 60_000)

  const waiting = async () => (await Promise.all(all.pilots.flatMap(({ workspace }) => ['in', 'out'].map((list) => all.redis.scard(`tx:{${workspace}}:${list}`))))).reduce((sum, n) => sum + n, 0)

  test('every workspace is worked, each on its own master, with records and numbers of its own', async () => {
    await Promise.all(all.pilots.map(({ workspace }) => all.type(workspace, 'first', '/活动 第0场 2026年11月20日 14:00 礼堂')))
    await expect.poll(waiting, { interval: 200 }).toBe(0)
    for (const { workspace } of all.pilots) expect(await all.said(workspace)).toEqual([expect.stringMatching(/^已记录 活动-\d{4}-001：第0场/)])
    expect(new Set(all.pilots.map(({ node }) => node.port)).size).toBe(3)
  })

  const numberIn = (text: string) => Number(/第(\d+)场/.exec(text)?.[1])
  const line = (n: number) => `/活动 第${n}场 2026年11月${(n % 28) + 1}日 14:00 礼堂`
  const served = (workspace: string) => all.cluster.serving(`tx:{${workspace}}:`)

  /** Numbers of what is recorded in a workspace, and of what was answered: seen in the group, or sent as far as the ledger knows, as the group's log may have been lost with its master. */
  async function found(workspace: string): Promise<{ recorded: number[]; answered: number[] }> {
    const records = Object.entries(await all.redis.hgetall(`tx:{${workspace}}:r:activity`)).map(([id, text]) => [id, numberIn(text)] as const)
    const sent = await (await openLedger(all.redis, { workspace, kinds }).view()).said(0, Number.MAX_SAFE_INTEGER)
    const answered = [...(await all.said(workspace)).map(numberIn), ...records.filter(([id]) => sent.some(({ about }) => about?.includes(id))).map(([, n]) => n)]
    const rising = (numbers: number[]) => numbers.toSorted((a, b) => a - b)
    return { recorded: rising(records.map(([, n]) => n)), answered: rising([...new Set(answered)]) }
  }

  /** Types into all pilots, each by two who number what they say from `first` on, until `fault` is over; then all that was acknowledged must be recorded once and answered. */
  async function underLoad(first: number, fault: (acknowledged: (workspace: string, n: number) => void) => Promise<void>): Promise<void> {
    const due = new Map(await Promise.all(all.pilots.map(async ({ workspace }) => [workspace, (await found(workspace)).recorded] as const)))
    const before = new Map([...due].map(([workspace, numbers]) => [workspace, numbers.length]))
    const acknowledge = (workspace: string, n: number) => void due.get(workspace)?.push(n)
    let held = 0
    const over = new AbortController()
    const typeOn = async (workspace: string, from: number) => {
      for (let n = from; !over.signal.aborted; n++) {
        const begun = performance.now()
        const tries = await all.type(workspace, `m${n}`, line(n))
        if (tries > 1 || performance.now() - begun > 500) held += 1
        acknowledge(workspace, n)
        // Whoever types waits for the answer: slower typing loses nothing of the moment in which it is not given.
        await sleep(300)
      }
    }
    const load = all.pilots.flatMap(({ workspace }) => [first, first + 1000].map((from) => typeOn(workspace, from)))
    try {
      await sleep(1000)
      await fault(acknowledge)
      await sleep(1000)
    } finally {
      over.abort()
    }
    await Promise.all(load)
    await expect.poll(waiting, { interval: 200, timeout }).toBe(0)

    // The fault was felt: somebody was refused, or waited for the replica to take over.
    expect(held).toBeGreaterThan(0)
    for (const { workspace } of all.pilots) {
      const numbers = (due.get(workspace) ?? []).toSorted((a, b) => a - b)
      expect(numbers.length).toBeGreaterThan((before.get(workspace) ?? 0) + 1)
      expect(await found(workspace)).toEqual({ recorded: numbers, answered: numbers })
      expect((await verify(all.redis, { workspace, kinds })).faults).toEqual([])
    }
  }

  test('a master is killed under load: every message that was acknowledged is recorded once and answered', async () => {
    const [hit] = all.pilots
    if (!hit) throw new Error('no pilot')
    await underLoad(1000, async () => {
      const { replicas: [heir] } = await served(hit.workspace)
      // The replica is cut off for a moment: what the master takes now nobody else will ever have.
      const master = hit.node.redis()
      await master.call('ACL', 'SETUSER', 'default', '-psync', '-sync')
      await master.call('CLIENT', 'KILL', 'TYPE', 'replica')
      await sleep(700)
      all.cluster.kill(hit.node)
      await expect.poll(async () => (await served(hit.workspace)).master, { interval: 250 }).toBe(heir)
      // One replica has become a master and has none: nothing is acknowledged there until the dead node is back.
      all.cluster.revive(hit.node)
    })
  })

  test('a master hangs with its connections open: its replica is used instead, and what it still does when it goes on counts for nothing', async () => {
    const [, hit] = all.pilots
    if (!hit) throw new Error('no pilot')
    await underLoad(5000, async (acknowledged) => {
      const { replicas: [heir] } = await served(hit.workspace)
      const direct = heir?.redis()
      const goOn = all.cluster.hang(hit.node)
      let late: Promise<unknown> | undefined
      try {
        await expect.poll(async () => (await served(hit.workspace)).master, { interval: 250 }).toBe(heir)
        late = all.type(hit.workspace, 'late', line(9999)).then(() => acknowledged(hit.workspace, 9999))
        // Without a replica it is not acknowledged, but it is heard and recorded.
        await expect.poll(async () => (await direct?.hvals(`tx:{${hit.workspace}}:r:activity`))?.map(numberIn), { interval: 250, timeout }).toContain(9999)
      } finally {
        goOn()
      }
      await late
    })
  })
})
