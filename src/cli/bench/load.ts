/** Messages a second with fifty groups, and how long one takes when nothing else happens, each beside BullMQ's empty jobs. */
import { openHops } from './bullmq.ts'
import { clock, percentile, writeThrough, type Figure, type Stand } from './figure.ts'
import { startBenchProduct, type Ask } from './product.ts'
import { openStreets, streetsOf, type Street } from './streets.ts'

const groups = 50
/** Measured in turns, so that whatever else the machine does weighs on both. */
const turns = 4
const perTurn = 750
const idleCommands = 300
/** A process runs for weeks: what is measured is one that has compiled its code. */
const warmUp = 2000

/** A fresh activity each time; a street records none twice. */
export const activityText = (n: number): string =>
  `/活动 主题:第${n}次青年志愿服务 时间:${1 + (n % 12)}月${1 + (n % 28)}日14:00 地点:街道青年中心 人数:${10 + (n % 40)} 摘要:组织青年为社区老人送餐、打扫卫生`

/** Runs `one` so many times, fifty at once, and answers how many a second. */
async function perSecond(times: number, one: (lane: number, n: number) => Promise<unknown>): Promise<number> {
  let left = times
  const begun = clock()
  await Promise.all(Array.from({ length: groups }, async (_, lane) => {
    while (left-- > 0) await one(lane, left)
  }))
  return (times * 1000) / (clock() - begun)
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length

async function recorded(ask: Promise<string>): Promise<void> {
  const answer = await ask
  if (!answer.startsWith('已记录')) throw new Error(`not recorded: ${answer}`)
}

async function onStreets<T>(stand: Stand, hops: number, work: (say: (street: Street, n: number) => Promise<void>, pass: () => Promise<void>, streets: readonly Street[]) => Promise<T>): Promise<T> {
  const { redis } = stand
  await writeThrough(redis)
  const streets = streetsOf(groups)
  const product = await startBenchProduct([await openStreets(redis, 'bench', streets, Date.now())], stand)
  const [ask] = product.asks as [Ask]
  const empty = openHops(stand, hops)
  let count = 0
  try {
    return await work((street) => recorded(ask(street, activityText(++count))), empty.pass, streets)
  } finally {
    await product.close()
    await empty.close()
    await redis.flushdb()
  }
}

export const throughput: Figure = {
  names: ['commands_per_s', 'bullmq_per_s', 'ratio_to_bullmq'],
  measure: (stand) =>
    // A message takes two hops: to whoever decides, and to whoever sends.
    onStreets(stand, 2, async (say, pass, streets) => {
      const commands = (times: number) => perSecond(times, (lane, n) => say(streets[lane] as Street, n))
      const empty = (times: number) => perSecond(times, pass)
      await commands(warmUp)
      await empty(warmUp)
      const ours: number[] = []
      const theirs: number[] = []
      for (let turn = 0; turn < turns; turn++) {
        ours.push(await commands(perTurn))
        theirs.push(await empty(perTurn))
      }
      return {
        commands_per_s: mean(ours).toFixed(0), bullmq_per_s: mean(theirs).toFixed(0), ratio_to_bullmq: (mean(ours) / mean(theirs)).toFixed(2),
      }
    }),
}

export const latency: Figure = {
  names: ['latency_p50_ms', 'latency_p99_ms', 'latency_to_bullmq'],
  measure: (stand) =>
    onStreets(stand, 1, async (say, pass, streets) => {
      const ours: number[] = []
      const theirs: number[] = []
      const timed = async (into: number[], work: Promise<void>) => {
        const begun = clock()
        await work
        into.push(clock() - begun)
      }
      for (let n = 0; n < idleCommands * 1.2; n++) {
        const warm = n < idleCommands * 0.2
        await timed(warm ? [] : ours, say(streets[n % groups] as Street, n))
        await timed(warm ? [] : theirs, pass())
      }
      return {
        latency_p50_ms: percentile(ours, 50).toFixed(1), latency_p99_ms: percentile(ours, 99).toFixed(1),
        latency_to_bullmq: (percentile(ours, 50) / percentile(theirs, 50)).toFixed(2),
      }
    }),
}
