/** The product in this process, put together as it is in real life, with a channel that only the bench speaks through. */
import { createPilot } from '../../app/pilots.ts'
import { startWork } from '../../app/workers.ts'
import { silentLog } from '../../bot/log.ts'
import type { Channel, Hear } from '../../channels/channel.ts'
import type { Ledger } from '../../ledger/types.ts'
import { openWaker } from '../../queue/waker.ts'
import { connectRedis } from '../../redis/connect.ts'
import type { Stand } from './figure.ts'
import type { Street } from './streets.ts'

/** Says something in a street's group; answers what the bot says there when it is handed to the channel. */
export type Ask = (street: Street, text: string) => Promise<string>

export interface BenchProduct {
  /** One for each workspace. */
  asks: Ask[]
  close(): Promise<void>
}

function benchChannel(): { channel: Channel; hear(): Hear; answered: Map<string, (text: string) => void> } {
  let ear: Hear | undefined
  const answered = new Map<string, (text: string) => void>()
  const channel: Channel = {
    id: 'simulator', platform: 'simulator',
    can: { hear: 'all', push: { groups: true, people: true }, mention: true, maxBytes: 20_480 },
    async start(hear) {
      ear = hear
    },
    async send({ to, text, sort }) {
      const place = 'group' in to ? to.group : ''
      if (sort === 'answer') answered.get(place)?.(text)
      return {}
    },
    async stop() {},
  }
  return { channel, answered, hear: () => ear as Hear }
}

/** Serves some workspaces, one message at a time in each group. */
export async function startBenchProduct(ledgers: readonly Ledger[], { redis, url, parts }: Stand): Promise<BenchProduct> {
  const connection = connectRedis(url)
  const onError = (error: Error) => console.error(error.message)
  const waker = openWaker({ connection, onError })
  const now = () => Date.now()
  const served = await Promise.all(ledgers.map(async (ledger) => {
    const { channel, answered, hear } = benchChannel()
    const pilot = createPilot({ workspace: ledger.workspace, ledger }, { redis, parts, channels: [channel], tryout: false, waker, works: true, log: silentLog, now })
    await channel.start(pilot.bot.hear)
    return { pilot, answered, hear }
  }))
  const pilots = served.map(({ pilot }) => pilot)
  const workers = await startWork(pilots, { connection, keepFailedDays: 90, onError, jobs: parts.jobs, look: undefined, nightly: undefined })
  let count = 0
  return {
    asks: served.map(({ answered, hear }) => async ({ group, sender }, text) => {
      const answer = new Promise<string>((resolve) => answered.set(group, resolve))
      const outcome = await hear()({ channel: 'simulator', id: `m${++count}`, group, sender, text, at: now() })
      if (outcome !== 'heard') throw new Error(`${outcome}: ${text}`)
      return answer
    }),
    async close() {
      for (const pilot of pilots) await pilot.close()
      await workers.close()
      await waker.close()
      connection.disconnect()
    },
  }
}
