/** What a million records cost: time per command beside a store of a thousand, and memory beside what was typed. */
import { clock, percentile, type Figure, type Stand, type Values } from './figure.ts'
import { create } from '../../domain/record.ts'
import { activity } from '../../domain/records/activity.ts'
import { weeklyReport } from '../../domain/records/weeklyReport.ts'
import { addDays, day, dayOf, mondayOf } from '../../domain/time.ts'
import { prefixOf } from '../../ledger/keys.ts'
import { createSalt } from '../../ledger/chain/side.ts'
import { fileInBulk, type Filed } from './bulk.ts'
import { activityText } from './load.ts'
import { startBenchProduct, type Ask } from './product.ts'
import { openStreets, streetsOf, type Street } from './streets.ts'

const few = 1_000
const many = 1_000_000
/** Fifty of them speak while it is measured. */
const speakers = 50
const streetsInStore = 2_000

const reportText = (n: number) => ({
  progress: `走访企业${n % 17}家，联系青年${20 + (n % 80)}人，组织志愿服务${n % 4}场，志愿者${n % 50}人次；完成“青年之家”台账更新，走访慰问困难青少年${n % 6}名，协助社区开展反诈宣传。`,
  innovation: `与辖区银行共建“夜校”，开设理财、急救、摄影课程，第${n % 9}期报名${30 + (n % 40)}人。`,
  problems: '活动场地不足，周末与其他单位冲突。',
})

/** Messages of streets in turn, every other one a weekly report, spread over the two years before `end` (ms). */
export function* filedRecords(streets: readonly Street[], count: number, end: number): Generator<Filed> {
  const span = 2 * 365 * day
  for (let n = 0; n < count; n++) {
    const { path, sender, group } = streets[Math.floor(n / 2) % streets.length] as Street
    const at = Math.floor(end - span + (span * n) / count)
    const common = { cause: `simulator|old${n}`, by: sender, group, at }
    if (n % 2 === 0) {
      const report = reportText(n)
      // As many weeks as a street needs to file each only once.
      const week = addDays(mondayOf(dayOf(at)), -7 * (Math.floor(n / 2 / streets.length) % 520))
      const text = `/周报 周:${week} 进展情况:${report.progress} 创新举措:${report.innovation} 问题:${report.problems}`
      yield { ...common, text, change: create(weeklyReport, { unit: path, data: { week, due: at + day, ...report }, now: at }) }
    } else {
      const when = { date: dayOf(at - day), time: '14:00' }
      const data = { topic: `第${n}次青年志愿服务`, when, place: '街道青年中心', state: 'held' as const, people: 10 + (n % 40), host: path, jointly: [], summary: '组织青年为社区老人送餐、打扫卫生' }
      yield { ...common, text: activityText(n), change: create(activity, { unit: path, data, now: at }) }
    }
  }
}

/** Bytes of the stored records' JSON and of the messages they came from, worked out on a sample. */
function typedBytes(streets: readonly Street[], end: number): number {
  const sample = 2_000
  let bytes = 0
  for (const { change, text, by, group, at } of filedRecords(streets, sample, end)) {
    const { kind, unit, data } = change
    bytes += Buffer.byteLength(JSON.stringify({ kind: kind.kind, id: `${kind.label}-2026-123456`, unit, at, by, group, data })) + Buffer.byteLength(text)
  }
  return bytes / sample
}

const usedMemory = async ({ redis }: Stand): Promise<number> => Number(/used_memory:(\d+)/.exec(await redis.info('memory'))?.[1])

const perTurn = 400
const turns = 6

/** Milliseconds per command with fifty groups at once. */
async function perCommand(ask: Ask, streets: readonly Street[], from: number): Promise<number> {
  let left = perTurn
  const begun = clock()
  await Promise.all(streets.slice(0, speakers).map(async (street) => {
    while (left-- > 0) await ask(street, activityText(from + left))
  }))
  return (clock() - begun) / perTurn
}

async function measure(stand: Stand): Promise<Values> {
  const { redis } = stand
  const end = Date.now()
  const streets = streetsOf(streetsInStore)
  const salt = createSalt('bench')
  const open = (workspace: string) => openStreets(redis, workspace, streets, end)
  const [small, large] = [await open('few'), await open('many')]
  await fileInBulk(redis, 'few', filedRecords(streets, few, end), salt)
  const before = await usedMemory(stand)
  await fileInBulk(redis, 'many', filedRecords(streets, many, end), salt)
  const bytes = ((await usedMemory(stand)) - before) / many

  const product = await startBenchProduct([small, large], stand)
  const [inFew, inMany] = product.asks as [Ask, Ask]
  await perCommand(inFew, streets, 10_000_000)
  await perCommand(inMany, streets, 10_000_000)
  const ratios: number[] = []
  for (let turn = 1; turn <= turns; turn++) {
    const least = await perCommand(inFew, streets, 10_000_000 + turn * perTurn)
    ratios.push((await perCommand(inMany, streets, 10_000_000 + turn * perTurn)) / least)
  }
  await product.close()
  const records = await redis.hget(`${prefixOf('many')}head`, 'seq')
  if (Number(records) < many) throw new Error(`only ${records} records`)
  await redis.flushdb()
  return { growth: percentile(ratios, 50).toFixed(2), bytes_per_record: (bytes / typedBytes(streets, end)).toFixed(2) }
}

export const growth: Figure = { names: ['growth', 'bytes_per_record'], measure }
