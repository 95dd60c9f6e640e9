/** Requests of all processes to the one that holds the connection, through Redis: a list of what is asked, and an answer to whoever asked. */
import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Redis } from 'ioredis'
import { z } from 'zod'
import { TryAgain } from '../../domain/errors.ts'

/** One message to be sent. Asked again under the same `key` it is not sent again. */
export interface Request {
  key: string
  chatid: string
  /** 1 a single chat, 2 a group. */
  chat_type: 1 | 2
  body: Record<string, unknown>
  /** A message's req_id that may be answered, and until when a repeated answer is known by it, ms. `content`: Markdown for this way alone, where the body's would tell less. */
  reply?: { reqId: string; fresh: number; content?: string | undefined } | undefined
}

/** What became of it: the platform's errcode (0 sent), or why nobody knows. */
const told = z.union([z.object({ errcode: z.number() }), z.object({ lost: z.string() })])
export type Outcome = z.infer<typeof told>
const answer = z.object({ id: z.string(), outcome: told })
const request = z.object({
  id: z.string(), from: z.string(), key: z.string(), chatid: z.string(), chat_type: z.union([z.literal(1), z.literal(2)]),
  body: z.record(z.string(), z.unknown()), reply: z.object({ reqId: z.string(), fresh: z.number(), content: z.string().optional() }).optional(),
})

/** What is asked by whom, and how long they will still wait, ms; gone once taken. */
const takeScript = `local ask, left = redis.call('GET', KEYS[1]), redis.call('PTTL', KEYS[1])
redis.call('DEL', KEYS[1])
return {ask, left}`

export interface Relay {
  /** Asks the leader. Throws TryAgain when there was no answer in time. */
  ask(request: Request): Promise<Outcome>
  /** Takes what was asked, if this process leads. */
  serve(): Promise<void>
  /** Tells all processes that the leader has stepped down. */
  stepDown(): Promise<void>
  stop(): void
}

export interface RelayOptions {
  redis: Redis
  /** Beginning of its keys. */
  prefix: string
  /** How long an asker waits, ms. */
  patience?: number
  /** Whether this process answers what is asked. */
  leads(): boolean
  /** Does it, within `left` ms. */
  handle(request: Request, left: number): Promise<Outcome>
  steppedDown(): void
}

export function createRelay({ redis, prefix, patience = 20_000, leads, handle, steppedDown }: RelayOptions): Relay {
  const me = randomUUID()
  const [asks, bell, answers] = [`${prefix}asks`, `${prefix}bell`, `${prefix}answers:${me}`]
  const waiting = new Map<string, (outcome: Outcome) => void>()
  const ears = redis.duplicate()
  ears.on('error', () => {})
  ears.on('message', (channel: string, message: string) => {
    if (channel === bell) {
      if (message === 'down') steppedDown()
      else void relay.serve()
      return
    }
    const read = answer.safeParse(JSON.parse(message))
    if (read.success) waiting.get(read.data.id)?.(read.data.outcome)
  })
  const listening = ears.subscribe(bell, answers).catch(() => {})

  async function take(id: string): Promise<void> {
    const [text, left] = (await redis.eval(takeScript, 1, `${prefix}ask:${id}`)) as [string | null, number]
    const read = request.safeParse(text === null ? undefined : JSON.parse(text))
    if (!read.success) return
    const came = await handle(read.data, left).catch((error: Error): Outcome => ({ lost: error.message }))
    await redis.publish(`${prefix}answers:${read.data.from}`, JSON.stringify({ id, outcome: came }))
  }

  const relay: Relay = {
    async ask(asked) {
      const id = randomUUID()
      const answered = new Promise<Outcome>((resolve, reject) => {
        const late = setTimeout(() => reject(new TryAgain('长连接所在的进程没有应答')), patience)
        waiting.set(id, (outcome) => {
          clearTimeout(late)
          resolve(outcome)
        })
      })
      // Redis may be away for longer than anybody waits.
      const put = async () => {
        // An answer that nobody hears yet would be waited for in vain.
        await listening
        if (!waiting.has(id)) return
        await redis.multi().set(`${prefix}ask:${id}`, JSON.stringify({ id, from: me, ...asked }), 'PX', patience).rpush(asks, id).exec()
        await redis.publish(bell, 'ask')
      }
      const asking = put().then(() => answered)
      try {
        return await Promise.race([answered, asking])
      } finally {
        waiting.delete(id)
      }
    },
    async serve() {
      while (leads()) {
        const id = await redis.lpop(asks).catch(() => null)
        if (id === null) return
        // Each on its own: a slow one must not hold the others up.
        void take(id).catch(() => {})
      }
    },
    async stepDown() {
      await Promise.race([redis.publish(bell, 'down').catch(() => {}), sleep(500, undefined, { ref: false })])
    },
    stop() {
      for (const tell of waiting.values()) tell({ lost: '服务正在停止' })
      ears.disconnect()
    },
  }
  return relay
}
