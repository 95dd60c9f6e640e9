/** The whole product in accelerated time: weeks of many streets, one after another, while its clock runs. */
import { setTimeout as sleep } from 'node:timers/promises'
import type { Redis } from 'ioredis'
import type { Channel, Hear } from '../../channels/channel.ts'
import { day, instant } from '../../domain/time.ts'
import { run } from '../../run.ts'
import { openStreets, streetsOf } from '../bench/streets.ts'
import { isBusy, takeSample, type Sample } from './sample.ts'
import { weekOf, type Typed } from './typed.ts'

export interface SoakOptions {
  redis: Redis
  url: string
  /** For what the process keeps beside Redis. */
  folder: string
  streets: number
  weeks: number
  /** A sample is taken after so many weeks. */
  every: number
  /** Whether real time is left for another week. */
  more(): boolean
  /** Told of each sample as it is taken. */
  tell(sample: Sample): void
}

const workspace = 'soak'
const first = instant('2025-01-06')
const week = 7 * day
/** How often the clock's jobs look, real ms. */
const look = 500
/** Streets that speak at once. */
const speakers = 40
/** Longest wait for the end of a week's work, real ms. */
const settlesWithin = 60_000

/** A messenger that takes everything at once. */
function openMessenger(): { channel: Channel; hear: Hear } {
  let ear: Hear | undefined
  const channel: Channel = {
    id: 'simulator', platform: 'simulator', can: { hear: 'all', push: { groups: true, people: true }, mention: true, maxBytes: 20_000 },
    start: async (hear) => void (ear = hear),
    send: async () => ({}),
    stop: async () => {},
  }
  return {
    channel,
    async hear(message) {
      if (!ear) throw new Error('the channel was not started')
      return ear(message)
    },
  }
}

/** Waits until nothing waits any more, in boxes or queues; a product that does not come so far shows in the sample. */
async function settle(redis: Redis): Promise<void> {
  const until = performance.now() + settlesWithin
  while (performance.now() < until && (await isBusy(redis, workspace))) await sleep(50)
}

/** Runs the product in this process, by its environment, until the weeks or the time are over; then it is told to stop. Answers the samples. */
export async function soak({ redis, url, folder, streets: count, weeks, every, more, tell }: SoakOptions): Promise<Sample[]> {
  let time = first
  const streets = streetsOf(count)
  await openStreets(redis, workspace, streets, time)
  Object.assign(process.env, { REDIS_URL: url, WORKSPACE: workspace, SETUP: '', DATA_DIR: folder, BACKUP_DIR: '', BACKUP_KEEP_DAYS: '0', PORT: '0', ROLE: 'all', TRYOUT: 'off', LOG_LEVEL: 'error', ADMIN: 'office' })
  const { channel, hear } = openMessenger()
  await run({ now: () => time, channels: [channel], look })
  /** As a platform does: again until it is taken. */
  const say = async ({ id, group, sender, text }: Typed): Promise<void> => {
    const message = { channel: channel.id, id, group, sender, text, at: time }
    while ((await hear(message).catch(() => undefined)) === undefined) await sleep(100)
  }
  const samples: Sample[] = []
  for (let nth = 0; nth < weeks && more(); nth++) {
    const typed = weekOf(streets, nth)[Symbol.iterator]()
    const speak = async () => {
      for (const one of typed) {
        time = Math.max(time, first + Math.floor((nth + one.part) * week))
        await say(one)
      }
    }
    await Promise.all(Array.from({ length: speakers }, speak))
    await settle(redis)
    if ((nth + 1) % every > 0) continue
    const sample = await takeSample(redis, workspace, nth + 1)
    samples.push(sample)
    tell(sample)
  }
  process.emit('SIGTERM', 'SIGTERM')
  return samples
}
