/** npm run audit; see auditProgram. */
import { spawnSync } from 'node:child_process'
import { auditProgram, npmAudit } from './auditProgram.ts'
import { runProgram } from './files.ts'
import { defineProgram } from './program.ts'

await runProgram(defineProgram({
  name: 'audit',
  takes: '[npm audit 的选项 …]',
  summary: '看运行所用的依赖有没有已知漏洞；有漏洞退出码是 1，查不成是 69。',
  options: {},
  passesOn: true,
  async run({ positionals }, { print }) {
    const ask = () => {
      const { stdout, error } = spawnSync('npm', [...npmAudit, ...positionals], { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 })
      return error ? JSON.stringify({ error: { summary: error.message } }) : stdout
    }
    process.exitCode = auditProgram({ print, ask })
  },
}))
