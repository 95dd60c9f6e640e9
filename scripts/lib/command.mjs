import { spawn } from 'node:child_process'
import { end, identify } from './identity.mjs'
import { Refusal, say } from './say.mjs'

/**
 * Runs a program quietly and keeps what it prints; an end other than 0 is a Refusal that shows the last lines.
 * It has a group of its own, so that Ctrl-C does not tear it: when `signal` aborts it is ended, group and all, unless
 * it is marked `whole` (a package manager in the middle of unpacking), which is waited for.
 * @param {object} options
 * @param {string} options.program
 * @param {string[]} options.args
 * @param {AbortSignal} options.signal
 * @param {string} [options.cwd]
 * @param {NodeJS.ProcessEnv} [options.env]
 * @param {boolean} [options.whole]
 * @param {(pid: number) => void} [options.onSpawn]
 */
export async function runQuietly({ program, args, signal, cwd, env, whole = false, onSpawn }) {
  signal.throwIfAborted()
  const child = spawn(program, args, { cwd, env: env ?? process.env, stdio: ['ignore', 'pipe', 'pipe'], detached: true })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output = (output + String(chunk)).slice(-8_000)))
  const over = new Promise((resolve) => {
    child.once('error', (error) => resolve(error.message))
    child.once('close', (code, name) => resolve(code ?? name))
  })
  const identity = child.pid === undefined ? undefined : identify(child.pid)
  if (child.pid !== undefined) onSpawn?.(child.pid)
  const onAbort = () => {
    if (identity !== undefined && !whole) void end(identity, 3_000)
  }
  signal.addEventListener('abort', onAbort)
  const patience = setInterval(() => say(`仍在进行 / still at work: ${[program, ...args].join(' ')}`), 20_000)
  const code = await over
  clearInterval(patience)
  signal.removeEventListener('abort', onAbort)
  signal.throwIfAborted()
  if (code === 0) return
  const tail = output.trimEnd().split('\n').slice(-12).join('\n')
  throw new Refusal(`命令没有成功（${code}）/ command failed: ${[program, ...args].join(' ')}\n${tail}`)
}
