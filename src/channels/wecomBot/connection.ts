/** One connection of the 智能机器人 by the official SDK, from connecting to its end; it never connects again by itself (protocol.md section B5). */
import { WSClient, type WsFrame } from '@wecom/aibot-node-sdk'
import { TryAgain } from '../../domain/errors.ts'

/** A message or an event: what its answer must name, and what it says. */
export interface Frame {
  reqId: string
  event: boolean
  body: unknown
}

/** Why a connection ended: the network (`silent`: pings went without an answer), another connection of the same bot, or a subscription that was not accepted (its errcode). */
export type End = { why: 'lost'; silent?: true } | { why: 'replaced' } | { why: 'refused'; errcode: number }

export interface Ears {
  up(): void
  frame(frame: Frame): void
  /** Once, unless `close` came before. */
  ended(end: End): void
}

export type Command = 'aibot_respond_msg' | 'aibot_respond_welcome_msg' | 'aibot_respond_update_msg' | 'aibot_send_msg'

export interface Connection {
  /** The errcode by which a frame was taken (0) or refused. Throws TryAgain when that never came: it may have arrived or not. */
  send(cmd: Command, reqId: string, body: object): Promise<number>
  close(): void
}

export interface BotAccount {
  id: string
  secret: string
  url: string
}

export interface Timing {
  /** Pause between two pings, ms; two without an answer end the connection. */
  heartbeat: number
  /** Longest wait for a connection, and again for the answer to its subscription, ms. */
  patience: number
}

export const usualTiming: Timing = { heartbeat: 30_000, patience: 10_000 }

/** The SDK's words hold what people wrote; that pings went without an answer it tells in words alone. */
const deafLog = (unanswered: () => void) => ({ debug: () => {}, info: () => {}, warn: (words: string) => (words.startsWith('No heartbeat ack') ? unanswered() : undefined), error: () => {} })

const isFrame = (value: unknown): value is { errcode: number } => typeof value === 'object' && value !== null && typeof (value as { errcode?: unknown }).errcode === 'number'

/** Connects. */
export function openConnection({ id, secret, url }: BotAccount, ears: Ears, { heartbeat, patience } = usualTiming): Connection {
  let over = false
  let refused: number | undefined
  let silent = false
  const client = new WSClient({
    botId: id, secret, wsUrl: url, logger: deafLog(() => void (silent = true)), heartbeatInterval: heartbeat,
    // When to try again is decided here, where it is known who may connect at all.
    maxReconnectAttempts: 0, maxAuthFailureAttempts: 0, wsOptions: { handshakeTimeout: patience },
  })
  const end = (why: End) => {
    if (over) return
    over = true
    clearTimeout(watch)
    client.disconnect()
    ears.ended(why)
  }
  // The SDK waits for ever for the answer to its subscription.
  const watch = setTimeout(() => end({ why: 'lost' }), 2 * patience)
  const heard = (event: boolean) => (frame: WsFrame) => {
    const isReplaced = (frame.body as { event?: { eventtype?: unknown } } | undefined)?.event?.eventtype === 'disconnected_event'
    if (isReplaced) end({ why: 'replaced' })
    else if (!over) ears.frame({ reqId: frame.headers.req_id, event, body: frame.body })
  }
  client.on('message', heard(false))
  client.on('event', heard(true))
  client.on('authenticated', () => {
    clearTimeout(watch)
    if (!over) ears.up()
  })
  client.on('error', (error) => {
    const code = /^Authentication failed: .*\(code: (-?\d+)\)$/s.exec(error.message)?.[1]
    if (code !== undefined) refused = Number(code)
  })
  client.on('disconnected', () => end(refused !== undefined ? { why: 'refused', errcode: refused } : { why: 'lost', ...(silent ? { silent } : {}) }))
  client.connect()
  return {
    async send(cmd, reqId, body) {
      try {
        // What the SDK declares for its answers is narrower than what the platform takes.
        await client.reply({ headers: { req_id: reqId } }, body as Parameters<WSClient['reply']>[1], cmd)
        return 0
      } catch (error) {
        if (isFrame(error)) return error.errcode
        throw new TryAgain('长连接没有应答，不知是否已送达')
      }
    },
    close() {
      over = true
      clearTimeout(watch)
      client.disconnect()
    },
  }
}
