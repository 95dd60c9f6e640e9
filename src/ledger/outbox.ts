/** Notices that wait to be sent, one list per destination, in the order decided. */
import type { Redis } from 'ioredis'
import type { Scripts } from './scripts.ts'
import type { Failure, Ledger, Receipt, Waiting } from './types.ts'

/** Waits as `<id>\n<tries>[@<time of the last>]\n<json>`; id, count and time are the outbox's own. */
function read(item: string): Waiting {
  const [id = '', tries = '0'] = item.split('\n', 2)
  const notice = JSON.parse(item.slice(id.length + tries.length + 2)) as Omit<Waiting, 'id' | 'tries' | 'triedAt'>
  const [count, at] = tries.split('@')
  return { ...notice, id, tries: Number(count), ...(at === undefined ? {} : { triedAt: Number(at) }) }
}

export const createOutbox = (redis: Redis, scripts: Scripts, prefix: string): Ledger['outbox'] => ({
  async head(to) {
    const item = await redis.lindex(`${prefix}out:${to}`, 0)
    return item === null ? undefined : read(item)
  },
  chats: async () => (await redis.smembers(`${prefix}out`)).sort(),
  async sent({ id, to, sort, mentions, about }, { channel, at, ref }) {
    const receipt: Receipt = { id, to, sort, mentions, about, channel, at, ref }
    await scripts.take(prefix, to, id, 'sent', at, JSON.stringify(receipt))
  },
  async failedTry({ id, to }, at) {
    await scripts.retry(prefix, to, id, String(at))
  },
  async giveUp(notice, error, at) {
    const failure: Failure = { id: notice.id, at, what: 'notice', ref: notice.id, error, notice }
    await scripts.take(prefix, notice.to, notice.id, 'failed', at, JSON.stringify(failure))
  },
})
