/**
 * Moves a closed year's stream out of Redis into a file that is read in its stead. Records, indexes, personal fields and original texts stay
 * in Redis: the file holds nothing that /注销 would have to delete.
 */
import { readFileSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Redis } from 'ioredis'
import { yearOf } from '../domain/time.ts'
import { prefixOf } from '../ledger/keys.ts'
import { lines } from '../ledger/chain/log.ts'
import { outsideOf } from '../ledger/chain/outside.ts'
import type { Indexed } from '../ledger/indexes/places.ts'
import { sealsOf, type Seal } from '../ledger/chain/sealed.ts'
import { verify } from '../ledger/verify.ts'
import { createLines, type LineWriter } from './lines.ts'
import { sealedFolder } from './sealedYears.ts'
import { firstFormat } from './shapes.ts'
import { Unusable } from './unusable.ts'

const lua = readFileSync(new URL('./seal.lua', import.meta.url), 'utf8')

export interface SealOptions {
  workspace: string
  /** Four digits. */
  year: string
  /** Folder of backups; the file goes into its `sealed`. */
  folder: string
  key?: string | undefined
  kinds: readonly Indexed[]
  /** ms. */
  now: number
}

/** Writes the year's entries up to a position, and answers all about them but the file. */
async function writeYear(redis: Redis, to: LineWriter, { workspace, year }: SealOptions, upTo: number): Promise<Omit<Seal, 'file' | 'sha256'> & { inRedis: number }> {
  const prefix = prefixOf(workspace)
  const before = (await sealsOf(redis, prefix)).get(year)
  const seams: [number, string][] = []
  let first = 0
  let last = { seq: 0, link: '' }
  let entries = 0
  for await (const line of lines(redis, prefix, 1, upTo)) {
    if (line.year !== year) continue
    const { seq, body, numbers, link } = line
    await to.add({ t: 'entry', seq, year, body, numbers, link })
    if (first === 0) first = seq
    else if (seq !== last.seq + 1) seams.push([last.seq, last.link])
    last = line
    entries++
  }
  if (last.seq > 0) seams.push([last.seq, last.link])
  return { year, entries, first, last: last.seq, seams, inRedis: entries - (before?.entries ?? 0) }
}

/**
 * Seals a year. Throws Unusable, having taken nothing out, when the year is not over, has no entries (any more), the ledger is not in order, or
 * entries were added meanwhile. Needs `keepFiles` on the connection. Sealed again after history was brought in, the new file holds all.
 */
export async function sealYear(redis: Redis, options: SealOptions): Promise<Seal> {
  const { workspace, year, folder, key, kinds, now } = options
  const prefix = prefixOf(workspace)
  if (!/^\d{4}$/.test(year) || Number(year) >= yearOf(now)) throw new Unusable(`${year}年还没有结束，只能封存已经过完的年份`)
  const { head, faults, unread = [] } = await verify(redis, { workspace, kinds })
  if (faults.length > 0 || unread.length > 0) throw new Unusable(`${workspace} 的台账核对不符或读不全，没有封存：请先运行 npm run verify`)
  if ((await redis.xlen(`${prefix}log:${year}`)) === 0) {
    throw new Unusable((await sealsOf(redis, prefix)).has(year) ? `${workspace} 的${year}年已经封存` : `${workspace} 没有${year}年的台账`)
  }
  await mkdir(sealedFolder(folder), { recursive: true, mode: 0o700 })
  const [last] = (await redis.xrevrange(`${prefix}log:${year}`, '+', '-', 'COUNT', 1)) as [string, string[]][]
  const file = `${workspace}-${year}-${last?.[0].split('-')[0]}.ndjson.gz${key === undefined ? '' : '.enc'}`
  const to = await createLines(join(sealedFolder(folder), file), key)
  try {
    await to.add({ t: 'year', format: firstFormat, made: now, workspace, year })
    const { inRedis, ...written } = await writeYear(redis, to, options, head.seq)
    const seal: Seal = { ...written, file, sha256: (await to.finish()).sha256 }
    if ((await outsideOf(redis).sealed.state(seal)) !== 'whole') throw new Unusable(`写好的 ${file} 读不回来，没有封存`)
    const taken = await redis.eval(lua, 1, prefix, year, inRedis, `${seal.last}-0`, JSON.stringify(seal))
    if (taken !== 1) throw new Unusable(`${workspace} 的${year}年刚才又有变动，没有封存，请再运行一次`)
    return seal
  } catch (error) {
    await to.abandon()
    throw error
  }
}
