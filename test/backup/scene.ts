/** Workspaces with a bit of everything, and what two Redis hold compared. */
import type { Redis } from 'ioredis'
import { backup } from '../../src/backup/backup.ts'
import { restore } from '../../src/backup/restore.ts'
import { fateOf } from './fates.ts'
import { amend, create } from '../../src/domain/record.ts'
import { person } from '../../src/domain/records/directory.ts'
import { instant } from '../../src/domain/time.ts'
import { openLedger } from '../../src/ledger/ledger.ts'
import type { Ledger } from '../../src/ledger/types.ts'
import { commitAs, file, heard, kinds, memo, newMemo, now, place } from '../ledger/sample.ts'
import { freshRedis } from '../support/redis.ts'
import { freshFolder } from './files.ts'

const typed: Record<string, (redis: Redis, key: string) => Promise<unknown>> = {
  hash: (redis, key) => redis.hgetall(key),
  list: (redis, key) => redis.lrange(key, 0, -1),
  set: async (redis, key) => (await redis.smembers(key)).sort(),
  zset: (redis, key) => redis.zrange(key, 0, '-1', 'WITHSCORES'),
  stream: (redis, key) => redis.xrange(key, '-', '+') as Promise<unknown>,
  string: (redis, key) => redis.get(key),
}

/** Everything that must be the same after a restore: all but holds and the versions by which decisions that are under way are judged. */
export async function truthOf(redis: Redis): Promise<Record<string, unknown>> {
  const found: Record<string, unknown> = {}
  for (const key of (await redis.keys('tx:*')).sort()) {
    const name = key.replace(/^tx:\{[^}]*\}:/, '')
    if (name === 'versions' || fateOf(name) === 'left') continue
    const value = await typed[await redis.type(key)]?.(redis, key)
    // A rebuilt directory begins at the ledger's end, a restored one is laid out for this program.
    const { seq = '0', link = '' } = name === 'head' ? (value as Record<string, string>) : {}
    if (name !== 'head') found[key] = value
    else if (seq !== '0') found[key] = { seq, link }
  }
  return found
}

export const open = (redis: Redis, workspace: string): Ledger => openLedger(redis, { workspace, kinds })

const who = (id: string, name: string) => create(person, { unit: place, now, id, data: { name, unit: place, posts: [], ids: { wecom: `W-${id}` } } })

/** People, memos of two years, one amended; a waiting message and an answered one; a notice sent, one waiting, one given up; a form; a forgotten person. */
export async function fill(redis: Redis, workspace: string): Promise<Ledger> {
  const ledger = open(redis, workspace)
  await commitAs(ledger, { by: 'lixin', text: '/名册 王敏 李欣 陈磊', changes: [who('lixin', '李欣'), who('wangmin', '王敏'), who('chenlei', '陈磊')] })
  for (const [title, at] of [['旧', instant('2025-12-31', '23:00')], ['一', now], ['二', now]] as const) {
    await file(ledger, newMemo(title, { secret: `密${title}`, now: at }), { now: at, text: `原文${title}`, notices: [{ to: 'g:中河', text: `已记录${title}`, sort: 'answer' }] })
  }
  const view = await ledger.view()
  await commitAs(ledger, { view, changes: [amend(memo, (await view.get(memo, '便条-2026-001'))!, { title: '一改' })], state: [{ key: 'clock|remind', value: '77' }, { key: 'form|g:中河', value: '{"半":1}', until: now + 60_000 }] })
  for (const id of ['m1', 'm2', 'm3']) await ledger.hear(heard(id), now)
  await ledger.hear(heard('old', { history: true }), now, { keep: true })
  await commitAs(ledger, { cause: { inbox: heard('m1') }, changes: [newMemo('话')], text: '话' })
  await ledger.outbox.sent((await ledger.outbox.head('g:中河'))!, { channel: 'simulator', at: now, ref: 'r' })
  await ledger.outbox.giveUp((await ledger.outbox.head('g:中河'))!, 'x', now)
  await ledger.failed.add({ id: 'F', at: now, what: 'message', ref: 'x', error: 'x', message: heard('m9') })
  await commitAs(ledger, { forget: { person: 'chenlei' } })
  return ledger
}

export interface Scene {
  redis: Redis
  folder: string
  /** Backs up and restores into another Redis, in which what waited waits again unless said. */
  roundTrip(options?: { key?: string; now?: number; sendWaiting?: boolean }): Promise<{ redis: Redis; file: string } & Awaited<ReturnType<typeof restore>>>
}

/** An empty Redis and a folder for backups. */
export async function scene(): Promise<Scene> {
  const { redis } = await freshRedis()
  const folder = await freshFolder()
  return {
    redis, folder,
    async roundTrip({ key, now: at = now, sendWaiting = true } = {}) {
      const { file: path } = await backup(redis, { folder, key, now: at })
      const { redis: other } = await freshRedis()
      return { redis: other, file: path, ...(await restore(other, path, { folder, key, kinds, now: at, sendWaiting })) }
    },
  }
}
