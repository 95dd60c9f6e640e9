/** Moves the entries of a closed year out of Redis into a file. */
import { keepFiles } from '../backup/files.ts'
import { sealYear } from '../backup/sealYear.ts'
import { readConfig } from '../config.ts'
import { kinds } from '../domain/records/index.ts'
import { workspacesIn } from '../ledger/workspaces.ts'
import { reachRedis } from '../redis/reach.ts'
import { defineProgram } from './program.ts'

/** Every workspace that has such a year when none is named; the service may run on. Throws when one could not be sealed. */
export const sealProgram = defineProgram({
  name: 'seal',
  takes: '[试点编号 …]',
  summary: '把已经过去的一年从 Redis 移到文件里，以后从文件里读；不写试点编号就封所有试点的。',
  options: { year: { type: 'string', value: '2025', does: '哪一年，必须写' } },
  async run({ values, positionals, usage }, { env, print }) {
    const { year } = values
    if (year === undefined) throw new Error(usage)
    const { redisUrl, backup: { folder, key } } = readConfig(env)
    const redis = await reachRedis(redisUrl)
    try {
      keepFiles(redis, [folder], key)
      const bad: string[] = []
      for (const workspace of positionals.length > 0 ? positionals : await workspacesIn(redis)) {
        try {
          const { file, entries, first, last } = await sealYear(redis, { workspace, year, folder, key, kinds, now: Date.now() })
          print(`${workspace}：${year}年 ${entries} 条（第 ${first} 至 ${last} 条）已封存到 ${folder}/sealed/${file}\n`)
        } catch (error) {
          bad.push(error instanceof Error ? error.message : String(error))
        }
      }
      if (bad.length > 0) throw new Error(bad.join('\n'))
    } finally {
      redis.disconnect()
    }
  },
})
