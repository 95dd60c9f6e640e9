/** What was sent, without its words: kept for a while so that it can be counted. */
import type { Redis } from 'ioredis'
import { day } from '../../domain/time.ts'
import type { Receipt } from '../types.ts'

/** Days for which receipts are kept: the month before last can still be counted. */
const receiptDays = 92

/** Receipts from one time to another (ms, inclusive), oldest first. Positions may run ahead of times, never behind, hence no upper bound. */
export async function said(redis: Redis, prefix: string, from: number, to: number): Promise<Receipt[]> {
  const items = (await redis.xrange(`${prefix}sent`, String(Math.max(0, from)), '+')) as [string, string[]][]
  return items.map(([, fields]) => JSON.parse(fields[1] ?? '{}') as Receipt).filter(({ at }) => at >= from && at <= to)
}

/** Drops receipts that have aged. */
export const purgeReceipts = async (redis: Redis, prefix: string, now: number): Promise<number> =>
  Number(await redis.call('XTRIM', `${prefix}sent`, 'MINID', Math.max(0, now - receiptDays * day)))

/** Drops the receipts of some destinations: a private chat with somebody not known yet is named by their account. */
export async function dropReceipts(redis: Redis, prefix: string, matches: (to: string) => boolean): Promise<void> {
  const items = (await redis.xrange(`${prefix}sent`, '-', '+')) as [string, string[]][]
  const gone = items.filter(([, fields]) => matches((JSON.parse(fields[1] ?? '{}') as Receipt).to)).map(([id]) => id)
  if (gone.length > 0) await redis.xdel(`${prefix}sent`, ...gone)
}
