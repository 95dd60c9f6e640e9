/**
 * What all workspaces share and a restore needs: by what groups and people of a WeChat web login are known again. Digests and addresses, no names.
 * Tokens, limits, leases and the key that signs log-ins are left out: they mean nothing elsewhere, or must not leave this Redis.
 */
import type { Redis } from 'ioredis'
import type { SharedLine } from './shapes.ts'

const prefix = 'tx:{~channels}:'
const texts = ['wechaty:login', 'wechaty:since'] as const
const hashes = ['wechaty:links', 'wechaty:book'] as const
/** Fields in one line at most. */
const perLine = 200

/** Reads it as of one moment. */
export async function readShared(redis: Redis): Promise<SharedLine[]> {
  const asking = redis.multi()
  for (const key of texts) asking.get(prefix + key)
  for (const key of hashes) asking.hgetall(prefix + key)
  const answers = ((await asking.exec()) ?? []).map(([error, answer]) => {
    if (error) throw error
    return answer
  })
  const lines: SharedLine[] = []
  for (const [i, key] of texts.entries()) if (typeof answers[i] === 'string') lines.push({ t: 'shared', key, value: answers[i] })
  for (const [i, key] of hashes.entries()) {
    const fields = Object.entries(answers[texts.length + i] as Record<string, string>)
    for (let at = 0; at < fields.length; at += perLine) lines.push({ t: 'shared', key, value: fields.slice(at, at + perLine) })
  }
  return lines
}

/** Puts one line of it back. */
export async function writeShared(redis: Redis, { key, value }: SharedLine): Promise<void> {
  if (typeof value === 'string') await redis.set(prefix + key, value)
  else await redis.hset(prefix + key, new Map(value))
}
