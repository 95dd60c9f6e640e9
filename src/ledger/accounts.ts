/** What channels keep about accounts beside the records, in keys that all workspaces share: it goes when the person goes. */
import type { Redis } from 'ioredis'
import { keptOfKey, wechatyBookKey } from '../domain/channels.ts'

/** Deletes all of it for one account (`wecom|wangmin`). */
export async function dropAccount(redis: Redis, account: string): Promise<void> {
  const [platform = '', ...id] = account.split('|')
  const named = keptOfKey(account)
  const keys = await redis.smembers(named)
  if (keys.length > 0) await redis.unlink(named, ...keys)
  if (platform === 'wechaty') await redis.hdel(wechatyBookKey, id.join('|'))
}
