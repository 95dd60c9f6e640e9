/** The leader's side of sending: each message once, by the cheap way back where it works, else pushed (protocol.md sections B4 and B5). */
import { createHash } from 'node:crypto'
import type { Redis } from 'ioredis'
import { hour, minute } from '../../domain/time.ts'
import type { Connection } from './connection.ts'
import type { Outcome, Request } from './relay.ts'

/** How long is remembered what was sent, ms. */
const memory = hour
/** How long a message's way back may be used, ms. */
const replyLife = 24 * hour
/** A stream may be written so long after its message, ms: until then it is refused only when it was finished before. */
export const streamLife = 5 * minute
/** No such way back, and it is over. */
const noReply = 846_605
const streamOver = 846_608

/** Takes a way back for one message: 1 it is new, 2 it was taken for the same before, 0 another has used it up. */
const claimScript = `local taken = redis.call('GET', KEYS[1])
if taken then return taken == ARGV[1] and 2 or 0 end
redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
return 1`

const digest = (text: string): string => createHash('sha256').update(text).digest('base64url')

/** What a way back takes: Markdown as a stream that is finished at once; the same for the same key. Of streams alone it is documented that they show tables. */
const asReply = (key: string, body: Request['body'], content?: string): object => {
  const markdown = body['markdown'] as { content: string } | undefined
  return markdown ? { msgtype: 'stream', stream: { id: digest(key), finish: true, content: content ?? markdown.content } } : body
}

export interface TransmitOptions {
  redis: Redis
  /** Beginning of its keys. */
  prefix: string
  send: Connection['send']
  now(): number
}

/** Sends what is asked, unless it was sent before. Throws TryAgain when nobody knows whether it arrived. */
export function createTransmit({ redis, prefix, send, now }: TransmitOptions): (request: Request) => Promise<Outcome> {
  const under = new Map<string, Promise<Outcome>>()

  /** By the way back; undefined when there is none. */
  async function reply({ key, body, reply: back }: Request): Promise<number | undefined> {
    if (!back) return undefined
    const claim = Number(await redis.eval(claimScript, 1, `${prefix}reply:${digest(back.reqId)}`, key, replyLife))
    if (claim === 0) return undefined
    const errcode = await send('aibot_respond_msg', back.reqId, asReply(key, body, back.content))
    // Its answer was lost the first time: the stream is finished, the message stands there.
    if (errcode === streamOver && claim === 2 && now() < back.fresh) return 0
    return errcode === noReply || errcode === streamOver ? undefined : errcode
  }

  async function transmit(request: Request): Promise<Outcome> {
    const mark = `${prefix}sent:${digest(request.key)}`
    if ((await redis.exists(mark)) === 1) return { errcode: 0 }
    const { key, chatid, chat_type, body } = request
    const errcode = (await reply(request)) ?? (await send('aibot_send_msg', `aibot_send_msg_${digest(`${key}|${now()}`)}`, { chatid, chat_type, ...body }))
    // It is sent, whether this can be noted or not.
    if (errcode === 0) await redis.set(mark, '1', 'PX', memory).catch(() => {})
    return { errcode }
  }

  return (request) => {
    const running = under.get(request.key)
    if (running) return running
    const started = transmit(request).finally(() => under.delete(request.key))
    under.set(request.key, started)
    return started
  }
}
