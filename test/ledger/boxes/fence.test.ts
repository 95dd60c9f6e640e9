import type { Redis } from 'ioredis'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { TryAgain } from '../../../src/domain/errors.ts'
import { fencedAsk } from '../../../src/ledger/boxes/fence.ts'
import { createLeases } from '../../../src/ledger/lease.ts'
import { openLedger } from '../../../src/ledger/ledger.ts'
import type { Heard } from '../../../src/ledger/types.ts'
import { patience, until } from '../../support/eventually.ts'
import { freePort } from '../../support/ports.ts'
import { startRedis, type TestRedis } from '../../support/redis.ts'
import { file, kinds, memo, newMemo, place } from '../sample.ts'

const now = Date.UTC(2026, 10, 20)
const message = (id: string): Heard => ({ channel: 'simulator', id, chat: 'g:甲', sender: 'a', text: '/待办', at: now })

describe('with replicas to wait for', () => {
  let master: TestRedis
  let replica: TestRedis
  beforeAll(async () => {
    const port = await freePort()
    master = await startRedis({ 'repl-diskless-sync-delay': '0', port: String(port) })
    replica = await startRedis()
    await replica.redis().replicaof('127.0.0.1', port)
    // Only the master knows since when it sends its writes there: the replica says a little earlier that its link is up.
    const link = master.redis()
    await until(async () => (await link.info('replication')).includes('state=online'), 'the replica')
  })
  afterAll(async () => {
    await replica.stop()
    await master.stop()
  })

  /** Patient unless it is to wait in vain: a machine may stand still for seconds. */
  const open = ({ replicas = 1, within = patience } = {}) => {
    const replication = { redis: master.redis(), replicas, within }
    return openLedger(master.redis(), { workspace: 'w', kinds: [], replication })
  }
  /** Stops the replica for a while: it takes nothing, and does not say so. */
  const without = async (work: () => Promise<void>) => {
    process.kill(replica.pid, 'SIGSTOP')
    await work().finally(() => process.kill(replica.pid, 'SIGCONT'))
  }

  it('a message that is heard is there on the replica', async () => {
    expect(await open().hear(message('1'), now)).toBe('heard')
    expect(await replica.redis().lrange('tx:{w}:in:g:甲', 0, -1)).toHaveLength(1)
  })

  it('one that no replica takes is not heard, nor is its repeat, until one does', async () => {
    const hasty = open({ within: 100 })
    await without(async () => {
      await expect(hasty.hear(message('2'), now)).rejects.toThrow(TryAgain)
      await expect(hasty.hear(message('2'), now)).rejects.toThrow('0 of 1 replicas have it')
    })
    expect(await open().hear(message('2'), now)).toBe('duplicate')
    expect((await replica.redis().lrange('tx:{w}:in:g:甲', 0, -1)).filter((item) => item.startsWith('simulator|2\n'))).toHaveLength(1)
    await expect(open({ replicas: 2, within: 1000 }).hear(message('3'), now)).rejects.toThrow('of 2 replicas have it')
  })

  it('what is decided is not spoken of before a replica has it', async () => {
    const ledger = open()
    const view = await ledger.view()
    await ledger.commit({ cause: { key: 'k', day: '2026-11-20' }, view, now, by: 'clock', changes: [], notices: [{ to: 'g:乙', text: '好', sort: 'answer' }] })
    await without(() => expect(open({ within: 100 }).outbox.head('g:乙')).rejects.toThrow(TryAgain))
    expect(await ledger.outbox.head('g:乙')).toMatchObject({ text: '好' })
    expect(await ledger.outbox.head('g:丙')).toBeUndefined()
  })

  it('nor when the outbox was taken together with what is said', async () => {
    const ledger = open({ within: 100 })
    const wanted = createLeases(master.redis(), 'w').offer('out|g:丁')
    const view = await ledger.view()
    const asked = { cause: { key: 'd', day: '2026-11-20' }, view, now, by: 'clock', changes: [], notices: [{ to: 'g:丁', text: '好', sort: 'answer' as const }] }
    expect(await ledger.commit({ ...asked, offers: new Map([['g:丁', wanted]]) })).toMatchObject({ granted: ['g:丁'] })
    const hold = wanted.taken()
    await without(() => expect(ledger.outbox.head('g:丁', hold)).rejects.toThrow(TryAgain))
    await hold.release()
  })

  it('where the chain ended before replicas were waited for is not where it ends', async () => {
    const redis = master.redis()
    let done = () => {}
    const waited = new Promise<void>((resolve) => (done = resolve))
    const slowly = (pipeline: ReturnType<Redis['pipeline']>) =>
      new Proxy(pipeline, { get: (at, key) => (key === 'exec' ? async () => [await at.exec(), await waited][0] : Reflect.get(at, key)) })
    const late = new Proxy(master.redis(), { get: (at, key) => (key === 'pipeline' ? () => slowly(at.pipeline()) : Reflect.get(at, key)) })
    const ledger = openLedger(redis, { workspace: 'w2', kinds, replication: { redis: late, replicas: 0, within: 1000 } })
    await (await ledger.view()).list(memo, 'open', place)
    const hearing = ledger.hear(message('1'), now)
    await file(openLedger(redis, { workspace: 'w2', kinds }), newMemo('别人的'))
    done()
    await hearing
    expect(await (await ledger.view()).list(memo, 'open', place)).toHaveLength(1)
  })

  it('many wait together, and an error of one is its own', async () => {
    const redis = master.redis()
    const calls = async () => Number(/cmdstat_wait:calls=(\d+)/.exec(await redis.info('commandstats'))?.[1])
    const before = await calls()
    const ask = fencedAsk('tx:{w}:', { redis, replicas: 1, within: patience })
    await redis.set('tx:{w}:text', 'x')
    const answers = await Promise.allSettled(Array.from({ length: 100 }, (_, i) => (i === 50 ? ask('incr', 'tx:{w}:text') : ask('incr', 'tx:{w}:count'))))
    expect(answers.filter(({ status }) => status === 'rejected')).toMatchObject([{ reason: { message: expect.stringContaining('not an integer') } }])
    expect(await replica.redis().get('tx:{w}:count')).toBe('99')
    expect((await calls()) - before).toBeLessThan(5)
  })
})
