/** What each process reports of itself in Redis, so that the one that serves the web can tell of all. */
import { randomUUID } from 'node:crypto'
import type { Redis } from 'ioredis'
import { z } from 'zod'
import type { Channel } from '../channels/channel.ts'
import type { Log } from '../bot/log.ts'
import type { Figures, Metrics } from './metrics.ts'

const everyMs = 10_000
/** How soon a channel's change is reported, ms. */
const soonMs = 1000
/** A process that has not reported for so long is gone, ms. */
const goneAfter = 60_000
const key = 'tx:{~channels}:processes'

const channelReport = z.object({ id: z.string(), up: z.boolean(), since: z.number(), detail: z.string().optional(), qr: z.string().optional(), gap: z.object({ from: z.number(), to: z.number() }).optional() })
/** How a channel is doing in the process that has it best. */
export type ChannelReport = z.infer<typeof channelReport>
/** What is wrong with a process's machine: a word for it, and why, in Chinese. */
const ill = z.object({ name: z.string(), why: z.string() })
export type Ill = z.infer<typeof ill>
const report = z.object({ at: z.number(), role: z.string(), serves: z.array(z.string()).optional(), ills: z.array(ill).optional(), channels: z.array(channelReport), figures: z.array(z.unknown()) })
type Report = z.infer<typeof report>

export interface ProcessReports {
  /** Processes that live, newest report of each. */
  all(now: number): Promise<Report[]>
}

/** How the channels are doing by the reports of all processes: up if it is up anywhere, since its state's oldest mention. */
export function channelsOf(reports: readonly Report[]): ChannelReport[] {
  const best = new Map<string, ChannelReport>()
  for (const one of reports.flatMap(({ channels }) => channels)) {
    const known = best.get(one.id)
    if (!known || (one.up && !known.up) || (one.up === known.up && one.since < known.since)) best.set(one.id, one)
  }
  return [...best.values()].toSorted((a, b) => (a.id < b.id ? -1 : 1))
}

export const figuresOf = (reports: readonly Report[]): Figures[] => reports.map(({ figures }) => figures as Figures)

export const openReports = (redis: Redis): ProcessReports => ({
  async all(now) {
    const found = Object.values(await redis.hgetall(key)).map((text) => report.parse(JSON.parse(text)))
    return found.filter(({ at }) => at > now - goneAfter).toSorted((a, b) => a.at - b.at)
  },
})

/** A process without a state of its own for a channel says that it is well. */
const stateOf = ({ id, state }: Channel): ChannelReport => ({ id, ...(state?.() ?? { up: true, since: 0 }) }) as ChannelReport

/** Reports of this process from now on, until the returned function is called. */
export function startReporting({ redis, role, serves, ills, channels, metrics, log, now }: {
  redis: Redis
  role: string
  /** Workspaces it serves. */
  serves: readonly string[]
  ills(): Promise<Ill[]>
  channels: readonly Channel[]
  metrics: Metrics
  log: Log
  now(): number
}): () => Promise<void> {
  const me = randomUUID()
  let told = ''
  let toldAt = -Infinity
  const write = async (states: ChannelReport[]) => {
    const mine: Report = { at: now(), role, serves: [...serves], ills: await ills(), channels: states, figures: await metrics.figures() }
    const others = await redis.hgetall(key)
    const gone = Object.keys(others).filter((id) => report.parse(JSON.parse(others[id] ?? '')).at <= now() - goneAfter)
    await redis.hset(key, me, JSON.stringify(mine))
    if (gone.length > 0) await redis.hdel(key, ...gone)
  }
  const look = () => {
    const states = channels.map(stateOf)
    const text = JSON.stringify(states)
    if (text === told && performance.now() - toldAt < everyMs) return
    told = text
    toldAt = performance.now()
    void write(states).catch((error: Error) => log.warn({ error: error.message }, 'this process could not report itself'))
  }
  look()
  const timer = setInterval(look, soonMs)
  timer.unref()
  return async () => {
    clearInterval(timer)
    await redis.hdel(key, me)
  }
}
