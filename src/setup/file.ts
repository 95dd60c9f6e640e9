/** Setup files on disk. */
import { readFile } from 'node:fs/promises'
import { basename, extname } from 'node:path'
import { SetupProblems } from './setup.ts'
import type { Setup } from './setup.ts'
import { parseSetup } from './yaml.ts'

/**
 * Reads a setup file by its ending: .yaml, .yml or .xlsx. `workspace` is the pilot's id where a workbook names none.
 * Throws SetupProblems, also for a file that is not there.
 */
export async function readSetupFile(path: string, workspace?: string): Promise<Setup> {
  const name = basename(path)
  const ending = extname(path).toLowerCase()
  if (!['.yaml', '.yml', '.xlsx'].includes(ending)) throw new SetupProblems([`${name}：设置文件应是 .yaml 或 .xlsx，例：pilot.yaml`])
  const content = await readFile(path).catch((error: NodeJS.ErrnoException) => {
    throw new SetupProblems([error.code === 'ENOENT' ? `找不到文件：${path}` : `读不了文件 ${path}（${error.code}）`])
  })
  if (ending !== '.xlsx') return parseSetup(content.toString('utf8').replace(/^\uFEFF/, ''), name)
  // Loaded only when needed: the workbook library takes a second to load.
  const { parseWorkbook } = await import('./excelRead.ts')
  return parseWorkbook(content, name, workspace)
}
