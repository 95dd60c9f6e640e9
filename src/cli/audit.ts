/** npm run audit; see auditProgram. */
import { spawnSync } from 'node:child_process'
import { auditProgram, npmAudit } from './auditProgram.ts'

process.exitCode = auditProgram({
  print: (text) => void process.stdout.write(text),
  ask: () => {
    const { stdout, error } = spawnSync('npm', [...npmAudit, ...process.argv.slice(2)], { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 })
    return error ? JSON.stringify({ error: { summary: error.message } }) : stdout
  },
})
