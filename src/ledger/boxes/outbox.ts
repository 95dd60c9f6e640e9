/** Notices that wait to be sent, one list per destination, in the order decided. */
import type { Redis } from 'ioredis'
import type { Scripts } from '../scripts.ts'
import type { Failure, Ledger, Receipt, Waiting } from '../types.ts'
import type { Ask } from './fence.ts'
import type { Firsts } from './firsts.ts'

type Mark = Pick<Waiting, 'tries' | 'triedAt' | 'pieces'>

/** How sending stands, as the item's second line: `<tries>[@<time of the last>][/<pieces sent> <channel>]`. */
const writeMark = ({ tries, triedAt, pieces }: Mark): string =>
  `${tries}${triedAt === undefined ? '' : `@${triedAt}`}${pieces === undefined ? '' : `/${pieces.sent} ${pieces.channel}`}`

function readMark(line: string): Mark {
  const [, tries, triedAt, sent, channel] = /^(\d+)(?:@(\d+))?(?:\/(\d+) (.+))?$/.exec(line) ?? []
  return {
    tries: Number(tries),
    ...(triedAt === undefined ? {} : { triedAt: Number(triedAt) }),
    ...(channel === undefined ? {} : { pieces: { channel, sent: Number(sent) } }),
  }
}

/** Reads what stands in an outbox: `<id>\n<mark>\n<json>`; id and mark are the outbox's own. */
export function readWaiting(item: string): Waiting {
  const [id = '', mark = '0'] = item.split('\n', 2)
  const notice = JSON.parse(item.slice(id.length + mark.length + 2)) as Omit<Waiting, 'id' | keyof Mark>
  return { ...notice, id, ...readMark(mark) }
}

/** A notice as it stands in an outbox before its first try. */
export const untried = ({ id, tries: _, triedAt: __, pieces, ...notice }: Waiting): string =>
  `${id}\n${writeMark({ tries: 0, ...(pieces ? { pieces } : {}) })}\n${JSON.stringify(notice)}`

export const createOutbox = (redis: Redis, scripts: Scripts, prefix: string, ask: Ask, firsts: Firsts<Waiting>): Ledger['outbox'] => ({
  async head(to, hold) {
    const first = firsts.take(hold)
    if (first) return first
    const item = await ask('lindex', `${prefix}out:${to}`, 0)
    return typeof item === 'string' ? readWaiting(item) : undefined
  },
  chats: async () => (await redis.smembers(`${prefix}out`)).sort(),
  async sent({ id, to, sort, mentions, about }, { channel, at, ref }, hold) {
    const receipt: Receipt = { id, to, sort, mentions, about, channel, at, ref }
    const outcome = await scripts.take(prefix, to, id, 'sent', at, JSON.stringify(receipt), hold?.name ?? '', hold?.token ?? '')
    if (outcome === 2) hold?.letGo()
    // Taken off before: by ourselves, perhaps, and the answer was lost with a connection, which then asked again.
    if (outcome === 0) hold?.doubt()
    return outcome !== 2
  },
  async pieceSent({ id, to, tries, triedAt }, pieces) {
    await scripts.mark(prefix, to, id, writeMark({ tries, triedAt, pieces }))
  },
  async failedTry({ id, to, tries, pieces }, at) {
    await scripts.mark(prefix, to, id, writeMark({ tries: tries + 1, triedAt: at, pieces }))
  },
  async giveUp(notice, error, at) {
    const failure: Failure = { id: notice.id, at, what: 'notice', ref: notice.id, error, notice }
    await scripts.take(prefix, notice.to, notice.id, 'failed', at, JSON.stringify(failure), '', '')
  },
})
