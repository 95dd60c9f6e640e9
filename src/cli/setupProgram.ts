/** Loads setup files into the Redis of REDIS_URL. */
import { writeFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { kinds } from '../domain/records/index.ts'
import { layoutOf } from '../ledger/layout.ts'
import { openLedger } from '../ledger/ledger.ts'
import { reachRedis } from '../redis/reach.ts'
import { readSetupFile } from '../setup/file.ts'
import { loadSetup } from '../setup/load.ts'
import type { SetupSummary } from '../setup/load.ts'
import { knownWorkspace, rememberWorkspace } from '../start.ts'
import { redisUrl, typedPath } from './files.ts'
import type { Surroundings } from './files.ts'
import { defineProgram } from './program.ts'

const spell = (counts: Record<string, number>): string =>
  kinds.filter(({ kind }) => counts[kind]).map(({ kind, label }) => `${label} ${counts[kind]}`).join('、')

function report({ added, changed }: SetupSummary): string {
  const parts = [spell(added) && `新增 ${spell(added)}`, spell(changed) && `更新 ${spell(changed)}`].filter(Boolean)
  return parts.length > 0 ? parts.join('；') : '没有需要改动的地方'
}

async function writeTemplate(path: string, at: Surroundings): Promise<void> {
  if (!path.endsWith('.xlsx')) throw new Error('空表的文件名应以 .xlsx 结尾，例：--template 表.xlsx')
  const { templateWorkbook } = await import('../setup/excelTemplate.ts')
  await writeFile(typedPath(path, at), await templateWorkbook(), { flag: 'wx' }).catch((error: NodeJS.ErrnoException) => {
    throw new Error(error.code === 'EEXIST' ? `文件已存在，没有覆盖：${path}` : `写不了文件 ${path}（${error.code}）`)
  })
  at.print(`已写好空表：${path}\n`)
}

async function load(path: string, at: Surroundings): Promise<void> {
  const redis = await reachRedis(redisUrl(at))
  const served = () => knownWorkspace(redis, at.env['WORKSPACE'] || undefined)
  try {
    const setup = await readSetupFile(typedPath(path, at), await served())
    const { workspace } = setup
    const summary = await loadSetup(openLedger(redis, { workspace, kinds, layout: layoutOf(kinds) }), setup, Date.now())
    const isNew = await rememberWorkspace(redis, workspace)
    at.print(`${basename(path)} → ${workspace}：${report(summary)}\n`)
    if (isNew) at.print('新的试点：已在运行的进程要重新启动才受理它（设置了 SETUP、WORKSPACE 的，先把它加进去）\n')
    if ((await served()) !== workspace) at.print(`这里不只一个试点，只启动这一个请设置 WORKSPACE=${workspace}\n`)
  } finally {
    redis.disconnect()
  }
}

/** Loads a file (YAML or workbook), all of it or, with a list of what is wrong, nothing. With `template` it writes an empty workbook. */
export const setupProgram = defineProgram({
  name: 'setup',
  takes: '试点.yaml（或 .xlsx）',
  summary: '装入试点设置；整份装入，有错就一点也不装。再装一次只改动有差别的地方。',
  options: { template: { type: 'string', value: '表.xlsx', does: '不装入，只写一份空表' } },
  async run({ values, positionals, usage }, at) {
    const [path, ...more] = positionals
    if (values.template !== undefined && path === undefined) await writeTemplate(values.template, at)
    else if (path !== undefined && more.length === 0 && values.template === undefined) await load(path, at)
    else throw new Error(usage)
  },
})
