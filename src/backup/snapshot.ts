/**
 * One workspace as it was at one position of its ledger, read while it goes on.
 *
 * Entries, once written, stand; so all up to the position can be read afterwards, and so can receipts and personal data. Sets of handled ids
 * only grow: they are read before, and again at the moment itself where they have grown. What else changes with the ledger's end is read
 * at that moment by one script. Only a wish to be forgotten or the sealing of a year changes what was written: then it is begun anew.
 */
import { readFileSync } from 'node:fs'
import type { Redis } from 'ioredis'
import { TryAgain } from '../domain/errors.ts'
import { carryOutForgetting, forgetAct } from '../ledger/forget.ts'
import { prefixOf } from '../ledger/keys.ts'
import { linesInRedis, readBody } from '../ledger/chain/log.ts'
import { scanHash, scanMembers } from '../ledger/scan.ts'
import type { Head } from '../ledger/types.ts'
import type { EntryLine, ValueLine } from './shapes.ts'

const lua = readFileSync(new URL('./snapshot.lua', import.meta.url), 'utf8')
/** Items in one line at most. */
const perLine = 200

export type SnapshotLine = EntryLine | ValueLine

const pairs = (flat: readonly string[]): [string, string][] => Array.from({ length: flat.length / 2 }, (_, i) => [flat[2 * i] ?? '', flat[2 * i + 1] ?? ''])

function* parts<T>(items: readonly T[]): Generator<T[]> {
  for (let i = 0; i < items.length; i += perLine) yield items.slice(i, i + perLine)
}

/** A value as the script answers it, in lines of a bearable length. */
function* valueLines(type: string, key: string, flat: readonly string[]): Generator<ValueLine> {
  if (type === 'hash') for (const fields of parts(pairs(flat))) yield { t: 'hash', key, fields }
  else if (type === 'sorted') for (const members of parts(pairs(flat))) yield { t: 'sorted', key, members }
  else if (type === 'list') for (const items of parts(flat)) yield { t: 'list', key, items }
  else for (const members of parts(flat)) yield { t: 'set', key, members }
}

/** Sets of handled ids as they are by now; counts them into `read`. */
async function* handled(redis: Redis, prefix: string, read: Map<string, number>): AsyncGenerator<ValueLine> {
  for (const name of [...(await redis.smembers(`${prefix}days`)), 'seen:kept']) {
    // A member may come twice; only distinct ones count.
    const met = new Set<string>()
    for await (const some of scanMembers(redis, `${prefix}${name}`)) {
      const fresh = [...new Set(some)].filter((member) => !met.has(member))
      for (const member of fresh) met.add(member)
      if (fresh.length > 0) yield { t: 'set', key: name, members: fresh }
    }
    read.set(name, met.size)
  }
}

/** Personal fields or texts of entries up to a position, of sealed years too. */
async function* beside(redis: Redis, prefix: string, key: 'side' | 'text', upTo: number): AsyncGenerator<ValueLine> {
  for await (const some of scanHash(redis, prefix + key)) {
    const fields = some.filter(([seq]) => Number(seq) <= upTo)
    if (fields.length > 0) yield { t: 'hash', key, fields }
  }
}

async function* receipts(redis: Redis, prefix: string, last: string): AsyncGenerator<ValueLine> {
  if (last === '') return
  for (let from = '-'; ;) {
    const items = (await redis.xrange(`${prefix}sent`, from, last, 'COUNT', perLine)) as [string, string[]][]
    if (items.length > 0) yield { t: 'stream', key: 'sent', items }
    const end = items.at(-1)?.[0]
    if (end === undefined || items.length < perLine) return
    from = `(${end}`
  }
}

/** Whether something that was read may have been deleted meanwhile: a tombstone was written since, or a year was sealed. */
async function disturbed(redis: Redis, prefix: string, seq: number, sealed: readonly [string, string][]): Promise<boolean> {
  for await (const line of linesInRedis(redis, prefix, seq + 1)) if (readBody(line).act === forgetAct) return true
  const now = await redis.hgetall(`${prefix}sealed`)
  return Object.keys(now).length !== sealed.length || sealed.some(([year, text]) => now[year] !== text)
}

/** Where a workspace was read. */
export interface Snapshot {
  head: Head
  entries: number
  /** To be asked after reading: if not, what was read is to be thrown away. */
  holds(): Promise<boolean>
}

/** Reads a workspace at its ledger's present end and hands every line to `add`. Throws TryAgain while the caches are being rebuilt. */
export async function readSnapshot(redis: Redis, workspace: string, add: (line: SnapshotLine) => Promise<void>): Promise<Snapshot> {
  const prefix = prefixOf(workspace)
  await carryOutForgetting(redis, prefix)
  const read = new Map<string, number>()
  for await (const line of handled(redis, prefix, read)) await add(line)
  const args = [...read].flatMap(([name, size]) => [name, size])
  const [first, ...values] = (await redis.eval(lua, 1, prefix, ...args)) as [string[], ...[type: string, key: string, flat: string[]][]]
  const [end = '0', link = '', rebuilding = '', lastReceipt = ''] = first
  if (rebuilding !== '') throw new TryAgain(`${workspace}：记录正在重建，请稍后再试`, 1000)
  const seq = Number(end)
  for (const [type, key, flat] of values) for (const line of valueLines(type, key, flat)) await add(line)
  let entries = 0
  for await (const { seq: at, year, body, numbers, link: own } of linesInRedis(redis, prefix, 1, seq)) {
    await add({ t: 'entry', seq: at, year, body, numbers, link: own })
    entries++
  }
  for (const key of ['side', 'text'] as const) for await (const line of beside(redis, prefix, key, seq)) await add(line)
  for await (const line of receipts(redis, prefix, lastReceipt)) await add(line)
  const sealed = pairs(values.find(([, key]) => key === 'sealed')?.[2] ?? [])
  return { head: { seq, link }, entries, holds: async () => !(await disturbed(redis, prefix, seq, sealed)) }
}
