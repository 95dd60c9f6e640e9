import { setTimeout as sleep } from 'node:timers/promises'
import { Queue } from 'bullmq'
import { describe, expect, it, onTestFinished } from 'vitest'
import { startWorkers, type Handlers } from '../../src/queue/queue.ts'
import { openWaker, type Target } from '../../src/queue/waker.ts'
import { mend, reconcile } from '../../src/queue/schedules.ts'
import { connectRedis } from '../../src/redis/connect.ts'
import { calmly } from '../support/calm.ts'
import { until } from '../support/eventually.ts'
import { freshRedis } from '../support/redis.ts'

const target = (chat: string): Target => ({ workspace: 'w', chat })

async function queues() {
  const { url } = await freshRedis()
  const errors: string[] = []
  const onError = (error: Error, what: string) => void errors.push(`${what}: ${error.message}`)
  const connection = connectRedis(url)
  const waker = openWaker({ connection, onError })
  const close: (() => Promise<unknown>)[] = []
  onTestFinished(async () => {
    for (const one of close.reverse()) await one()
    await waker.close()
    connection.disconnect()
  })
  const work = async (handlers: Partial<Handlers>, more: { schedules?: { name: string; every?: number; pattern?: string }[] } = {}) => {
    const all: Handlers = { inbox: async () => {}, outbox: async () => undefined, clock: async () => {}, ...handlers }
    const workers = await startWorkers({ connection, handlers: all, schedules: [], onError, ...more })
    close.push(() => workers.close())
    return workers
  }
  const clock = new Queue('clock', { connection, prefix: '{tuanxun}' })
  close.push(() => clock.close())
  return { connection, waker, work, clock, errors }
}

describe('schedules', () => {
  const day = 24 * 60 * 60
  it('are made exactly what they are to be: a changed pattern replaces, a removed or renamed one leaves no ghost', async () => {
    const { clock } = await queues()
    await reconcile(clock, [{ name: 'bulletin', pattern: '0 10 * * 1' }, { name: 'gone', pattern: '* * * * *' }, { name: 'sweep', every: 15_000 }], day)
    await reconcile(clock, [{ name: 'bulletin', pattern: '30 9 * * 1' }, { name: 'renamed', pattern: '* * * * *' }, { name: 'sweep', every: 15_000 }], day)
    const there = await clock.getJobSchedulers(0, -1)
    expect(there.map(({ key, pattern, every, tz }) => ({ key, pattern, every, tz })).sort((a, b) => (a.key < b.key ? -1 : 1))).toEqual([
      { key: 'bulletin', pattern: '30 9 * * 1', every: undefined, tz: 'Asia/Shanghai' },
      { key: 'renamed', pattern: '* * * * *', every: undefined, tz: 'Asia/Shanghai' },
      { key: 'sweep', pattern: undefined, every: 15_000, tz: undefined },
    ])
    expect((await clock.getJobs(['delayed', 'waiting', 'prioritized'])).map(({ name }) => name).sort()).toEqual(['bulletin', 'renamed', 'sweep'])
  })

  it('of a pattern run by Shanghai\'s time, whatever the machine\'s', async () => {
    const { clock } = await queues()
    await reconcile(clock, [{ name: 'bulletin', pattern: '0 10 * * *' }], day)
    const [scheduler] = await clock.getJobSchedulers(0, -1)
    expect(new Date((scheduler?.next ?? 0) + 8 * 3_600_000).toISOString()).toMatch(/T10:00:00/)
  })

  it('are planned again when they or their next round got lost, and left alone when not', async () => {
    const { clock } = await queues()
    const now = Date.now()
    // Days away, whenever this runs.
    const pattern = `0 10 * * ${(new Date(now).getUTCDay() + 3) % 7}`
    const schedules = [{ name: 'bulletin', workspace: 'w', pattern }, { name: 'sweep', every: 15_000 }, { name: 'purge', workspace: 'v', pattern }]
    await reconcile(clock, schedules, day)
    expect(await mend(clock, schedules, day, now)).toEqual([])
    // As a failover leaves it: the scheduler is there, the round it should bring is not.
    for (const job of await clock.getDelayed()) if (job.name === 'sweep') await job.remove().catch(() => undefined)
    await clock.removeJobScheduler('purge@v')
    expect(await mend(clock, schedules, day, now + 15_000)).toEqual(['purge@v'])
    expect(await mend(clock, schedules, day, now + 10 * 60_000)).toEqual(['sweep'])
    expect((await clock.getJobSchedulers(0, -1)).map(({ key }) => key).sort()).toEqual(['bulletin@w', 'purge@v', 'sweep'])
  })

  it('call the clock by name, and go on after an error', async () => {
    const { work } = await queues()
    let rounds = 0
    await work({ clock: async (name) => {
      if (name === 'sweep' && ++rounds === 1) throw new Error('once')
    } }, { schedules: [{ name: 'sweep', every: 200 }] })
    await until(() => rounds >= 3)
  })
})

describe('wake-ups', () => {
  it('reach the handlers, with the chat they are about', async () => {
    const { waker, work } = await queues()
    const got: string[] = []
    await work({ inbox: async ({ chat }) => void got.push(`in ${chat}`), outbox: async ({ chat }) => void got.push(`out ${chat}`) })
    await waker.inbox(target('g:甲'))
    await waker.outbox(target('g:乙'))
    await until(() => got.length === 2)
    expect(got.sort()).toEqual(['in g:甲', 'out g:乙'])
  })

  it('are tried again after an error, and kept when it stays', async () => {
    const { waker, work, errors } = await queues()
    let tries = 0
    await work({ inbox: async () => {
      if (++tries < 3) throw new Error('not yet')
    } })
    await waker.inbox(target('g:甲'))
    await until(() => tries === 3)
    expect(errors.filter((error) => error.includes('not yet'))).toHaveLength(2)
  })

  // Those who are told so within one second share one look: it rests on the clock.
  it('come once at the time asked for, however many were told to look again', calmly(async () => {
    const { waker, work } = await queues()
    const looked: number[] = []
    await work({ outbox: async () => (looked.push(performance.now()) <= 6 ? 800 : undefined) })
    for (let i = 0; i < 6; i++) await waker.outbox(target('g:甲'))
    await until(() => looked.length >= 7)
    await sleep(1500)
    expect(looked.length).toBeLessThanOrEqual(8)
    expect((looked[6] ?? 0) - (looked[0] ?? 0)).toBeGreaterThan(700)
  }))
})
