/** Measures what the README promises of speed. */
import { makeYear, type YearPlan } from '../../test/support/year.ts'
import { loadParts } from '../parts.ts'
import { connectRedis } from '../redis/connect.ts'
import { parseSetup } from '../setup/yaml.ts'
import { replay } from '../transcript/replay.ts'
import { redisUrl, type Surroundings } from './files.ts'

/** What is replayed, by the name its figure is printed under: a year, and a quarter of it, of 21 streets. */
const plans: Record<string, YearPlan> = {
  replay_quarter_s: { cities: 3, streets: 7, weeks: 13 },
  replay_year_s: { cities: 3, streets: 7, weeks: 52 },
}

/** `[NAME …]`: replays made-up pilots against the empty Redis of REDIS_URL and prints one line each, the name and the seconds it took. Nothing else should run meanwhile. */
export async function benchProgram(at: Surroundings): Promise<void> {
  const names = at.args.length > 0 ? at.args : Object.keys(plans)
  const redis = connectRedis(redisUrl(at))
  try {
    if ((await redis.dbsize()) > 0) throw new Error('测速只能用空的 Redis，以免动到已有的数据；npm run bench 会自带一个')
    const parts = await loadParts()
    for (const name of names) {
      const plan = plans[name]
      if (!plan) throw new Error(`没有“${name}”这一项，可用：${Object.keys(plans).join('、')}`)
      const { setup, lines } = makeYear(plan)
      const start = performance.now()
      const { failures } = await replay(lines, { redis, parts, setup: parseSetup(setup, 'year.yaml') })
      if (failures.length > 0) throw new Error(failures.map(({ id, error }) => `${id} ${error}`).join('\n'))
      at.print(`${name} ${((performance.now() - start) / 1000).toFixed(1)}\n`)
      await redis.flushdb()
    }
  } finally {
    redis.disconnect()
  }
}
