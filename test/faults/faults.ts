/** One faults run: the real product as processes, a steady load, and what goes wrong. */
import { mkdtempSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Queue } from 'bullmq'
import type { Redis } from 'ioredis'
import { shortTmp } from '../../scripts/lib/redis-socket.mjs'
import { connectRedis } from '../../src/redis/connect.ts'
import { freePort } from '../support/ports.ts'
import { judge, onTheWay, type Judgement } from './check.ts'
import { readEvidence, type Evidence } from './evidence.ts'
import { keepProduct, later, type Kept } from './kept.ts'
import { runMishaps, watchStalls, type Mishap } from './mishaps.ts'
import { mondayTime, type Mondays } from './mondays.ts'
import { pilotOf, streets, workspace } from './pilot.ts'
import { startPlatform, type Platform } from './platform.ts'
import { startProxy } from './proxy.ts'
import { randomFrom } from './random.ts'
import { keepRedis } from './redis.ts'
import { startTalk, type Talk } from './talk.ts'

export interface FaultsPlan {
  seed: number
  /** How long things go wrong, ms. */
  duration: number
  groups: number
  /** Mean time between two mishaps, ms. */
  gap: number
  /** Mean pause of a group between two messages, ms. */
  pause: number
  /** Real length of a week, ms. */
  week: number
  /** Longest wait for the rest to be done once all is whole, ms. */
  settle: number
  /** Keeps the folder with logs and data. */
  keep?: boolean
  /** Whether what is killed is replaced by one that was loaded before, see ProductOptions. */
  spare?: boolean
}

export interface FaultsRun {
  judgement: Judgement
  mishaps: Mishap[]
  talk: Talk
  platform: Platform
  evidence: Evidence
  redisEnds: number
  /** From the last mishap until nothing waited, ms. */
  settled: number
  folder: string
}

/** Longest wait for the product to start, ms: a machine may be busy. */
export const startWithin = 180_000

export const entry = 'test/faults/product.ts'

export async function until(fits: () => boolean | Promise<boolean>, ms: number): Promise<boolean> {
  for (const end = Date.now() + ms; Date.now() < end; await later(50)) if (await fits()) return true
  return false
}

/** Pauses the queue of the clock, wherever it lies. */
async function holdClock(redis: Redis): Promise<() => Promise<void>> {
  const tail = ':clock:meta'
  const queues = (await redis.keys(`*${tail}`)).map((key) => new Queue('clock', { connection: redis, prefix: key.slice(0, -tail.length), skipMetasUpdate: true }))
  // Redis is often away here; BullMQ would print that.
  for (const queue of queues) queue.on('error', () => {})
  await Promise.all(queues.map((queue) => queue.pause()))
  return async () => {
    await Promise.all(queues.map((queue) => queue.resume()))
    await Promise.all(queues.map((queue) => queue.close()))
  }
}

/** Whether nothing waits any more, twice in a row: what was handled may have led to more. */
export async function untilSettled(redis: Redis, ms: number): Promise<boolean> {
  let quiet = 0
  return until(async () => {
    const waiting = await redis.exists(`tx:{${workspace}}:in`, `tx:{${workspace}}:out`)
    quiet = waiting === 0 ? quiet + 1 : 0
    return quiet > 10
  }, ms)
}

/** Runs it. Throws when the product does not even start. */
export async function runFaults(plan: FaultsPlan): Promise<FaultsRun> {
  const folder = mkdtempSync(join(shortTmp(), 'tuanxun-faults-'))
  mkdirSync(join(folder, 'data'))
  const all = streets(plan.groups)
  writeFileSync(join(folder, 'pilot.yaml'), pilotOf(all))
  const random = randomFrom(plan.seed)
  const downFor = () => random.between(50, 600)
  const redis = await keepRedis(folder, downFor)
  const proxy = await startProxy(decodeURIComponent(new URL(redis.url).pathname))
  const port = await freePort()
  const platform = await startPlatform({ hears: `http://127.0.0.1:${port}`, random })
  const mondays: Mondays = { start: Date.now() + 4000, stretch: plan.week, count: Math.max(1, Math.ceil(plan.duration / plan.week)) }
  const product = (name: string, env: Record<string, string>) =>
    keepProduct({
      entry, log: join(folder, `${name}.log`), downFor, spare: plan.spare ?? true,
      env: {
        REDIS_URL: `redis://127.0.0.1:${proxy.port}`, PORT: '0', LOG_LEVEL: 'warn', SETUP: join(folder, 'pilot.yaml'), WORKSPACE: '', TRYOUT: 'off', ADMIN: 'office',
        DATA_DIR: join(folder, 'data'), LOOP_PLATFORM: platform.url, LOOP_MONDAYS: JSON.stringify(mondays), ...env,
      },
    })
  const web = product('web', { ROLE: 'web', LOOP_PORT: String(port) })
  const workers = ['worker1', 'worker2'].map((name) => product(name, { ROLE: 'worker' }))
  const direct = connectRedis(redis.url)
  const processes: Kept[] = [web, ...workers]
  const close = async () => {
    direct.disconnect()
    await Promise.all(processes.map((one) => one.stop()))
    await Promise.all([redis.stop(), proxy.stop(), platform.stop()])
    if (!plan.keep) rmSync(folder, { recursive: true })
  }
  try {
    if (!(await until(() => processes.every((one) => one.isUp()), startWithin))) throw new Error(`the product did not start: ${readFileSync(join(folder, 'web.log'), 'utf8').slice(-500)}`)
    const talk = startTalk({ streets: all, platform, now: () => mondayTime(mondays, Date.now()), seed: plan.seed, pause: plan.pause })
    const scene = { redis, web, workers, proxy, platform, holdClock: () => holdClock(direct) }
    const stopWatching = watchStalls(() => direct.ping())
    const made = await runMishaps(scene, { random, duration: plan.duration, gap: plan.gap })
    const whole = Date.now()
    await talk.stop()
    await untilSettled(direct, plan.settle)
    const settled = Date.now() - whole
    const found = (await stopWatching()).filter(({ from, to }) => !made.some((one) => one.crash && one.from < to && one.to > from - onTheWay))
    const mishaps = [...made, ...found]
    const evidence = await readEvidence(direct, workspace)
    const judgement = judge({ said: talk.said, shown: platform.shown, mishaps, evidence })
    return { judgement, mishaps, talk, platform, evidence, redisEnds: redis.ends(), settled, folder }
  } finally {
    await close()
  }
}
