/** npm run docs: writes docs/manual.zh-CN.md from the declarations. */
import { mkdir, writeFile } from 'node:fs/promises'
import { manual } from '../grammar/docs.ts'
import { loadCommands } from '../grammar/registry.ts'

const { all } = await loadCommands(new URL('../../commands/', import.meta.url))
const folder = new URL('../../docs/', import.meta.url)
await mkdir(folder, { recursive: true })
await writeFile(new URL('manual.zh-CN.md', folder), manual(all))
console.log(`已写入 docs/manual.zh-CN.md（${all.length} 条指令）`)
