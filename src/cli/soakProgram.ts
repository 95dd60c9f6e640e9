/** Runs the product through a year and a half of many streets, and says whether what it keeps levels off. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { hour } from '../domain/time.ts'
import { reachRedis } from '../redis/reach.ts'
import { redisUrl } from './files.ts'
import { defineProgram } from './program.ts'
import { readNumber } from './readNumber.ts'
import { judge } from './soak/level.ts'
import type { Sample } from './soak/sample.ts'
import { soak } from './soak/soak.ts'

const columns = ['week', 'entries', 'redisMb', 'processMb', 'ids', 'receipts', 'states', 'failed', 'waiting', 'queue'] as const satisfies readonly (keyof Sample)[]
const width = 10

const row = (cells: readonly string[]): string => `${cells.map((cell) => cell.padStart(width)).join('').trimEnd()}\n`

/** Prints a line of sizes each two weeks and a verdict for each at the end. Throws when one grows that must not. */
export const soakProgram = defineProgram({
  name: 'soak',
  summary: '用加快的时间把整个产品跑一年半，逐行打印内存、键和队列的大小，看该稳住的稳不稳得住。',
  options: {
    hours: { type: 'string', default: '1', value: 'H', does: '最多多少小时，不写是 1；到时没跑完的周数不跑' },
    streets: { type: 'string', default: '200', value: 'N', does: '多少个街道，不写是 200' },
    weeks: { type: 'string', default: '78', value: 'W', does: '多少周，不写是 78：消息编号要留一年，过了一年才看得出稳不稳' },
  },
  async run({ values }, at) {
    const hours = readNumber('hours', values.hours, { least: 0.01, example: 0.5 })
    const [streets, weeks] = [readNumber('streets', values.streets, { least: 1, example: 200 }), readNumber('weeks', values.weeks, { least: 1, example: 78 })]
    const url = redisUrl(at)
    const redis = await reachRedis(url)
    const folder = await mkdtemp(join(tmpdir(), 'tuanxun-soak-'))
    try {
      if ((await redis.dbsize()) > 0) throw new Error('只能用空的 Redis，以免动到已有的数据；npm run soak 会自带一个')
      at.print(row(columns))
      const until = performance.now() + hours * hour
      const samples = await soak({
        redis, url, folder, streets, weeks, every: 2, more: () => performance.now() < until,
        tell: (sample) => at.print(row(columns.map((name) => String(Math.round(sample[name]))))),
      })
      const verdicts = Object.entries(judge(samples))
      at.print(verdicts.map(([name, verdict]) => `${name}: ${verdict}\n`).join(''))
      const growing = verdicts.filter(([, verdict]) => verdict === 'grows').map(([name]) => name)
      if (growing.length > 0) throw new Error(`没有稳住：${growing.join('、')}`)
    } finally {
      redis.disconnect()
      await rm(folder, { recursive: true, force: true })
    }
  },
})
