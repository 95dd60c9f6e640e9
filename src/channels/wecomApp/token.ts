/** The app's access token: one for all processes, kept in Redis, renewed before it ends (protocol.md section D1). */
import { setTimeout as sleep } from 'node:timers/promises'
import type { Redis } from 'ioredis'
import { z } from 'zod'
import { Refused, TryAgain } from '../../domain/errors.ts'
import { sameSecret } from '../../domain/secret.ts'
import { minute } from '../../domain/time.ts'
import type { ChannelState } from '../channel.ts'
import { demandOk, spentToken, type WecomAnswer, type WecomApi, type WecomCall } from '../wecom/api.ts'

const second = 1000
/** Renewed so long before its end; until then WeCom may give out the same again, so that it is asked no more often than that. */
const early = 10 * minute
const askEvery = minute
/** How long one process may take to fetch it while others wait. */
const fetchWithin = 15 * second
/** After a fetch that failed the next waits so long: too many of them shut the caller out. */
const pause = 5 * second

const kept = z.object({ token: z.string(), until: z.number(), asked: z.number().default(0) })
type Kept = z.infer<typeof kept>

export interface TokenOptions {
  redis: Redis
  api: WecomApi
  corpId: string
  agentId: number
  secret: string
  now(): number
}

export interface AppApi {
  /** A call with the token; once more with a new one where WeCom says that the token is spent. Throws like `demandOk`. */
  call(call: WecomCall): Promise<WecomAnswer>
  /** Whether the last call was answered, since when (ms), and why not, in Chinese. Any errcode is an answer. */
  contact(): Pick<ChannelState, 'up' | 'since' | 'detail'>
}

/** Calls in the name of the app. A renewal that fails is tried again by the next call, and the old token serves until its end. */
export function createAppApi({ redis, api, corpId, agentId, secret, now }: TokenOptions): AppApi {
  const key = `tx:{~channels}:token:${corpId}:${agentId}`
  let failed: { at: number; why: string; pause: number } | undefined
  let contact: ReturnType<AppApi['contact']> = { up: true, since: now() }
  const met = (up: boolean, detail?: string) => void (contact = { up, since: up === contact.up ? contact.since : now(), detail })

  const stored = async (): Promise<Kept | undefined> => {
    const text = await redis.get(key)
    return text === null ? undefined : kept.parse(JSON.parse(text))
  }
  const fetchNew = async (): Promise<Kept> => {
    try {
      const answer = await api({ path: '/cgi-bin/gettoken', query: { corpid: corpId, corpsecret: secret } })
      demandOk(answer)
      const { access_token: token, expires_in: seconds } = z.object({ access_token: z.string().min(1), expires_in: z.number().positive() }).parse(answer)
      const fresh = { token, until: now() + seconds * second, asked: now() }
      await redis.set(key, JSON.stringify(fresh), 'PX', seconds * second)
      failed = undefined
      return fresh
    } catch (error) {
      const why = error instanceof Error && !(error instanceof z.ZodError) ? error.message : '企业微信的应答读不懂'
      failed = { at: now(), why, pause: (error instanceof TryAgain ? error.afterMs : undefined) ?? pause }
      throw error
    }
  }
  /** A token fetched after the old one, by one process for all. */
  const renew = async (old: Kept | undefined): Promise<Kept> => {
    if (failed && now() - failed.at < failed.pause) throw new TryAgain(failed.why, failed.at + failed.pause - now())
    const hold = `${key}:hold`
    for (const began = performance.now(); performance.now() - began < fetchWithin; await sleep(100)) {
      const there = await stored()
      if (there && (!sameSecret(there.token, old?.token) || there.asked !== old?.asked)) return there
      if ((await redis.set(hold, '1', 'PX', fetchWithin, 'NX')) === null) continue
      return await fetchNew().finally(() => redis.del(hold))
    }
    throw new TryAgain('另一个进程在取 access_token，没有等到')
  }
  const token = async (): Promise<Kept> => {
    const there = await stored()
    const left = there ? there.until - now() : 0
    if (there && left > 0 && (left > early || now() - there.asked < askEvery)) return there
    return renew(there).catch((error: unknown) => {
      if (there && left > 0) return there
      throw error
    })
  }
  const ask = async (call: WecomCall): Promise<WecomAnswer> => {
    const withToken = (access: string) => api({ ...call, query: { ...call.query, access_token: access } })
    const first = await token()
    const answer = await withToken(first.token)
    return spentToken.has(answer.errcode) ? withToken((await renew(first)).token) : answer
  }
  return {
    contact: () => contact,
    async call(call) {
      const answer = await ask(call).catch((error: unknown) => {
        if (error instanceof TryAgain || error instanceof Refused) met(false, error.message)
        throw error
      })
      met(true)
      demandOk(answer)
      return answer
    },
  }
}
