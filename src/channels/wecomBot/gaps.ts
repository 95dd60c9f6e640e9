/** When nobody listened: what is said to the bot then is lost, as WeCom sends nothing again that came without a connection (protocol.md section B5). */
import type { Redis } from 'ioredis'
import { z } from 'zod'
import { day, minute } from '../../domain/time.ts'
import type { Gap } from '../channel.ts'

/** A new connection in place of a good one takes less, ms. */
const least = 2000
/** Ups that last less are part of one gap, ms. */
const settled = 3 * minute
/** How long is remembered until when was listened, and how long a gap is spoken of, ms. */
const memory = 7 * day
const spokenOf = day

const gapShape = z.object({ from: z.number(), to: z.number() })

export interface Gaps {
  /** Something came or was answered: the connection lives. */
  alive(): void
  up(): Promise<void>
  /** Often, while this process leads. */
  beat(): Promise<void>
  /** `silent`: nobody knows since when, as it only stopped answering. */
  lost(silent: boolean): Promise<void>
  /** The last gap of the deployment, whichever process listened before; undefined when that is a day ago. */
  last(): Gap | undefined
}

/** `blind`: how long a connection may be dead at most before it is noticed, ms. Where Redis is away it is noted with the next beat. */
export function createGaps({ redis, prefix, blind, now }: { redis: Redis; prefix: string; blind: number; now(): number }): Gaps {
  const [heardKey, gapKey] = [`${prefix}heardUntil`, `${prefix}gap`]
  let upSince: number | undefined
  let noted = false
  let proof = 0
  let last: Gap | undefined

  const heard = (until: number) => redis.set(heardKey, until, 'PX', memory)

  /** Reads until when was listened before, and notes what lies between. */
  async function note(since: number): Promise<void> {
    const [until, text] = await redis.mget(heardKey, gapKey)
    if (upSince !== since) return
    const before = text ? gapShape.parse(JSON.parse(text)) : undefined
    last = before
    if (until && since - Number(until) >= least) {
      last = { from: before && Number(until) - before.to < settled ? before.from : Number(until), to: since }
      await redis.set(gapKey, JSON.stringify(last), 'PX', memory)
    }
    noted = true
  }

  const gaps: Gaps = {
    alive: () => void (proof = now()),
    async up() {
      gaps.alive()
      upSince = now()
      noted = false
      await gaps.beat()
    },
    async beat() {
      if (upSince === undefined) return
      if (!noted) await note(upSince)
      if (noted) await heard(now())
    },
    async lost(silent) {
      const known = noted
      upSince = undefined
      noted = false
      if (known) await heard(silent ? Math.max(proof, now() - blind) : now())
    },
    last: () => (last && now() - last.to < spokenOf ? last : undefined),
  }
  return gaps
}
