/** Writes a backup of everything that the Redis of REDIS_URL holds. */
import { backUpDaily } from '../backup/daily.ts'
import { backup } from '../backup/backup.ts'
import { keepFiles } from '../backup/files.ts'
import { readConfig } from '../config.ts'
import { reachRedis } from '../redis/reach.ts'
import { defineProgram } from './program.ts'

/** One file with all workspaces, the service may run on; prints each chain's head. With `--drop` aged ones are deleted afterwards, as every night. */
export const backupProgram = defineProgram({
  name: 'backup',
  summary: '把全部数据备份成一个经过核对的文件，放在 BACKUP_DIR；服务可以照常运行。',
  options: { drop: { type: 'boolean', default: false, does: '再删去超过 BACKUP_KEEP_DAYS 天的备份' } },
  async run({ values }, { env, print }) {
    const { redisUrl, backup: { folder, key, keepDays } } = readConfig(env)
    const redis = await reachRedis(redisUrl)
    try {
      keepFiles(redis, [folder], key)
      const options = { folder, key, now: Date.now() }
      const { made, dropped } = values.drop && keepDays > 0 ? await backUpDaily(redis, { ...options, keepDays }) : { made: await backup(redis, options), dropped: [] }
      for (const { workspace, head, entries } of made.workspaces) print(`${workspace}：${entries} 条，链值 ${head.seq}:${head.link || '（空）'}\n`)
      if (made.workspaces.length === 0) print('还没有台账\n')
      print(`已备份：${made.file}（${made.lines} 行，${made.bytes} 字节${key === undefined ? '，未加密' : '，已加密'}）\n`)
      if (dropped.length > 0) print(`已删去过期的备份：${dropped.join('、')}\n`)
    } finally {
      redis.disconnect()
    }
  },
})
