/** Callbacks of WeCom: the handshake, and messages that are answered only when they are safe (protocol.md sections A1 to A4). */
import { randomInt } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { Router, type RouterContext } from '@koa/router'
import { day } from '../../domain/time.ts'
import { BadCallback, type WecomCrypto } from './crypto.ts'
import { createRefusals, type RefusalOptions } from './refusals.ts'
import { BadXml } from './xml.ts'

/** Most bytes of a body; WeCom's own plugin takes as many. */
const largest = 1024 * 1024

/** What is sent and answered in this kind of callback. */
export interface Envelope {
  /** The ciphertext in a body. Throws BadXml, BadCallback or SyntaxError for one that holds none. */
  open(body: string): string
  /** An encrypted answer, and its content type. */
  seal(parts: { encrypted: string; signature: string; timestamp: string; nonce: string }): { type: string; body: string }
}

export interface CallbackOptions extends RefusalOptions {
  path: string
  crypto: WecomCrypto
  envelope: Envelope
  /** `signedAt`: the time in its signature, ms. Resolves when the message is safe, with the plaintext of a passive answer if there is one; throws when it is not, so that WeCom sends it again. */
  take(plain: string, signedAt: number): Promise<string | undefined>
}

/** The body as text, or undefined when it is too large. */
async function bodyOf(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > largest) return undefined
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

/** The signed parts of a request; some senders and proxies name the signature otherwise. */
function signedParts({ query }: RouterContext): { signature: string | undefined; timestamp: string; nonce: string; echo: string } {
  const one = (name: string): string | undefined => (typeof query[name] === 'string' ? query[name] : undefined)
  return {
    signature: one('msg_signature') ?? one('msgsignature') ?? one('signature'),
    timestamp: one('timestamp') ?? '',
    nonce: one('nonce') ?? '',
    // A plus sign in base64 that nobody encoded arrives as a space.
    echo: (one('echostr') ?? '').replaceAll(' ', '+'),
  }
}

/** Whether it is the sender's fault: answered with 400, and not tried again by anybody honest. */
const isUnreadable = (error: unknown): boolean => error instanceof BadCallback || error instanceof BadXml || error instanceof SyntaxError

const refuse = (ctx: RouterContext, status: number): void => {
  ctx.status = status
  ctx.body = ''
}

/** The seconds of a signature as ms; `now` where they are none, or lie ahead by more than clocks differ. */
function signedAt(timestamp: string, now: number): number {
  const at = Number(timestamp) * 1000
  return at > 0 && at < now + day ? at : now
}

/** Forged requests get 403, unreadable ones 400, oversized ones 413: none of them is looked at further or leaves anything behind. */
export function callbackRouter({ path, crypto, envelope, take, settings, log, now }: CallbackOptions): Router {
  const router = new Router()
  const tell = createRefusals({ settings, log, now })
  const isSigned = ({ signature, timestamp, nonce }: ReturnType<typeof signedParts>, encrypted: string): boolean => {
    const right = crypto.verify(signature, timestamp, nonce, encrypted)
    if (!right && signature !== undefined) tell('unsigned')
    return right
  }
  const guarded = (work: (ctx: RouterContext) => Promise<void>) => async (ctx: RouterContext) => {
    await work(ctx).catch((error: unknown) => {
      if (!isUnreadable(error)) throw error
      if (error instanceof BadCallback) tell(error)
      refuse(ctx, 400)
    })
  }
  router.get(path, guarded(async (ctx) => {
    const parts = signedParts(ctx)
    if (!isSigned(parts, parts.echo)) return refuse(ctx, 403)
    ctx.type = 'text/plain'
    ctx.body = crypto.decrypt(parts.echo)
  }))
  router.post(path, guarded(async (ctx) => {
    const body = await bodyOf(ctx.req)
    if (body === undefined) return refuse(ctx, 413)
    const parts = signedParts(ctx)
    const encrypted = envelope.open(body)
    if (!isSigned(parts, encrypted)) return refuse(ctx, 403)
    const answer = await take(crypto.decrypt(encrypted), signedAt(parts.timestamp, now()))
    ctx.status = 200
    ctx.body = ''
    if (answer === undefined) return
    const sealed = crypto.encrypt(answer)
    const at = String(Math.floor(now() / 1000))
    const sign = parts.nonce === '' ? String(randomInt(2 ** 31)) : parts.nonce
    const { type, body: out } = envelope.seal({ encrypted: sealed, signature: crypto.sign(at, sign, sealed), timestamp: at, nonce: sign })
    ctx.type = type
    ctx.body = out
  }))
  return router
}
