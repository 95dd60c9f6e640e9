/** Puts a backup into an empty Redis. Nothing is written before the whole file was found to be in order. */
import { basename, dirname } from 'node:path'
import type { Redis } from 'ioredis'
import { person } from '../domain/records/directory.ts'
import { joinRequest } from '../domain/records/joinRequest.ts'
import { dayOf } from '../domain/time.ts'
import { carryOutForgetting } from '../ledger/forget.ts'
import { prefixOf } from '../ledger/keys.ts'
import { openLedger } from '../ledger/ledger.ts'
import { keysBeginning } from '../ledger/scan.ts'
import type { Head } from '../ledger/types.ts'
import { bringUpToDate } from '../ledger/upToDate.ts'
import { verify } from '../ledger/verify.ts'
import type { Fault } from '../ledger/verify/fault.ts'
import { setUpKey } from '../ledger/workspaces.ts'
import { readForgotten, type Forgotten } from './forgotten.ts'
import { inspect, type Contained, type Contents } from './inspect.ts'
import { readLines } from './lines.ts'
import { createLoader, type Loader } from './load.ts'
import { keepFiles } from './files.ts'
import { writeShared } from './shared.ts'
import { Unusable } from './unusable.ts'

/** Stands in Redis while a backup is being put in: nothing may be started on it. */
export const restoringKey = 'tx:restoring'

export interface RestoreOptions {
  /** Folder of backups, where the list of the forgotten and sealed years are; those beside the file count too. */
  folder: string
  key?: string | undefined
  /** Every kind of record there may be. */
  kinds: Parameters<typeof bringUpToDate>[1]['kinds']
  /** ms. */
  now: number
  /** Has the notices that waited in the backup sent, for a restore right after it. Else they are kept back: see aside.ts. */
  sendWaiting?: boolean | undefined
}

/** What became of one workspace. */
export interface Restored extends Contained {
  /** Its end now: beyond the backup's where people had to be forgotten again. */
  now: Head
  /** Ids of people who were forgotten after the backup was made, and now again. */
  forgottenAgain: string[]
  faults: Fault[]
}

export interface Restoration extends Pick<Contents, 'made'> {
  workspaces: Restored[]
  /** Whether a list of the forgotten was found. */
  listed: boolean
}

async function refuseFull(redis: Redis): Promise<void> {
  // Not DBSIZE, which speaks of one node of a cluster.
  let found: string | undefined
  for await (const keys of keysBeginning(redis, '')) if ((found = keys[0]) !== undefined) break
  if (found === undefined) return
  const cut = await redis.get(restoringKey)
  const why = cut === null ? `例如有 ${found}` : `上次恢复 ${cut} 没有做完`
  throw new Unusable(`这个 Redis 不是空的（${why}）。只能恢复到空的 Redis：请换一个空的 DATA_DIR，或清空后再试；没有改动任何内容`)
}

async function load(redis: Redis, path: string, { key, now, sendWaiting }: RestoreOptions): Promise<void> {
  let loader: Loader | undefined
  for await (const { line } of readLines(path, key)) {
    if (line.t === 'workspace') loader = createLoader(redis, line.name, sendWaiting ? undefined : now)
    else if (line.t === 'shared') await writeShared(redis, line)
    else if (line.t === 'done') await loader?.flush()
    else if (line.t !== 'backup' && line.t !== 'year' && line.t !== 'end') await loader?.add(line)
  }
}

/** People on the list whom the backup still knows: through the same commit as their wish then. */
async function forgetAgain(redis: Redis, one: Contained, list: readonly Forgotten[], { kinds, now }: RestoreOptions): Promise<string[]> {
  const due = new Map<string, number>()
  for (const { workspace, person: id, at } of list) if (workspace === one.workspace && at > (one.forgotten.get(id) ?? -Infinity)) due.set(id, at)
  const ledger = openLedger(redis, { workspace: one.workspace, kinds })
  const again: string[] = []
  for (const [id, at] of due) {
    const view = await ledger.view()
    if (!(await view.get(person, id)) && !(await view.get(joinRequest, id))) continue
    await ledger.commit({ cause: { key: `restore|forget|${id}|${at}`, day: dayOf(now) }, view, now, by: 'restore', changes: [], notices: [], forget: { person: id } })
    again.push(id)
  }
  if (again.length > 0) await ledger.purge(now)
  return again
}

async function finish(redis: Redis, one: Contained, list: readonly Forgotten[], options: RestoreOptions): Promise<Restored> {
  const { workspace, head } = one
  const { kinds } = options
  const prefix = prefixOf(workspace)
  // Without a position there would be nothing to bring up to date.
  await redis.hset(`${prefix}head`, { ...head })
  await bringUpToDate(redis, { workspace, kinds })
  await carryOutForgetting(redis, prefix)
  const forgottenAgain = await forgetAgain(redis, one, list, options)
  const { head: now, faults } = await verify(redis, { workspace, kinds, anchors: head.seq > 0 ? [head] : [] })
  return { ...one, now, forgottenAgain, faults }
}

/**
 * Restores a file. Throws Unusable, having written nothing, for a Redis that holds anything, a file that is damaged, cut short, encrypted
 * with another key or of a newer version, or when a sealed year's file is missing. Faults that verify finds afterwards are in the answer.
 */
export async function restore(redis: Redis, path: string, options: RestoreOptions): Promise<Restoration> {
  const { folder, key } = options
  await refuseFull(redis)
  const contents = await inspect(path, key)
  const folders: [string, ...string[]] = [folder, dirname(path)]
  const { sealed } = keepFiles(redis, folders, key)
  for (const seal of contents.workspaces.flatMap(({ seals }) => seals)) {
    const state = await sealed.state(seal)
    if (state !== 'whole') throw new Unusable(`缺少封存的${seal.year}年：${seal.file}（${state === 'absent' ? '不在备份目录的 sealed 下' : state.broken}）`)
  }
  const lists = await Promise.all(folders.map(readForgotten))
  await redis.set(restoringKey, basename(path))
  await load(redis, path, options)
  const workspaces: Restored[] = []
  for (const one of contents.workspaces) workspaces.push(await finish(redis, one, lists.flatMap((list) => list ?? []), options))
  if (contents.served.length > 0) await redis.sadd(setUpKey, ...contents.served)
  await redis.del(restoringKey)
  return { made: contents.made, workspaces, listed: lists.some((list) => list !== undefined) }
}
