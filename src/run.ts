/** Puts the product together and runs it until it is told to stop. */
import { createComplaints } from './app/complaints.ts'
import { watchMachine } from './app/machine.ts'
import { nightlyBackup } from './app/nightly.ts'
import { createHealth } from './app/health.ts'
import { openPages } from './app/pages.ts'
import { refuseLoss, watchLoss } from './app/loss.ts'
import { createPilot } from './app/pilots.ts'
import { startUpkeep } from './app/upkeep.ts'
import { startWork } from './app/workers.ts'
import { keepFiles } from './backup/files.ts'
import { restoringKey } from './backup/restore.ts'
import { createSwitchboard } from './bot/switchboard.ts'
import type { Channel } from './channels/channel.ts'
import { readConfig, unusable } from './config.ts'
import { kinds } from './domain/records/index.ts'
import { botNameOf } from './domain/settings.ts'
import { welcomeOf } from './grammar/help.ts'
import { layoutOf } from './ledger/layout.ts'
import { openLedger } from './ledger/ledger.ts'
import { createLog } from './log.ts'
import { exitWithParent } from './parent.ts'
import { openChannels } from './openChannels.ts'
import { loadParts } from './parts.ts'
import { clusterTags, oneTag } from './queue/tags.ts'
import { createPainter } from './picture/painter.ts'
import { openWaker } from './queue/waker.ts'
import { checkRedis, UnfitRedis } from './redis/check.ts'
import { clusterAddress } from './redis/address.ts'
import { connectRedis } from './redis/connect.ts'
import { openWorkspaces, type Served } from './start.ts'
import { healthRouter } from './web/health.ts'
import { startWeb } from './web/server.ts'
import { createMetrics } from './metrics/metrics.ts'
import { openReports, startReporting } from './metrics/reports.ts'
import { prepareFirstAdmin } from './work/people/firstAdmin.ts'

/** Longest time for ending in good order, ms: whoever stops the process waits a little longer. */
const closesWithin = 4_500

/** What stands in for the outside in tests that run the product as a process. */
export interface Outside {
  /** The real clock unless said, ms. */
  now?(): number
  /** Channels besides those of the configuration. */
  channels?: readonly Channel[]
  /** How often the clock's jobs look, ms, instead of by their patterns. */
  look?: number
}

/** Runs the product with the process's environment. Rejects with ConfigError, SetupProblems, UnfitRedis or CannotListen when it cannot work as configured. */
export async function run({ now = () => Date.now(), channels: others = [], look }: Outside = {}): Promise<void> {
  const config = readConfig(process.env)
  const log = createLog(config.logLevel)
  const onError = createComplaints(log)
  const redis = connectRedis(config.redisUrl, { onError })
  for (const warning of await checkRedis(redis, { replicas: config.waitReplicas })) log.warn({ what: 'redis' }, warning)

  if ((await redis.exists(restoringKey)) > 0) throw new UnfitRedis('这个 Redis 里的恢复没有做完，不能启动：请清空后重新运行 npm run restore。\nA restore into this Redis was cut short: empty it and run npm run restore again.')
  if (config.backup.keepDays > 0) await refuseLoss(redis, config.backup)
  keepFiles(redis, [config.backup.folder], config.backup.key, (error) => onError(error, 'forgotten'))
  const parts = await loadParts()
  const waiting = config.waitReplicas > 0 ? connectRedis(config.redisUrl, { onError }) : undefined
  const replication = waiting && { redis: waiting, replicas: config.waitReplicas, within: config.waitMs }
  const layout = layoutOf(kinds)
  // From the first workspace on: the others, and what else a start takes, may take longer than a sign of life counts.
  const upkeep = startUpkeep({ redis, log, onError })
  const open = (workspace: string) => {
    if (config.role !== 'web') upkeep.add(workspace)
    return openLedger(redis, { workspace, kinds, layout, replication })
  }
  const served = await openWorkspaces({ redis, config, open, now, say: (line) => console.log(line) })
  const gone = (words: string) => {
    console.error(words)
    process.exit(unusable)
  }
  const unwatch = watchLoss({ redis, workspaces: served.map(({ workspace }) => workspace), log, onError, gone })
  // BullMQ blocks on its connection.
  const connection = connectRedis(config.redisUrl, { onError })
  const keepFailedDays = config.failedKeepDays
  const queues = { connection, tags: clusterAddress(config.redisUrl) ? clusterTags : oneTag, keepFailedDays, onError }
  const waker = openWaker(queues)
  const nameOf = async (channel: string, id: string) => {
    const views = await Promise.all(served.map(({ ledger }) => ledger.view()))
    return views.map(({ directory }) => directory.personOn(channel, id)?.name).find((name) => name !== undefined)
  }
  const welcome = async () => welcomeOf(botNameOf((await served[0].ledger.view()).directory.settings))
  const painter = createPainter({ font: config.pictureFont, leftOut: (signs) => log.info({ signs }, 'a picture does without emoji that its font lacks') })
  const { channels: configured, routers, oauth } = await openChannels(config.channels, { redis, log, now, role: config.role, welcome, nameOf, dataDir: config.dataDir, pictureTrouble: painter.trouble })
  const channels = [...configured, ...others]
  const metrics = createMetrics()
  const health = createHealth({ redis, reports: openReports(redis), ledgers: served.map(({ ledger }) => ledger), expected: channels.map(({ id }) => id), now })
  const openPilot = (one: Served) => createPilot(one, { redis, parts, channels, tryout: config.tryout, waker, works: config.role !== 'web', observer: metrics.observer, painter, states: health.channels, log, now })
  const [first, ...more] = served
  const pilots = [openPilot(first), ...more.map(openPilot)] as const
  for (const { workspace, ledger } of pilots) {
    const code = await prepareFirstAdmin(ledger, config.admin, now())
    const where = pilots.length > 1 ? `试点 ${workspace} ` : ''
    if (code !== undefined) console.log(`${where}还没有管理员。请在群里或私聊发：/我是 姓名:… 单位:… 职务:… 口令:${code}`)
  }

  const closing: (() => Promise<unknown>)[] = [async () => upkeep.stop(), async () => unwatch()]
  const begin = async (channel: Channel, hear: Parameters<Channel['start']>[0]) => {
    await channel.start(hear)
    closing.unshift(() => channel.stop())
  }
  for (const { tryout, bot } of pilots) if (tryout) await begin(tryout.simulator, bot.hear)
  const machine = watchMachine({ now, folders: [config.dataDir, config.backup.folder] })
  const ear = createSwitchboard([{ ...pilots[0], hear: pilots[0].bot.hear }, ...pilots.slice(1).map(({ ledger, bot }) => ({ ledger, hear: bot.hear }))])
  for (const channel of channels) {
    await begin(channel, (message) => {
      machine.heard(message.at)
      return ear(message)
    })
  }
  closing.push(...pilots.map((pilot) => () => pilot.close()))
  closing.unshift(startReporting({ redis, role: config.role, serves: served.map(({ workspace }) => workspace), ills: machine.ills, channels, metrics, log, now }))
  if (config.role !== 'web') {
    const nightly = nightlyBackup({ redis, config: config.backup, ledger: first.ledger, log, now })
    const workers = await startWork(pilots, { ...queues, jobs: parts.jobs, look, nightly, watch: health.watch })
    closing.unshift(() => workers.close())
  }
  if (config.role !== 'worker') {
    const { host, port } = config
    const pages = await openPages({ config, redis, parts, pilots, channels, states: health.channels, checks: health.checks, oauth, log, now })
    const web = await startWeb({ host, port, routers: [healthRouter({ ...health, metricsToken: config.metricsToken }), ...routers, pages.router], log })
    closing.unshift(() => web.close())
    console.log(`团讯已启动：${web.url}`)
    if (pages.link !== undefined) console.log(`运行状态页（链接即钥匙，不要外传）：${config.publicUrl ?? web.url}${pages.link}`)
  } else console.log('团讯工作进程已启动')

  let stopping = false
  const stop = async () => {
    if (stopping) return
    stopping = true
    // What hangs on a connection that is gone must not keep the process: everything it has begun is taken up by another.
    setTimeout(() => {
      log.warn({}, 'closing took too long')
      process.exit(0)
    }, closesWithin).unref()
    for (const close of closing) await close().catch((error: Error) => onError(error, 'closing'))
    await waker.close()
    for (const one of [connection, waiting, redis]) one?.disconnect()
  }
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void stop())
  exitWithParent(() => void stop())
}
