/** The working side of the product: the queues' handlers and the clock's schedules, for every workspace. */
import { lookPattern } from '../backup/daily.ts'
import type { Job } from '../bot/job.ts'
import { startWorkers, type QueueOptions, type Workers } from '../queue/queue.ts'
import type { Schedule } from '../queue/schedules.ts'
import type { Pilot } from './pilots.ts'

/** Rounds of the clock run at once where several workspaces wait for theirs. */
const rounds = 4

/** Looks between two purges where jobs look by ms. */
const seldom = 20

/** What the clock looks at for one workspace; every `look` ms instead of by their patterns where that is given. */
const schedulesOf = (workspace: string, jobs: readonly Job[], look: number | undefined): Schedule[] => [
  { name: 'sweep', workspace, every: 15_000 },
  look === undefined ? { name: 'purge', workspace, pattern: '30 3 * * *' } : { name: 'purge', workspace, every: seldom * look },
  ...jobs.map(({ name, pattern }) => (look === undefined ? { name, workspace, pattern } : { name, workspace, every: look })),
]

type Options = Omit<QueueOptions, 'handlers' | 'schedules' | 'rounds' | 'keepFailedDays'> & { jobs: readonly Job[]; look: number | undefined; keepFailedDays: number; nightly?: (() => Promise<void>) | undefined; watch?: (() => Promise<void>) | undefined }

/** Starts working for the pilots; all workers on one Redis must serve the same ones, as any of them may be woken for any chat. */
export function startWork(pilots: readonly Pilot[], { jobs, look, nightly, watch, ...queue }: Options): Promise<Workers> {
  const { keepFailedDays } = queue
  const bots = new Map(pilots.map(({ workspace, bot }) => [workspace, bot]))
  const botOf = (workspace: string | undefined) => {
    const bot = bots.get(workspace ?? '')
    if (!bot) throw new Error(`this process does not serve the workspace ${workspace}`)
    return bot
  }
  return startWorkers({
    ...queue,
    schedules: [...pilots.flatMap(({ workspace }) => schedulesOf(workspace, jobs, look)), ...(watch ? [{ name: 'watch', every: 60_000 }] : []), ...(nightly ? [{ name: 'backup', pattern: lookPattern }] : [])],
    // A backup takes its time and must not hold the clock up.
    rounds: Math.min(pilots.length, rounds) + (nightly ? 1 : 0),
    handlers: {
      inbox: async ({ workspace, chat }) => botOf(workspace).workInbox(chat),
      outbox: async ({ workspace, chat }) => botOf(workspace).workOutbox(chat),
      clock: async (name, workspace) => {
        if (name === 'backup') return await nightly?.()
        if (name === 'watch') return await watch?.()
        const bot = botOf(workspace)
        if (name === 'sweep') await bot.sweep()
        else if (name === 'purge') await bot.purge(keepFailedDays)
        else await bot.runClock(name)
      },
    },
  })
}
