/** Measures what the README promises of speed. */
import { loadParts } from '../parts.ts'
import { connectRedis } from '../redis/connect.ts'
import type { Figure } from './bench/figure.ts'
import { growth } from './bench/growth.ts'
import { latency, throughput } from './bench/load.ts'
import { understanding } from './bench/understand.ts'
import { province } from './bench/province.ts'
import { quarter, year } from './bench/replays.ts'
import { redisUrl } from './files.ts'
import { defineProgram } from './program.ts'

const figures: readonly Figure[] = [throughput, latency, understanding, province, growth, quarter, year]

/** The figures that print the names asked for; all of them when none is. Throws for a name that is not known. */
function chosen(names: readonly string[]): readonly Figure[] {
  const known = figures.flatMap((figure) => figure.names)
  const odd = names.find((name) => !known.includes(name))
  if (odd !== undefined) throw new Error(`没有“${odd}”这一项，可用：${known.join('、')}`)
  return names.length === 0 ? figures : figures.filter((figure) => figure.names.some((name) => names.includes(name)))
}

/**
 * Measures on made-up pilots against the empty Redis of REDIS_URL and prints `name: value` lines; the figures of one measurement
 * come together. Nothing else should run meanwhile; ratios are measured in turns, so that they bear it.
 */
export const benchProgram = defineProgram({
  name: 'bench',
  silent: true,
  takes: '[项目 …]',
  summary: '在编出来的试点上测速，每项打印一行“名称: 数值”；不写项目就全测。',
  options: {},
  remarks: [`项目：${figures.flatMap(({ names }) => names).join('、')}`],
  async run({ positionals }, at) {
    const wanted = chosen(positionals)
    const url = redisUrl(at)
    const redis = connectRedis(url)
    try {
      if ((await redis.dbsize()) > 0) throw new Error('测速只能用空的 Redis，以免动到已有的数据；npm run bench 会自带一个')
      const parts = await loadParts()
      for (const { names, measure } of wanted) {
        // The figure before may have switched writing to disk on.
        await redis.config('SET', 'appendonly', 'no')
        const values = await measure({ redis, url, parts })
        for (const name of names) at.print(`${name}: ${values[name]}\n`)
      }
    } finally {
      redis.disconnect()
    }
  },
})
