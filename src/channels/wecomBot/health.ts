/** How the one connection is doing: told to all processes by the one that holds it. */
import type { Redis } from 'ioredis'
import { z } from 'zod'
import { connecting } from '../../domain/serviceWords.ts'
import { spellPeriod } from '../../domain/time.ts'
import type { ChannelState, Gap } from '../channel.ts'

const shape = z.object({ up: z.boolean(), since: z.number(), detail: z.string().optional(), gap: z.object({ from: z.number(), to: z.number() }).optional() })

export interface Health {
  /** Of the connection in this process. */
  own(): ChannelState
  /** Tells the others, for as long as `life`. */
  publish(): Promise<void>
  /** What the leader says of itself, as last looked up. */
  elsewhere(): ChannelState
  look(): Promise<void>
}

export interface HealthOptions {
  redis: Redis
  /** Beginning of its keys. */
  prefix: string
  /** How long what a leader says outlives it, ms. */
  life: number
  now(): number
  state(): ChannelState
  gap(): Gap | undefined
  /** What else is to be said of it, in Chinese. */
  trouble(): string | undefined
}

export function createHealth({ redis, prefix, life, now, state, gap, trouble }: HealthOptions): Health {
  const key = `${prefix}state`
  const began = now()
  let seen: ChannelState = { up: false, since: began, detail: connecting }
  const health: Health = {
    own() {
      const [own, last] = [state(), gap()]
      if (!own.up) return own
      const said = [last && `${spellPeriod(last.from, last.to)}断过线，其间发给它的话收不到，需要的请再发一次`, trouble()].filter((one) => one !== undefined)
      return { ...own, ...(last ? { gap: last } : {}), ...(said.length > 0 ? { detail: said.join('；') } : {}) }
    },
    async publish() {
      await redis.set(key, JSON.stringify(health.own()), 'PX', life)
    },
    elsewhere: () => seen,
    async look() {
      const said = await redis.get(key)
      const read = shape.safeParse(said === null ? undefined : JSON.parse(said))
      if (read.success) seen = read.data
      // Just after a start somebody is about to.
      else if (seen.up || now() - began >= life) seen = { up: false, since: seen.up ? now() : seen.since, detail: '没有进程连接企业微信，等待接替' }
    },
  }
  return health
}
