/** A Redis that has lost the ledger: on an empty one the product would know nobody, and give old numbers once more. */
import { readdir } from 'node:fs/promises'
import type { Redis } from 'ioredis'
import type { BackupOptions } from '../backup/backup.ts'
import { madeAt } from '../backup/keep.ts'
import type { Log } from '../bot/log.ts'
import { prefixOf } from '../ledger/keys.ts'
import { workspacesIn } from '../ledger/workspaces.ts'
import { UnfitRedis } from '../redis/check.ts'

/** How often a process looks whether its ledgers are still there, ms; besides each time it has connected anew. */
const every = 10_000

/** Entries of a pilot's ledger so far. */
const lengthOf = async (redis: Redis, workspace: string): Promise<number> => Number(await redis.hget(`${prefixOf(workspace)}head`, 'seq'))

/** Whether any pilot's ledger holds an entry. */
export async function holdsEntries(redis: Redis): Promise<boolean> {
  const lengths = await Promise.all((await workspacesIn(redis)).map((workspace) => lengthOf(redis, workspace)))
  return lengths.some((length) => length > 0)
}

/** Throws UnfitRedis when the Redis holds no entry of any pilot although backups lie in the folder. */
export async function refuseLoss(redis: Redis, { folder }: Pick<BackupOptions, 'folder'>): Promise<void> {
  const newest = (await readdir(folder).catch(() => [])).filter((name) => madeAt(name) !== undefined).sort().at(-1)
  if (newest === undefined || (await holdsEntries(redis))) return
  throw new UnfitRedis(
    `这个 Redis 是空的，备份目录 ${folder} 里却有备份。数据如果丢了，请先恢复：npm run restore -- ${folder}/${newest}\n` +
      '确实要从头开始的，请把那里的旧备份移走，或换一个 BACKUP_DIR；REDIS_URL 写错了的，请改正。\n' +
      'This Redis is empty, but there are backups: restore one, or move them away to begin anew.',
  )
}

interface Watched {
  redis: Redis
  workspaces: readonly string[]
  log: Log
  onError(error: Error, what: string): void
  /** Told in words when a ledger is gone. */
  gone(words: string): void
}

/** Looks from now on whether any ledger is gone, or is shorter than it was, until the returned function is called. */
export function watchLoss({ redis, workspaces, log, onError, gone }: Watched): () => void {
  const seen = new Map<string, number>()
  const lookAt = async (workspace: string) => {
    const seq = await lengthOf(redis, workspace)
    const before = seen.get(workspace) ?? 0
    seen.set(workspace, seq)
    if (seq === 0 && before > 0) gone(`试点 ${workspace} 的台账（${before} 条）不见了，Redis 是空的。已停止服务，请先恢复数据：见 docs/operations.md\nThe ledger of ${workspace} is gone from Redis: stopped. Restore a backup.`)
    else if (seq < before) log.error({ workspace, before, now: seq }, 'Redis 丢了台账的最后几条，号码会重新使用。请看主从切换和 Redis 的磁盘')
  }
  const look = () => void Promise.all(workspaces.map(lookAt)).catch((error: Error) => onError(error, 'ledger'))
  const timer = setInterval(look, every)
  timer.unref()
  redis.on('ready', look)
  look()
  return () => {
    clearInterval(timer)
    redis.off('ready', look)
  }
}
