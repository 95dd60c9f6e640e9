/** Sends nonsense to a whole bot: nothing may break, hang, be lost or be echoed with a force of its own. */
import { minute } from '../domain/time.ts'
import { loadParts } from '../parts.ts'
import { reachRedis } from '../redis/reach.ts'
import { redisUrl } from './files.ts'
import { fuzz, type Finding } from './fuzz/fuzz.ts'
import { defineProgram } from './program.ts'
import { readNumber } from './readNumber.ts'

/** What was sent, short and on one line. */
const shown = (text: string): string => (text.length > 300 ? `${JSON.stringify(text.slice(0, 300))}… (${text.length} signs)` : JSON.stringify(text))

const spell = ({ at, what, text }: Finding): string => `  第${at}条：${what}\n    ${shown(text)}\n`

/** One minute and a seed by chance unless told; prints the seed, so that a run can be repeated. Throws when anything was found. */
export const fuzzProgram = defineProgram({
  name: 'fuzz',
  summary: '把乱七八糟的话发给整个机器人：不能出错、卡住、不答或呼叫所有人。打印种子，可以重现。',
  options: {
    minutes: { type: 'string', default: '1', value: 'N', does: '多少分钟，不写是 1' },
    seed: { type: 'string', value: 'S', does: '种子，不写就随机' },
  },
  async run({ values }, at) {
    const minutes = readNumber('minutes', values.minutes, { least: 0, example: 5 })
    const seed = Math.floor(values.seed === undefined ? Math.random() * 2 ** 32 : readNumber('seed', values.seed, { least: 0, example: 1 }))
    const redis = await reachRedis(redisUrl(at))
    try {
      if ((await redis.dbsize()) > 0) throw new Error('只能用空的 Redis，以免动到已有的数据；npm run fuzz 会自带一个')
      at.print(`seed: ${seed}\n`)
      const until = performance.now() + minutes * minute
      const { messages, answered, slowest, findings } = await fuzz(redis, await loadParts(), { seed, more: () => performance.now() < until })
      at.print(`messages: ${messages}\nanswered: ${answered}\nslowest_ms: ${slowest.work.toFixed(1)} (${slowest.length} signs)\nfindings: ${findings.length}\n`)
      if (findings.length > 0) throw new Error(`发现 ${findings.length} 处问题（可用 --seed ${seed} 重现）：\n${findings.map(spell).join('')}`)
    } finally {
      redis.disconnect()
    }
  },
})
