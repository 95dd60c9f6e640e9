import { spawn } from 'node:child_process'
import { constants } from 'node:os'
import { ensureDependencies } from './dependencies.mjs'
import { identify, end } from './identity.mjs'
import { programFor, programNames } from './programs.mjs'
import { loadEnvFile, root } from './project.mjs'
import { borrowRedis } from './borrow-redis.mjs'
import { Refusal, explain } from './say.mjs'
import { Stopped, watchForStop } from './stopping.mjs'
import { ended } from './supervise.mjs'
import { ensureChromium, ensureRedisServer } from './tools.mjs'

/**
 * `npm run NAME -- ARGS`: makes ready what the program needs, runs it with our own input and output, passes its exit code on.
 * @param {string | undefined} name
 * @param {string[]} args
 * @returns {Promise<number>}
 */
export async function runProgram(name, args) {
  const stop = watchForStop()
  try {
    const program = programFor(name ?? '', args)
    if (program === undefined) throw new Refusal(`没有这个命令：${name}。可用：${programNames.join('、')}\nNo such script: ${name}`)
    loadEnvFile()
    await ensureDependencies({ root, dev: program.dev, signal: stop })
    if (program.redis === 'program') await ensureRedisServer(stop)
    if (program.chromium) await ensureChromium(stop)
    const redis = await borrowRedis(program.redis, `npm run ${name}`, stop)
    try {
      let outcome = 0
      for (const step of program.steps) outcome = (await runStep(step, redis, stop)) || outcome
      return outcome
    } finally {
      await redis.giveBack()
    }
  } catch (error) {
    return error instanceof Stopped ? error.code : explain(error)
  }
}

/**
 * @param {string[]} args
 * @param {import('./borrow-redis.mjs').Borrowed} redis
 * @param {AbortSignal} stop
 * @returns {Promise<number>}
 */
async function runStep(args, redis, stop) {
  stop.throwIfAborted()
  const env = redis.url === undefined ? process.env : { ...process.env, REDIS_URL: redis.url }
  const child = spawn(process.execPath, args, { cwd: root, env, stdio: 'inherit' })
  const identity = child.pid === undefined ? undefined : identify(child.pid)
  if (child.pid !== undefined) redis.adopt(child.pid)
  const onStop = async () => {
    // Ctrl-C has reached the program too, as it shares our terminal: give it time to end in its own way.
    if (stop.reason instanceof Stopped && stop.reason.signal === 'SIGINT') await Promise.race([ended(child), later(2_000)])
    if (identity !== undefined) await end(identity, 8_000)
  }
  stop.addEventListener('abort', onStop)
  const how = await ended(child)
  stop.removeEventListener('abort', onStop)
  if (typeof how === 'number') return how
  const signal = /** @type {NodeJS.Signals} */ (how)
  return 128 + (constants.signals[signal] ?? 0)
}

/** @param {number} ms */
const later = (ms) => new Promise((resolve) => setTimeout(resolve, ms).unref())
