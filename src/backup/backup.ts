/** Writes every workspace of a Redis into one file, while they go on. */
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Redis } from 'ioredis'
import { TryAgain } from '../domain/errors.ts'
import { clockOf, dayOf } from '../domain/time.ts'
import { forgetAct, forgottenBy } from '../ledger/forget.ts'
import { compactDay } from '../ledger/keys.ts'
import { readBody } from '../ledger/chain/log.ts'
import type { Head } from '../ledger/types.ts'
import { setUpKey, workspacesIn } from '../ledger/workspaces.ts'
import { noteForgotten, type Forgotten } from './forgotten.ts'
import { createLines, type LineWriter, type Written } from './lines.ts'
import { firstFormat, format } from './shapes.ts'
import { readShared } from './shared.ts'
import { readSnapshot, type SnapshotLine } from './snapshot.ts'

/** Where and how backups are kept. */
export interface BackupOptions {
  /** The folder; made when it is not there. */
  folder: string
  /** Passphrase that encrypts; without one the file is plain gzip. */
  key?: string | undefined
  /** ms. */
  now: number
}

/** What was written. */
export interface Backup extends Written {
  file: string
  workspaces: { workspace: string; head: Head; entries: number }[]
}

/** Times a backup is begun anew because somebody was forgotten, or a year sealed, while it was written. */
const tries = 5

/** `tuanxun-20261122-030000.ndjson.gz`, in Shanghai's time; `.enc` when encrypted. */
export const nameAt = (now: number, encrypted: boolean): string =>
  `tuanxun-${compactDay(dayOf(now))}-${clockOf(now).replace(':', '')}${String(Math.floor(now / 1000) % 60).padStart(2, '0')}.ndjson.gz${encrypted ? '.enc' : ''}`

/** Writes all workspaces; undefined when something that was read does not stand any more. */
async function writeAll(redis: Redis, to: LineWriter, forgotten: Forgotten[], { now }: BackupOptions): Promise<Backup['workspaces'] | undefined> {
  const shared = await readShared(redis)
  await to.add({ t: 'backup', format: shared.length > 0 ? format : firstFormat, made: now, workspaces: (await redis.smembers(setUpKey)).sort() })
  for (const line of shared) await to.add(line)
  const written: Backup['workspaces'] = []
  const held: (() => Promise<boolean>)[] = []
  for (const workspace of await workspacesIn(redis)) {
    const add = async (line: SnapshotLine) => {
      if (line.t === 'entry' && line.body.includes(`"${forgetAct}"`)) {
        const body = readBody(line)
        const gone = forgottenBy(body)
        if (gone !== undefined) forgotten.push({ workspace, person: gone, at: body.at })
      }
      await to.add(line)
    }
    await to.add({ t: 'workspace', name: workspace })
    const { head, entries, holds } = await readSnapshot(redis, workspace, add)
    await to.add({ t: 'done', name: workspace, ...head, entries })
    written.push({ workspace, head, entries })
    held.push(holds)
  }
  for (const holds of held) if (!(await holds())) return undefined
  return written
}

/**
 * Writes a backup; it appears under its name only when it is whole and on disk. May run while the product does: each workspace
 * is as it was at one position of its ledger. Throws TryAgain when that cannot be had now.
 */
export async function backup(redis: Redis, options: BackupOptions): Promise<Backup> {
  const { folder, key, now } = options
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const file = join(folder, nameAt(now, key !== undefined))
  for (let nth = 0; nth < tries; nth++) {
    const lines = await createLines(file, key)
    try {
      const forgotten: Forgotten[] = []
      const workspaces = await writeAll(redis, lines, forgotten, options)
      if (workspaces) {
        await noteForgotten(folder, forgotten)
        return { file, workspaces, ...(await lines.finish()) }
      }
    } catch (error) {
      await lines.abandon()
      throw error
    }
    await lines.abandon()
  }
  throw new TryAgain('备份期间台账一直有注销或封存，请稍后再试')
}
