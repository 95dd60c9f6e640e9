/** Puts a backup into the empty Redis of REDIS_URL. */
import { parseArgs } from 'node:util'
import { restore, type Restored } from '../backup/restore.ts'
import { forgottenFile } from '../backup/forgotten.ts'
import { readConfig } from '../config.ts'
import { kinds } from '../domain/records/index.ts'
import { momentOf, spellMoment } from '../domain/time.ts'
import { connectRedis } from '../redis/connect.ts'
import { typedPath, type Surroundings } from './files.ts'
import { spellFaults } from './spellFaults.ts'

const usage = '用法：npm run restore -- 备份文件，例：npm run restore -- data/backups/tuanxun-20261122-030000.ndjson.gz'

function report({ workspace, head, now, faults, forgottenAgain, waiting: { messages, notices } }: Restored): string {
  const lines = [spellFaults({ workspace, head: now, faults })]
  if (forgottenAgain.length > 0) lines.push(`  备份之后注销的 ${forgottenAgain.length} 人已再次注销：台账由第 ${head.seq} 条续到第 ${now.seq} 条`)
  if (messages > 0) lines.push(`  待处理的消息 ${messages} 条，启动后会办理`)
  if (notices > 0) lines.push(`  待发出的通知 ${notices} 条，启动后会发出；备份之后已经发过的会再发一次`)
  return `${lines.join('\n')}\n`
}

/** `FILE`: restores it, verifies every workspace and prints its head. Throws when the file or the Redis is unfit (nothing is changed then), or a workspace not in order. */
export async function restoreProgram(at: Surroundings): Promise<void> {
  const { positionals } = parseArgs({ args: at.args, allowPositionals: true, options: {} })
  const [file, ...more] = positionals
  if (file === undefined || more.length > 0) throw new Error(usage)
  const { redisUrl, backup: { folder, key } } = readConfig(at.env)
  const redis = connectRedis(redisUrl)
  try {
    const { made, workspaces, listed } = await restore(redis, typedPath(file, at), { folder, key, kinds, now: Date.now() })
    at.print(`已恢复 ${spellMoment(momentOf(made))} 的备份\n`)
    for (const one of workspaces) at.print(report(one))
    if (!listed) at.print(`注意：备份旁边没有注销名单 ${forgottenFile}，备份之后注销过的人（如有）已随备份恢复，请再次注销\n`)
    const bad = workspaces.filter(({ faults }) => faults.length > 0).map(({ workspace }) => workspace)
    if (bad.length > 0) throw new Error(`已恢复，但核对不符：${bad.join('、')}`)
  } finally {
    redis.disconnect()
  }
}
