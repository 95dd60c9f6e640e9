import { spawn } from 'node:child_process'
import { ensureDependencies } from './dependencies.mjs'
import { dataDir, loadEnvFile, redisFolder, root } from './project.mjs'
import { refuseTakenPort } from './port.mjs'
import { startRedisOn, stopper } from './redis-server.mjs'
import { explain, say } from './say.mjs'
import { Stopped, watchForStop } from './stopping.mjs'
import { keepRunning } from './supervise.mjs'
import { takeData } from './take-data.mjs'
import { ensureRedisServer } from './tools.mjs'

/** The program itself ends within 5 s of SIGTERM. */
const PATIENCE = 6_000

/**
 * `npm start`: makes ready what is missing, then keeps redis and the program running until someone stops us.
 * @returns {Promise<number>} exit code
 */
export async function runInstance() {
  const stop = watchForStop()
  try {
    loadEnvFile()
    const data = dataDir()
    const lock = await takeData(data, 'npm start', stop)
    stop.addEventListener('abort', lock.leaving)
    try {
      await ensureDependencies({ root, dev: false, signal: stop })
      if (process.env['ROLE'] !== 'worker') await refuseTakenPort(process.env['HOST'] || '127.0.0.1', Number(process.env['PORT'] || 8080))
      return process.env['REDIS_URL'] ? await runProgram({ data, url: process.env['REDIS_URL'], lock, stop }) : await runBoth({ data, lock, stop })
    } finally {
      lock.release()
    }
  } catch (error) {
    if (error instanceof Stopped) return 0
    return explain(error)
  }
}

/**
 * The program on a redis of our own: redis first and last.
 * @param {{ data: string, lock: import('./lock.mjs').Lock, stop: AbortSignal }} options
 * @returns {Promise<number>}
 */
async function runBoth({ data, lock, stop }) {
  const program = await ensureRedisServer(stop)
  const stopRedis = new AbortController()
  const start = () =>
    startRedisOn({ program, folder: redisFolder(data), signal: stopRedis.signal, onSpawn: (pid, url) => lock.adopt('redis', pid, { url }) })
  stop.throwIfAborted()
  const passOn = () => stopRedis.abort(stop.reason)
  stop.addEventListener('abort', passOn)
  const first = await start()
  stop.removeEventListener('abort', passOn)
  const redis = keepRunning({ name: 'Redis', start, first, signal: stopRedis.signal })
  try {
    return await runProgram({ data, url: first.url, lock, stop })
  } finally {
    stopRedis.abort(stop.reason)
    await redis
    lock.forget('redis')
  }
}

/**
 * @param {{ data: string, url: string, lock: import('./lock.mjs').Lock, stop: AbortSignal }} options
 * @returns {Promise<number>}
 */
async function runProgram({ data, url, lock, stop }) {
  const start = async () => {
    const child = spawn(process.execPath, ['scripts/program.mjs', 'src/main.ts'], {
      cwd: root,
      env: { ...process.env, REDIS_URL: url, DATA_DIR: data },
      // The channel tells the program when we are gone, even killed. A group of its own keeps Ctrl-C to us.
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      detached: true,
    })
    if (child.pid !== undefined) lock.adopt('main', child.pid)
    return { process: child, stop: stopper(child, PATIENCE) }
  }
  const code = await keepRunning({ name: '团讯', start, signal: stop })
  lock.forget('main')
  if (stop.aborted) say('已停止 / stopped')
  return code ?? 0
}
