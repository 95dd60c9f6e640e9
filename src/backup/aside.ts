/**
 * Notices that waited when a backup was made. Most were probably sent before the backup was needed, so a restore keeps them back among
 * the failures, where admins see them, until whoever runs the service has them sent or dropped.
 */
import type { ChainableCommander, Redis } from 'ioredis'
import { prefixOf } from '../ledger/keys.ts'
import { readWaiting, untried } from '../ledger/boxes/outbox.ts'
import type { Failure, Waiting } from '../ledger/types.ts'

/** Says on the status page why it is there and what can be done. */
const why = '恢复备份时留下没有发：备份之后可能已经发过。查看、发出或丢弃：npm run restore -- --waiting list'

/** Writes items of an outbox among the failures. */
export function putAside(pipeline: ChainableCommander, prefix: string, items: readonly string[], now: number): void {
  for (const notice of items.map(readWaiting)) {
    const failure: Failure = { id: notice.id, at: now, what: 'notice', ref: notice.id, error: why, notice, aside: true }
    pipeline.zadd(`${prefix}failed`, now, notice.id)
    pipeline.hset(`${prefix}failures`, notice.id, JSON.stringify(failure))
  }
}

const inOrder = (a: Waiting, b: Waiting): number => a.to.localeCompare(b.to) || a.at - b.at || a.id.localeCompare(b.id, 'en', { numeric: true })

/** What a workspace keeps back: by destination, each in the order decided. Those to somebody forgotten since are gone. */
export async function keptAside(redis: Redis, workspace: string): Promise<Waiting[]> {
  const failures = (await redis.hvals(`${prefixOf(workspace)}failures`)).map((text) => JSON.parse(text) as Failure)
  return failures.flatMap(({ aside, notice }) => (aside && notice ? [notice] : [])).sort(inOrder)
}

/** Takes a notice from aside, once, and puts it behind what waits for its destination. KEYS[1]: the prefix. ARGV: id, chat, the outbox's item; without the last two it is dropped. */
const script = `
local p, id, chat, item = KEYS[1], ARGV[1], ARGV[2], ARGV[3]
if redis.call('HDEL', p .. 'failures', id) == 0 then
  return 0
end
redis.call('ZREM', p .. 'failed', id)
if item then
  redis.call('RPUSH', p .. 'out:' .. chat, item)
  redis.call('SADD', p .. 'out', chat)
end
return 1`

/** Has what a workspace keeps back sent, or drops it; answers how many. A running service finds what is to be sent within seconds. */
export async function settleAside(redis: Redis, workspace: string, how: 'send' | 'drop'): Promise<number> {
  let settled = 0
  for (const notice of await keptAside(redis, workspace)) {
    const item = how === 'send' ? [notice.to, untried(notice)] : []
    settled += Number(await redis.eval(script, 1, prefixOf(workspace), notice.id, ...item))
  }
  return settled
}
