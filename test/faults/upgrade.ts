/** An upgrade while people talk: processes of another version have the ledger, ours come beside them, go again, come back, and stay. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { shortTmp } from '../../scripts/lib/redis-socket.mjs'
import { prefixOf } from '../../src/ledger/keys.ts'
import { connectRedis } from '../../src/redis/connect.ts'
import { judge, type Judgement } from './check.ts'
import { readEvidence, type Evidence } from './evidence.ts'
import { freePort } from '../support/ports.ts'
import { entry, startWithin, until, untilSettled, type FaultsPlan } from './faults.ts'
import { keepProduct, later, type Kept } from './kept.ts'
import { watchStalls, type Mishap } from './mishaps.ts'
import { mondayTime } from './mondays.ts'
import { pilotOf, streets, workspace } from './pilot.ts'
import { startPlatform } from './platform.ts'
import { randomFrom } from './random.ts'
import { keepRedis } from './redis.ts'
import { startTalk, type Talk } from './talk.ts'

export interface UpgradePlan extends Pick<FaultsPlan, 'seed' | 'groups' | 'pause' | 'settle' | 'keep'> {
  /** Folder of the other version, ready to run. */
  from: string
  /** How long each stage lasts, ms. */
  stage: number
}

/** Who stood on the ledger for a while, and what came of it. */
export interface Stage {
  name: string
  /** Entries written meanwhile. */
  entries: number
  /** How the ledger is laid out at its end, see layoutOf. */
  layout: string
}

export interface UpgradeRun {
  stages: Stage[]
  judgement: Judgement
  talk: Talk
  /** When Redis, or the machine, stood still by itself. */
  stalls: Mishap[]
  evidence: Evidence
  folder: string
}

/** Longest wait until those who remain have taken the ledger over, ms. */
const takenOverWithin = 90_000

/** Runs it. Throws when a process does not start, or nobody takes the ledger over. */
export async function runUpgrade(plan: UpgradePlan): Promise<UpgradeRun> {
  const folder = mkdtempSync(join(shortTmp(), 'tuanxun-upgrade-'))
  mkdirSync(join(folder, 'data'))
  const all = streets(plan.groups)
  writeFileSync(join(folder, 'pilot.yaml'), pilotOf(all))
  const redis = await keepRedis(folder, () => 100)
  const direct = connectRedis(redis.url)
  const port = await freePort()
  const platform = await startPlatform({ hears: `http://127.0.0.1:${port}`, random: randomFrom(plan.seed) })
  const mondays = { start: Date.now() + 4000, stretch: 4 * plan.stage, count: 2 }
  const processes: Kept[] = []
  const start = async (name: string, root: string | undefined, env: Record<string, string>): Promise<Kept> => {
    const one = keepProduct({
      root, entry, log: join(folder, `${name}.log`), downFor: () => 100,
      env: {
        REDIS_URL: redis.url, PORT: '0', LOG_LEVEL: 'warn', SETUP: join(folder, 'pilot.yaml'), WORKSPACE: '', TRYOUT: 'off', ADMIN: 'office',
        DATA_DIR: join(folder, 'data'), LOOP_PLATFORM: platform.url, LOOP_MONDAYS: JSON.stringify(mondays), ...env,
      },
    })
    processes.push(one)
    if (!(await until(one.isUp, startWithin))) throw new Error(`${name} did not start: see ${folder}`)
    return one
  }
  const worker = (name: string, root?: string) => start(name, root, { ROLE: 'worker' })
  const web = (name: string, root?: string) => start(name, root, { ROLE: 'web', LOOP_PORT: String(port) })
  const head = async () => (await direct.hmget(`${prefixOf(workspace)}head`, 'seq', 'layout')).map((text) => text ?? '')
  const stages: Stage[] = []
  let done = 0
  const stand = async (name: string) => {
    await later(plan.stage)
    const [seq = '0', layout = ''] = await head()
    stages.push({ name, entries: Number(seq) - done, layout })
    done = Number(seq)
  }
  try {
    const [oldWeb, ...oldWorkers] = await Promise.all([web('old-web', plan.from), worker('old-worker1', plan.from), worker('old-worker2', plan.from)])
    const [, oldLayout] = await head()
    done = Number((await head())[0])
    const talk = startTalk({ streets: all, platform, now: () => mondayTime(mondays, Date.now()), seed: plan.seed, pause: plan.pause })
    const stopWatching = watchStalls(() => direct.ping())
    await stand('old alone')
    const first = await worker('new-worker1')
    await stand('a new worker beside two old ones')
    await first.stop()
    if (!(await until(async () => (await head())[1] === oldLayout, takenOverWithin))) throw new Error('the old version did not take the ledger over again')
    await stand('a step back: old alone')
    await Promise.all([worker('new-worker2'), worker('new-worker3')])
    await stand('two new workers beside two old ones')
    await Promise.all(oldWorkers.map((one) => one.stop()))
    await stand('new workers, an old web')
    await oldWeb.stop()
    await web('new-web')
    await stand('new alone')
    await talk.stop()
    await untilSettled(direct, plan.settle)
    const [stalls, evidence] = [await stopWatching(), await readEvidence(direct, workspace)]
    return { stages, judgement: judge({ said: talk.said, shown: platform.shown, mishaps: stalls, evidence }), talk, stalls, evidence, folder }
  } finally {
    direct.disconnect()
    await Promise.all(processes.map((one) => one.stop()))
    await Promise.all([redis.stop(), platform.stop()])
    if (!plan.keep) rmSync(folder, { recursive: true })
  }
}

/** It in words: one line for each stage, then what came of it. */
export function spellUpgrade({ stages, judgement, talk, stalls, evidence }: UpgradeRun): string[] {
  const { recorded, answered, repeats, breaches } = judgement
  const acknowledged = talk.said.filter((one) => one.acknowledged !== undefined).length
  return [
    ...stages.map(({ name, entries, layout }) => `${name}: ${entries} entries, laid out as ${layout}`),
    `messages: ${acknowledged} of ${talk.said.length} acknowledged, ${talk.counts.duplicates + talk.counts.replays} sent again`,
    `records: ${recorded} messages, each recorded once; answers: ${answered}; shown again: ${repeats.crash} when redis stood still (${stalls.length} times), ${repeats.platform} that the platform had not confirmed`,
    `ledger ${evidence.link}, verify ${evidence.faults.length === 0 ? 'clean' : 'NOT clean'}`,
    ...(breaches.length === 0 ? ['nothing lost, nothing doubled'] : [`${breaches.length} breaches:`, ...breaches.map((line) => `  ${line}`)]),
  ]
}
