/** A province of 40 000 units that each filed a weekly report: the week's bulletins of all that have others below them, districts, cities, province. */
import type { Redis } from 'ioredis'
import { issuers, type Issuer } from '../../bulletin/cutOff.ts'
import { workAhead } from '../../domain/ahead.ts'
import { create, type Change } from '../../domain/record.ts'
import { group, unit, workspace, type UnitKind } from '../../domain/records/directory.ts'
import { kinds } from '../../domain/records/index.ts'
import { weeklyReport } from '../../domain/records/weeklyReport.ts'
import { dayOf, hour, instant } from '../../domain/time.ts'
import { openLedger } from '../../ledger/ledger.ts'
import type { Ledger } from '../../ledger/types.ts'
import { draft } from '../../work/issues/issue.ts'
import { sources } from '../../work/matters/index.ts'
import { clearMemory, clock, type Figure, type Stand } from './figure.ts'

const name = 'province'
const week = '2026-11-16'
const filed = instant('2026-11-20', '16:00')
const cutOff = instant('2026-11-23', '10:00')
const moment = { weekday: 1, time: '10:00' }
const cities = 11
const districts = 9
/** Units in all; what is neither province nor city nor district is a street. */
const all = 40_000

const top = '浙江省'
const report = (n: number) => ({
  week, due: instant('2026-11-20', '17:00'),
  progress: `本周走访企业${n % 17}家，联系青年${20 + (n % 80)}人，组织志愿服务${n % 4}场，志愿者${n % 50}人次；完成“青年之家”台账更新，走访慰问困难青少年${n % 6}名。`,
  innovation: n % 3 === 0 ? `与辖区银行共建“夜校”，开设理财、急救、摄影课程，第${n % 9}期报名${30 + (n % 40)}人。` : undefined,
  problems: n % 4 === 0 ? '活动场地不足，周末与其他单位冲突。' : undefined,
  suggestions: n % 4 === 0 ? '建议协调学校周末开放运动场地。' : undefined,
})

function tree(): { path: string; kind: UnitKind; issues: boolean }[] {
  const units: ReturnType<typeof tree> = [{ path: top, kind: '省', issues: true }]
  const districtPaths: string[] = []
  for (let c = 1; c <= cities; c++) {
    const city = `${top}/第${c}市`
    units.push({ path: city, kind: '市', issues: true })
    for (let d = 1; d <= districts; d++) {
      const district = `${city}/第${c}市${d}区`
      units.push({ path: district, kind: '区', issues: true })
      districtPaths.push(district)
    }
  }
  for (let i = 0; units.length < all; i++) units.push({ path: `${districtPaths[i % districtPaths.length]}/第${i + 1}街道`, kind: '街道', issues: false })
  return units
}

/** Every commit of units builds the directory anew. */
const perCommit = 10_000

async function file(ledger: Ledger, changes: readonly Change[], now: number): Promise<void> {
  for (let i = 0; i < changes.length; i += perCommit) {
    const some = changes.slice(i, i + perCommit)
    const cause = { key: `${some[0]?.kind.kind}|${i}`, day: dayOf(now) }
    await ledger.commit({ cause, view: await ledger.view(), now, by: 'setup', changes: some, notices: [] })
  }
}

async function load(redis: Redis): Promise<Ledger> {
  const ledger = openLedger(redis, { workspace: name, kinds })
  const units = tree()
  const now = instant('2026-01-05')
  const settings = {
    name: '浙江省街道团建试点', office: '共青团浙江省委城市青年工作部', botNames: ['团讯'], since: '2026-11-16', noon: '12:00', endOfWork: '17:30', ranking: false, series: {}, standards: 'default',
    weeklyReport: { due: { weekday: 5, time: '17:00' }, from: ['省', '市', '区', '街道'] as UnitKind[] },
  }
  await file(ledger, [
    create(workspace, { id: 'workspace', unit: top, data: settings, now }),
    ...units.map(({ path, kind }) => create(unit, { id: path, unit: path, data: { path, kind, aliases: [] }, now })),
    ...units.filter(({ issues }) => issues).map(({ path }, i) =>
      create(group, { id: `g${i}`, unit: path, data: { name: `${path}工作群`, unit: path, addresses: {}, bulletin: moment, reminders: false, ranking: false }, now })),
  ], now)
  await file(ledger, units.map(({ path }, n) => create(weeklyReport, { unit: path, data: report(n), now: filed + (n % 60) * (hour / 60) })), filed)
  return ledger
}

interface Run {
  seconds: number
  bulletins: number
  /** MiB */
  peak: number
}

/** Every issuer's draft on a view of its own, a few ahead as the clock does it, lowest level first. Nothing of the records is in memory before. */
async function compileAll(redis: Redis, { parts: { calendar } }: Stand): Promise<Run> {
  const ledger = openLedger(redis, { workspace: name, kinds })
  const { directory } = await ledger.view()
  const upward = issuers(directory).sort((a, b) => b.unit.split('/').length - a.unit.split('/').length)
  let peak = 0
  let bulletins = 0
  clearMemory()
  const begun = clock()
  const compileOne = async ({ unit: path, groups }: Issuer) =>
    draft({ view: await ledger.view(), calendar, sources, unit: path, to: cutOff, previous: undefined, now: cutOff, groups, held: false })
  for await (const [, drafted] of workAhead(upward, compileOne)) {
    if (drafted) bulletins++
    peak = Math.max(peak, process.memoryUsage.rss())
  }
  return { seconds: (clock() - begun) / 1000, bulletins, peak: peak / 2 ** 20 }
}

/** Seconds to read the stored reports in one pipeline. */
async function readAll(redis: Redis): Promise<number> {
  const key = `tx:{${name}}:r:${weeklyReport.kind}`
  const ids = await redis.hkeys(key)
  clearMemory()
  const begun = clock()
  const pipeline = redis.pipeline()
  for (const id of ids) pipeline.hget(key, id)
  const answers = (await pipeline.exec()) ?? []
  if (answers.length !== all || answers.some(([error, text]) => error !== null || typeof text !== 'string')) throw new Error('not every report was read')
  return (clock() - begun) / 1000
}

const turns = 6
const least = (values: readonly number[]): number => Math.min(...values)

export const province: Figure = {
  names: ['bulletin_40000', 'bulletin_40000_peak_mib', 'bulletin_to_read'],
  async measure(stand) {
    const { redis } = stand
    await load(redis)
    const runs: Run[] = []
    const reads: number[] = []
    for (let turn = 0; turn < turns; turn++) {
      reads.push(await readAll(redis))
      runs.push(await compileAll(redis, stand))
    }
    await redis.flushdb()
    const seconds = least(runs.map((run) => run.seconds))
    return {
      bulletin_40000: `${seconds.toFixed(2)} s for ${runs[0]?.bulletins} bulletins`,
      bulletin_40000_peak_mib: Math.max(...runs.map(({ peak }) => peak)).toFixed(0),
      bulletin_to_read: (seconds / least(reads)).toFixed(2),
    }
  },
}
