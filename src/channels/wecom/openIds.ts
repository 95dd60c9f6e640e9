/** People's ids as they reach a bot, as ciphertext (open_userid) or in WeCom's own spelling, and the plain ones that everything else goes by (protocol.md sections B2 and B5). */
import type { ChainableCommander, Redis } from 'ioredis'
import { z } from 'zod'
import { atMost } from '../../domain/atMost.ts'
import { day, hour, minute } from '../../domain/time.ts'
import { longestKept, noteKept } from '../kept.ts'
import type { WecomAnswer, WecomCall } from './api.ts'

const path = '/cgi-bin/batch/openuserid_to_userid'
/** How long is kept what an id stands for, that it stands for none (the app's visible range may grow), and by which id a bot reaches somebody, ms. */
const life = { plain: 7 * day, none: hour, sealed: longestKept }
/** Whoever speaks waits for it, of the 5 s in which WeCom wants an answer and three of which making it safe may take: no longer than this, ms, and nobody for `rest` after it failed. */
const usualPatience = 1500
const rest = minute
/** How such ids look; not documented, so that it only decides what is said of them. */
const looksSealed = /^wo[\w-]{20,}$/

const answer = z.object({ userid_list: z.array(z.object({ open_userid: z.string(), userid: z.string().min(1) })).default([]) })

export interface OpenIds {
  /** The plain id, or the one that arrived where there is no way to it. Throws when Redis cannot be asked. */
  plain(id: string): Promise<string>
  /** The id by which the bot reaches somebody: the one that arrived of them, or the given one. */
  sealed(id: string): Promise<string>
  /** Why ids are used as ciphertext, in Chinese; undefined where none is. */
  trouble(): string | undefined
}

export interface OpenIdOptions {
  redis: Redis
  /** Beginning of its keys. */
  prefix: string
  /** A call in the name of the corp's app; undefined where there is none, and so no way to convert. */
  call: ((call: WecomCall) => Promise<WecomAnswer>) | undefined
  /** Whether the roster has somebody by this id; it is theirs then, plain or not. */
  known(id: string): Promise<boolean>
  now(): number
  /** Longest wait for WeCom, ms. */
  patience?: number
}

const late = (): never => {
  throw new Error('企业微信没有及时应答')
}

export function createOpenIds({ redis, prefix, call, known, now, patience = usualPatience }: OpenIdOptions): OpenIds {
  const left = new Set<string>()
  const noted = new Map<string, number>()
  let failed: { at: number; why: string } | undefined

  /** What WeCom says: the plain id, the same where it is none of its ciphertexts. Undefined when it could not be asked. */
  async function convert(id: string): Promise<string | undefined> {
    if (!call || (failed && now() - failed.at < rest)) return undefined
    try {
      const { userid_list: found } = answer.parse(await atMost(patience, call({ path, body: { open_userid_list: [id] } }), late))
      failed = undefined
      return found.find((one) => one.open_userid === id)?.userid ?? id
    } catch (error) {
      failed = { at: now(), why: error instanceof Error && !(error instanceof z.ZodError) ? error.message : '企业微信的应答读不懂' }
      return undefined
    }
  }

  const sealedKey = (plain: string): string => `${prefix}sealed:${plain.toLowerCase()}`
  const noteArrived = (writing: ChainableCommander, plain: string, id: string) => noteKept(writing, 'wecom', plain, sealedKey(plain)).set(sealedKey(plain), id, 'PX', life.sealed)

  /** A roster may spell an id with other capitals than WeCom does, which takes its own alone. Noted once a day and process; without it the roster's is used. */
  async function noteSpelling(id: string): Promise<void> {
    if ((noted.get(id) ?? -Infinity) > now() - day) return
    noted.set(id, now())
    await noteArrived(redis.multi(), id, id).exec().catch(() => noted.delete(id))
  }

  async function plainOf(id: string): Promise<string> {
    if (await known(id)) {
      await noteSpelling(id)
      return id
    }
    const plainKey = `${prefix}plain:${id}`
    const kept = await redis.get(plainKey)
    const plain = kept ?? (await convert(id))
    if (plain === undefined || kept !== null) return plain ?? id
    const writing = noteKept(redis.multi(), 'wecom', plain, plainKey).set(plainKey, plain, 'PX', plain === id ? life.none : life.plain)
    if (plain !== id) noteArrived(writing, plain, id)
    await writing.exec()
    return plain
  }

  return {
    async plain(id) {
      const plain = await plainOf(id)
      if (plain === id && looksSealed.test(id)) left.add(id)
      else left.delete(id)
      return plain
    },
    sealed: async (id) => (await redis.get(sealedKey(id))) ?? id,
    trouble() {
      if (left.size === 0) return undefined
      const why = call === undefined ? '没有接自建应用，换不成明文' : failed ? `暂时换不成明文：${failed.why}` : '不在自建应用的可见范围内，换不成明文'
      return `有${left.size}位同志的账号是密文，${why}，按密文使用；应用消息和群机器人@不到他们`
    },
  }
}
