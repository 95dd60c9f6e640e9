/** A process that is started again whenever it ends. */
import { spawn, type ChildProcess } from 'node:child_process'
import { createWriteStream } from 'node:fs'
import { setTimeout as later } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { ended } from '../../scripts/lib/supervise.mjs'

export { later }

export interface Kept {
  /** Whether it is at work, as far as it said itself. */
  isUp(): boolean
  /** Kills it with SIGKILL; false when there is nothing to kill. */
  kill(): boolean
  /** How often it ended, killed or not. */
  ends(): number
  /** Ends it for good, in its own way. */
  stop(): Promise<void>
}

const ours = fileURLToPath(new URL('../../', import.meta.url))

export interface ProductOptions {
  /** The program's folder, ours unless said; its dependencies are installed. */
  root?: string | undefined
  /** Module to run. */
  entry: string
  env: Record<string, string>
  /** What it prints goes to this file. */
  log: string
  /** How long it stays down, ms. */
  downFor(): number
  /** Whether the next one loads its modules while this one is at work, so that nobody is away for long; so unless said. */
  spare?: boolean
}

/** Runs the product as a process of its own, which ends with us. */
export function keepProduct({ root = ours, entry, env, log, downFor, spare = true }: ProductOptions): Kept {
  const out = createWriteStream(log, { flags: 'a' })
  const stopping = new AbortController()
  let child: ChildProcess | undefined
  let next: ChildProcess | undefined
  let up = false
  let ends = 0
  const load = () => {
    // The channel tells the product when we are gone, even killed.
    const loading = spawn(process.execPath, ['scripts/program.mjs', entry], { cwd: root, env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe', 'ipc'] })
    loading.stdout?.on('data', (chunk) => {
      out.write(chunk)
      if (up || loading !== child || !String(chunk).includes('已启动')) return
      up = true
      if (spare) next ??= load()
    })
    loading.stderr?.on('data', (chunk) => out.write(chunk))
    return loading
  }
  const keep = async () => {
    while (!stopping.signal.aborted) {
      child = next ?? load()
      next = undefined
      // One that could not even load has ended already.
      child.send('run', () => {})
      await ended(child)
      up = false
      ends += 1
      if (!stopping.signal.aborted) await later(downFor())
    }
  }
  const over = keep()
  return {
    isUp: () => up,
    kill: () => up && (child?.kill('SIGKILL') ?? false),
    ends: () => ends,
    async stop() {
      stopping.abort()
      child?.kill('SIGTERM')
      await over
      next?.kill('SIGKILL')
      out.end()
    },
  }
}
