/** Runs a program of src/cli in this process, in a folder of its own. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import type { Surroundings } from '../../src/cli/files.ts'
import { freshRedis } from './redis.ts'

export interface ProgramRun {
  out: string
  /** Message of the error it ended with; empty when it went well. */
  err: string
}

/** An empty Redis and folder, and `run`, which calls the program as npm run would. */
export async function programScene(program: (at: Surroundings) => Promise<void>, more: Record<string, string> = {}) {
  const { redis, url } = await freshRedis()
  const folder = await mkdtemp(join(tmpdir(), 'program-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  const run = async (args: string[], stdin = ''): Promise<ProgramRun> => {
    let out = ''
    const print = (text: string) => void (out += text)
    const input = (async function* () {
      yield stdin
    })()
    const at: Surroundings = { args, env: { REDIS_URL: url, INIT_CWD: folder, DATA_DIR: folder, ...more }, stdin: input, print }
    const err = await program(at).then(() => '', (error: unknown) => (error instanceof Error ? error.message : String(error)))
    return { out, err }
  }
  return { redis, url, folder, run }
}
