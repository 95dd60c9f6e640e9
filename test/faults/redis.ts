/** The redis-server of a faults run: the product's own settings and start, killed, stopped and starved by the test, and started again. */
import { chmodSync, existsSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { findProgram } from '../../scripts/lib/find.mjs'
import { startRedisOn, type RedisChild } from '../../scripts/lib/redis-server.mjs'
import { ended } from '../../scripts/lib/supervise.mjs'
import { later, type Kept } from './kept.ts'

export interface FaultyRedis extends Kept {
  url: string
  /** SIGSTOP until the returned function is called. */
  pause(): () => void
  /** Lets its files grow no further until the returned function is called; undefined where the system cannot do so. */
  fillDisk(): (() => void) | undefined
}

/** Bytes of a block of `ulimit -f`. */
const block = 512
/** What still fits when the disk is called full, bytes. */
const leftOver = 8 * block

/** The program that is started: redis-server, which ends with us, may grow as far as the file `full` says, and is told so by an error instead of a signal. */
function wrapper(folder: string, program: string): string {
  const path = join(folder, 'redis')
  const guard = findProgram('setpriv') === undefined ? '' : 'setpriv --pdeathsig KILL '
  writeFileSync(path, `#!/bin/sh\ntrap '' XFSZ\n[ -f '${folder}/full' ] && ulimit -S -f "$(cat '${folder}/full')"\nexec ${guard}'${program}' "$@"\n`)
  chmodSync(path, 0o700)
  return path
}

const largestIn = (folder: string): number =>
  Math.max(0, ...readdirSync(folder, { recursive: true, withFileTypes: true }).filter((file) => file.isFile()).map((file) => statSync(join(file.parentPath, file.name)).size))

/** Starts it in `folder`; when it ends it is started again after `downFor()` ms, until `stop`. */
export async function keepRedis(folder: string, downFor: () => number): Promise<FaultyRedis> {
  const program = findProgram('redis-server')
  if (program === undefined) throw new Error('redis-server is missing: npm test installs it')
  const command = wrapper(folder, program)
  const data = join(folder, 'data')
  const prlimit = findProgram('prlimit')
  let up: RedisChild | undefined
  const stopping = new AbortController()
  let ends = 0
  const start = () => startRedisOn({ program: command, folder: data })
  const first = await start()
  const keep = async () => {
    for (let next: RedisChild | undefined = first; !stopping.signal.aborted; next = await start().catch(() => undefined)) {
      up = next
      if (next) await ended(next.process)
      up = undefined
      ends += 1
      await later(downFor())
    }
  }
  const over = keep()
  const full = join(folder, 'full')
  const limit = (bytes: string) => {
    const pid = up?.process.pid
    if (prlimit !== undefined && pid !== undefined) execFileSync(prlimit, ['--pid', String(pid), `--fsize=${bytes}:`], { stdio: 'ignore' })
  }
  return {
    url: first.url,
    ends: () => ends,
    isUp: () => up !== undefined,
    kill: () => up?.process.kill('SIGKILL') ?? false,
    pause() {
      const { process } = up ?? {}
      process?.kill('SIGSTOP')
      return () => process?.kill('SIGCONT')
    },
    fillDisk() {
      if (prlimit === undefined) return undefined
      const bytes = largestIn(data) + leftOver
      writeFileSync(full, String(Math.ceil(bytes / block)))
      limit(String(bytes))
      return () => {
        rmSync(full)
        limit('unlimited')
      }
    },
    async stop() {
      stopping.abort()
      if (existsSync(full)) rmSync(full)
      up?.process.kill('SIGCONT')
      await up?.stop()
      await over
    },
  }
}
