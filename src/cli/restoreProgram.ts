/** Puts a backup into the empty Redis of REDIS_URL. */
import type { Redis } from 'ioredis'
import { keptAside } from '../backup/aside.ts'
import { restore, type Restored } from '../backup/restore.ts'
import { forgottenFile } from '../backup/forgotten.ts'
import { readConfig } from '../config.ts'
import { kinds } from '../domain/records/index.ts'
import { momentOf, spellMoment } from '../domain/time.ts'
import { reachRedis } from '../redis/reach.ts'
import { typedPath } from './files.ts'
import { defineProgram } from './program.ts'
import { spellFaults } from './spellFaults.ts'
import { choices, settleWaiting, spellCounts } from './waitingNotices.ts'

async function report(redis: Redis, { workspace, head, now, faults, forgottenAgain, waiting: { messages, notices } }: Restored): Promise<string> {
  const lines = [spellFaults({ workspace, head: now, faults })]
  if (forgottenAgain.length > 0) lines.push(`  备份之后注销的 ${forgottenAgain.length} 人已再次注销：台账由第 ${head.seq} 条续到第 ${now.seq} 条`)
  if (messages > 0) lines.push(`  待处理的消息 ${messages} 条，启动后会办理`)
  const aside = await keptAside(redis, workspace)
  if (aside.length > 0) lines.push(`  备份时等着发的通知 ${spellCounts(aside)}已留下不发，因为备份之后可能已经发过：npm run restore -- --waiting list 查看，send 发出，drop 丢弃`)
  else if (notices > 0) lines.push(`  待发出的通知 ${notices} 条，启动后会发出`)
  return `${lines.join('\n')}\n`
}

/**
 * Restores a backup, verifies every workspace and prints its head. Throws when the file or the Redis is unfit (nothing is changed then), or a workspace not in order.
 * With `waiting`: what becomes of the notices that a restore kept back; the service may run.
 */
export const restoreProgram = defineProgram({
  name: 'restore',
  takes: '备份文件',
  summary: '把一份备份恢复到空的 Redis 并核对，例：npm run restore -- data/backups/tuanxun-20261122-030000.ndjson.gz',
  remarks: ['备份时等着发的通知会留下不发，恢复以后用 --waiting 处理。'],
  options: {
    'send-waiting': { type: 'boolean', does: '留下的通知也发：刚备份完就恢复、确定没有发过的才用' },
    waiting: { type: 'string', value: 'list|send|drop', does: '不恢复，只处理恢复时留下的通知：查看、发出或丢弃' },
  },
  async run({ values, positionals, usage }, at) {
    const { waiting, 'send-waiting': sendWaiting } = values
    const choice = choices.find((one) => one === waiting)
    const [file, ...more] = positionals
    if (more.length > 0 || (waiting === undefined) === (file === undefined) || (waiting !== undefined && (choice === undefined || sendWaiting))) throw new Error(usage)
    const { redisUrl, backup: { folder, key } } = readConfig(at.env)
    const redis = await reachRedis(redisUrl)
    try {
      if (choice !== undefined) return await settleWaiting(redis, choice, at.print)
      const { made, workspaces, listed } = await restore(redis, typedPath(file ?? '', at), { folder, key, kinds, now: Date.now(), sendWaiting })
      at.print(`已恢复 ${spellMoment(momentOf(made))} 的备份\n`)
      for (const one of workspaces) at.print(await report(redis, one))
      if (!listed) at.print(`注意：备份旁边没有注销名单 ${forgottenFile}，备份之后注销过的人（如有）已随备份恢复，请再次注销\n`)
      const bad = workspaces.filter(({ faults }) => faults.length > 0).map(({ workspace }) => workspace)
      if (bad.length > 0) throw new Error(`已恢复，但核对不符：${bad.join('、')}`)
    } finally {
      redis.disconnect()
    }
  },
})
