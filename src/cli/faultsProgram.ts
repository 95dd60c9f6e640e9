/** Runs the product while everything around it fails, and counts what was lost or doubled. */
import { runFaults, type FaultsPlan } from '../../test/faults/faults.ts'
import { spellRun } from '../../test/faults/report.ts'
import { runUpgrade, spellUpgrade } from '../../test/faults/upgrade.ts'
import { typedPath } from './files.ts'
import { defineProgram } from './program.ts'
import { readNumber } from './readNumber.ts'

const minute = 60_000
/** Stages of an upgrade. */
const stages = 6

/**
 * Prints one line for each kind of mishap and what came of them; throws when anything was lost or doubled.
 * A run of the default length kills more than 200 processes. `--keep` leaves logs and data where it says. `--from FOLDER`: nothing fails, but the
 * processes of the version in that folder are replaced by ours under the same load.
 */
export const faultsProgram = defineProgram({
  name: 'faults',
  summary: '在负荷下运行整个产品，同时结束进程、断开 Redis、让平台出错，数出丢了什么、重了什么。',
  options: {
    minutes: { type: 'string', default: '9', value: 'N', does: '多少分钟，不写是 9' },
    seed: { type: 'string', value: 'S', does: '种子，不写就随机' },
    keep: { type: 'boolean', default: false, does: '留下日志和数据，并打印在哪里' },
    from: { type: 'string', value: '文件夹', does: '不出故障，只把这个文件夹里的旧版本换成现在的' },
  },
  async run({ values }, at) {
    const { print } = at
    const minutes = readNumber('minutes', values.minutes, { least: 0.1, most: 24 * 60, example: 9 })
    const seed = values.seed === undefined ? Date.now() % 1_000_000 : Math.trunc(readNumber('seed', values.seed, { least: 0, most: 4_294_967_295, example: 7 }))
    if (values.from !== undefined) {
      const run = await runUpgrade({ from: typedPath(values.from, at), seed, stage: (minutes * minute) / stages, groups: 50, pause: 2500, settle: 3 * minute, keep: values.keep })
      print(spellUpgrade(run).map((line) => `${line}\n`).join(''))
      if (run.judgement.breaches.length > 0) throw new Error(`${run.judgement.breaches.length} 处丢失或重复`)
      return
    }
    const plan: FaultsPlan = { seed, duration: minutes * minute, groups: 50, gap: 1500, pause: 2500, week: Math.min(minute, (minutes * minute) / 3), settle: 3 * minute, keep: values.keep }
    print(`seed ${seed}, ${minutes} minutes\n`)
    const run = await runFaults(plan)
    print(spellRun(run, plan).map((line) => `${line}\n`).join(''))
    if (values.keep) print(`${run.folder}\n`)
    if (run.judgement.breaches.length > 0) throw new Error(`${run.judgement.breaches.length} 处丢失或重复；重跑：npm run faults -- --minutes ${minutes} --seed ${seed}`)
  },
})
