/** Puts the product together and runs it until it is told to stop. The only file that knows everyone. */
import about from '../package.json' with { type: 'json' }
import { createBot } from './bot/bot.ts'
import type { Channel } from './channels/channel.ts'
import { createChatLog } from './channels/simulator/log.ts'
import { createSimulator } from './channels/simulator/simulator.ts'
import { readConfig } from './config.ts'
import { kinds } from './domain/records/index.ts'
import { createLease } from './ledger/lease.ts'
import { openLedger } from './ledger/ledger.ts'
import { createLog } from './log.ts'
import { exitWithParent } from './parent.ts'
import { loadParts } from './parts.ts'
import { prepareFirstAdmin } from './work/people/firstAdmin.ts'
import { openWaker, startWorkers } from './queue/queue.ts'
import { checkRedis } from './redis/check.ts'
import { connectRedis } from './redis/connect.ts'
import { openWorkspace } from './start.ts'
import { healthRouter } from './web/health.ts'
import { startWeb } from './web/server.ts'
import { homeRouter } from './web/home.ts'
import { tryoutRouter } from './web/tryout/routers.ts'

/** What stands in for the outside in tests that run the product as a process. */
export interface Outside {
  /** The real clock unless said, ms. */
  now?(): number
  /** Channels besides those of the configuration. */
  channels?: readonly Channel[]
  /** How often the clock's jobs look, ms, instead of by their patterns. */
  look?: number
}

/** Runs the product with the process's environment. Rejects with ConfigError, SetupProblems, UnfitRedis or PortInUse when it cannot work as configured. */
export async function run({ now = () => Date.now(), channels: others = [], look }: Outside = {}): Promise<void> {
  const config = readConfig(process.env)
  const log = createLog(config.logLevel)
  const onError = (error: Error, what = 'redis') => log.error({ what, error: error.message }, 'a connection or a job failed')
  const redis = connectRedis(config.redisUrl, { onError })
  for (const warning of await checkRedis(redis)) log.warn({ what: 'redis' }, warning)

  const parts = await loadParts()
  const open = (workspace: string) => openLedger(redis, { workspace, kinds })
  const { workspace, ledger } = await openWorkspace({ redis, config, open, now, say: (line) => console.log(line) })
  const chatLog = createChatLog(redis, workspace)
  const simulator = config.tryout ? createSimulator(chatLog, async () => (await ledger.view()).directory.settings.botNames[0] ?? '团讯') : undefined
  const channels = [...(simulator ? [simulator] : []), ...others]
  // BullMQ blocks on its connection and schedules its own writes.
  const connection = connectRedis(config.redisUrl, { onError, redis: { enableAutoPipelining: false } })
  const keepFailedDays = config.failedKeepDays
  const waker = openWaker({ connection, keepFailedDays, onError })
  const wake = { inbox: (chat: string) => waker.inbox({ workspace, chat }), outbox: (chat: string) => waker.outbox({ workspace, chat }) }
  const code = await prepareFirstAdmin(ledger, config.admin, now())
  if (code !== undefined) console.log(`还没有管理员。请在群里或私聊发：/我是 姓名:… 单位:… 职务:… 口令:${code}`)
  const bot = createBot({ ...parts, ledger, lease: createLease(redis, workspace), channels, log, now, wake })

  const closing: (() => Promise<unknown>)[] = []
  for (const channel of channels) {
    await channel.start(bot.hear)
    closing.unshift(() => channel.stop())
  }
  if (config.role !== 'web') {
    const workers = await startWorkers({
      connection,
      handlers: { inbox: ({ chat }) => bot.workInbox(chat), outbox: ({ chat }) => bot.workOutbox(chat), clock: (name) => (name === 'sweep' ? bot.sweep() : name === 'purge' ? bot.purge(keepFailedDays) : bot.runClock(name)) },
      schedules: [{ name: 'sweep', every: 15_000 }, { name: 'purge', pattern: '30 3 * * *' }, ...parts.jobs.map(({ name, pattern }) => (look === undefined ? { name, pattern } : { name, every: look }))],
      keepFailedDays,
      onError,
    })
    closing.unshift(() => workers.close())
  }
  if (config.role !== 'worker') {
    const { host, port } = config
    const pages = simulator ? await tryoutRouter({ simulator, chatLog, ledger, channels, registry: parts.registry, calendar: parts.calendar, version: about.version, host, log, now }) : homeRouter()
    const web = await startWeb({ host, port, routers: [healthRouter(), pages], log })
    closing.unshift(() => web.close())
    console.log(`团讯已启动：${web.url}`)
  } else console.log('团讯工作进程已启动')

  let stopping = false
  const stop = async () => {
    if (stopping) return
    stopping = true
    for (const close of closing) await close().catch((error: Error) => onError(error, 'closing'))
    await waker.close()
    connection.disconnect()
    redis.disconnect()
  }
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void stop())
  exitWithParent(() => void stop())
}
