/** npm run docs: writes docs/manual.zh-CN.md from the declarations. */
import { mkdir, writeFile } from 'node:fs/promises'
import { manual } from '../grammar/docs.ts'
import { loadCommands } from '../grammar/registry.ts'
import { runProgram } from './files.ts'
import { defineProgram } from './program.ts'

await runProgram(defineProgram({
  name: 'docs',
  summary: '按指令的声明重写 docs/manual.zh-CN.md。',
  options: {},
  async run(_, { print }) {
    const { all } = await loadCommands(new URL('../../commands/', import.meta.url))
    const folder = new URL('../../docs/', import.meta.url)
    await mkdir(folder, { recursive: true })
    await writeFile(new URL('manual.zh-CN.md', folder), manual(all))
    print(`已写入 docs/manual.zh-CN.md（${all.length} 条指令）\n`)
  },
}))
