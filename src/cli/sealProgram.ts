/** Moves the entries of a closed year out of Redis into a file. */
import { parseArgs } from 'node:util'
import { keepFiles } from '../backup/files.ts'
import { sealYear } from '../backup/sealYear.ts'
import { readConfig } from '../config.ts'
import { kinds } from '../domain/records/index.ts'
import { workspacesIn } from '../ledger/workspaces.ts'
import { connectRedis } from '../redis/connect.ts'
import type { Surroundings } from './files.ts'

const usage = '用法：npm run seal -- --year 2025（所有试点；只封一个时在后面写它的编号）'

/** `--year YYYY [workspace …]`: every workspace that has such a year when none is named; the service may run on. Throws when one could not be sealed. */
export async function sealProgram({ args, env, print }: Surroundings): Promise<void> {
  const { values, positionals } = parseArgs({ args, allowPositionals: true, options: { year: { type: 'string' } } })
  const { year } = values
  if (year === undefined) throw new Error(usage)
  const { redisUrl, backup: { folder, key } } = readConfig(env)
  const redis = connectRedis(redisUrl)
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
}
