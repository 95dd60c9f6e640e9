/** Calls to WeCom's HTTP interface: the errcode is what counts, since the HTTP status is 200 whatever happened (protocol.md sections C to E). */
import { z } from 'zod'
import { Refused, TryAgain } from '../../domain/errors.ts'
import { minute } from '../../domain/time.ts'
import { spellErrcode } from './errcodes.ts'

const answer = z.looseObject({ errcode: z.number().default(0), errmsg: z.string().default('') })
export type WecomAnswer = z.infer<typeof answer>

export interface WecomCall {
  /** Path below the base: /cgi-bin/message/send */
  path: string
  query?: Record<string, string>
  /** Sent as JSON by POST; GET without one. */
  body?: unknown
}

/** One call; the answer whatever its errcode. Throws TryAgain when there was none. */
export type WecomApi = (call: WecomCall) => Promise<WecomAnswer>

/** Longest wait for an answer, ms. */
const patience = 10_000

/** Calls to `base`; WeCom's own is https://qyapi.weixin.qq.com. Errors never hold the address, since keys and tokens stand in it. */
export const createWecomApi = (base: string): WecomApi => async ({ path, query = {}, body }) => {
  const url = new URL(path, base)
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value)
  const post = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }
  const response = await fetch(url, { signal: AbortSignal.timeout(patience), ...(body === undefined ? {} : post) }).catch((error: Error) => {
    throw new TryAgain(`企业微信没有应答（${error.name === 'TimeoutError' ? '超时' : '网络不通'}）`)
  })
  const read = answer.safeParse(await response.json().catch(() => undefined))
  if (!response.ok || !read.success) throw new TryAgain(`企业微信的应答读不懂（HTTP ${response.status}）`)
  return read.data
}

/** Out of its limits: WeCom shuts out for the window that was filled, the shortest of which is a minute. */
const tooOften = new Set([45_009, 45_033])
/** WeCom says that a token is none, or none any more: another is got. */
export const spentToken: ReadonlySet<number> = new Set([40_014, 42_001, 41_001])
/** WeCom is busy, or has just ended a token. */
const passing = new Set([-1, ...spentToken])

/** Throws for an errcode other than 0: TryAgain when it passes, Refused when it does not. */
export function demandOk({ errcode }: Pick<WecomAnswer, 'errcode'>): void {
  if (errcode === 0) return
  const why = spellErrcode(errcode)
  if (tooOften.has(errcode)) throw new TryAgain(why, minute, errcode)
  if (passing.has(errcode)) throw new TryAgain(why, undefined, errcode)
  throw new Refused(why, errcode)
}
