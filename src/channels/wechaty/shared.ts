/** How the account is doing, for the processes that do not hold it: a code to be scanned must be seen on the page of another. */
import type { Redis } from 'ioredis'
import { z } from 'zod'
import { connecting } from '../../domain/serviceWords.ts'
import { minute } from '../../domain/time.ts'
import type { ChannelState } from '../channel.ts'

const key = 'tx:{~channels}:wechaty:state'
const shape = z.object({ up: z.boolean(), since: z.number(), detail: z.string().optional(), qr: z.string().optional() })

export interface SharedState {
  /** By the process that holds the account. */
  write(state: ChannelState): Promise<void>
  /** By the others. */
  read(): Promise<void>
  /** As it was read last. */
  elsewhere(): ChannelState
}

export function createSharedState(redis: Redis, now: () => number): SharedState {
  const began = now()
  let state: ChannelState = { up: false, since: began, detail: connecting }
  return {
    async write(own) {
      await redis.set(key, JSON.stringify(own), 'PX', minute)
    },
    async read() {
      const text = await redis.get(key)
      if (text !== null) state = shape.parse(JSON.parse(text))
      // Just after a start somebody is about to.
      else if (state.up || state.qr !== undefined || now() - began >= minute) state = { up: false, since: state.up || state.qr !== undefined ? now() : state.since, detail: '没有进程连接微信账号，等待接替' }
    },
    elsewhere: () => state,
  }
}
