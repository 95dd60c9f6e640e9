/** Who is logged in to the pages: a signed cookie, nothing kept on the server but the key. */
import { createHmac, randomBytes } from 'node:crypto'
import type { Redis } from 'ioredis'
import type { Context } from 'koa'
import { z } from 'zod'
import { sameSecret } from '../../domain/secret.ts'
import { hour } from '../../domain/time.ts'

/** A person of a workspace, or whoever runs the service and has its link. */
const claims = z.union([z.object({ workspace: z.string(), person: z.string() }), z.object({ operator: z.literal(true) })])
export type Claims = z.infer<typeof claims>
const sealed = z.object({ claims, until: z.number() })

/** How long somebody stays logged in, ms. */
const lasts = 12 * hour
const cookie = 'tuanxun_session'

export interface Sessions {
  open(ctx: Context, claims: Claims): void
  /** Undefined for nobody: no cookie, one that was tampered with, one that has ended. */
  read(ctx: Context): Claims | undefined
  close(ctx: Context): void
  /** A text with a mark that only this service can make, for one purpose; its reading is undefined when it was changed or is for another. */
  seal(purpose: string, text: string): string
  unseal(purpose: string, text: string | undefined): string | undefined
  /** Stands in the link that is shown at start: whoever has it runs the service. */
  linkKey: string
}

/** A key that all processes share; made by whoever comes first. */
async function sharedKey(redis: Redis): Promise<Buffer> {
  const name = 'tx:{~channels}:session-key'
  await redis.set(name, randomBytes(32).toString('hex'), 'NX')
  return Buffer.from((await redis.get(name)) ?? '', 'hex')
}

/** Cookies are for this site alone, and for TLS alone where the site is reached so. */
export async function createSessions({ redis, now, secure }: { redis: Redis; now(): number; secure: boolean }): Promise<Sessions> {
  const key = await sharedKey(redis)
  const mark = (purpose: string, body: string): string => createHmac('sha256', key).update(`${purpose}\n${body}`).digest('base64url')
  const seal: Sessions['seal'] = (purpose, text) => {
    const body = Buffer.from(text).toString('base64url')
    return `${body}.${mark(purpose, body)}`
  }
  const unseal: Sessions['unseal'] = (purpose, given) => {
    const [body = '', signature, ...more] = (given ?? '').split('.')
    return more.length === 0 && sameSecret(signature, mark(purpose, body)) ? Buffer.from(body, 'base64url').toString('utf8') : undefined
  }
  const options = { httpOnly: true, sameSite: 'lax', secure, overwrite: true } as const
  return {
    seal,
    unseal,
    linkKey: mark('link', '').slice(0, 32),
    open(ctx, who) {
      ctx.cookies.set(cookie, seal('session', JSON.stringify({ claims: who, until: now() + lasts })), { ...options, maxAge: lasts })
    },
    read(ctx) {
      const text = unseal('session', ctx.cookies.get(cookie))
      const read = text === undefined ? undefined : sealed.safeParse(JSON.parse(text))
      return read?.success && read.data.until > now() ? read.data.claims : undefined
    },
    close(ctx) {
      ctx.cookies.set(cookie, null, options)
    },
  }
}
