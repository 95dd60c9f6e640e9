import { spawn } from 'node:child_process'
import { closeSync, mkdirSync, openSync, readFileSync, realpathSync } from 'node:fs'
import { join } from 'node:path'
import { end, gone, identify } from './identity.mjs'
import { ask, socketPath, socketUrl } from './redis-socket.mjs'
import { Refusal, say } from './say.mjs'

/**
 * @typedef {object} RedisChild
 * @property {string} url
 * @property {import('node:child_process').ChildProcess} process
 * @property {() => Promise<void>} stop
 */

/**
 * Starts the redis-server that keeps the data of one DATA_DIR and waits until it answers. Every write is on disk
 * before it is acknowledged, and nothing is ever evicted. The caller holds the lock of that DATA_DIR.
 * @param {object} options
 * @param {string} options.program
 * @param {string} options.folder
 * @param {AbortSignal} [options.signal] ends the waiting
 * @param {(pid: number, url: string) => void} [options.onSpawn] called before anything can go wrong
 * @returns {Promise<RedisChild>}
 */
export async function startRedisOn({ program, folder, signal, onSpawn }) {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const real = realpathSync(folder)
  const path = socketPath(real)
  await endStrayOf(real, path)
  const log = join(real, 'redis.log')
  const out = openSync(log, 'w', 0o600)
  // A group of its own: Ctrl-C reaches the supervisor alone, which ends the program first and redis last.
  const child = spawn(program, settings(real, path), { cwd: real, stdio: ['ignore', out, out], detached: true })
  closeSync(out)
  const failed = new Promise((resolve) => child.once('error', resolve))
  const url = socketUrl(path)
  if (child.pid === undefined) throw new Refusal(`无法运行 ${program}：${await failed}\nCannot run ${program}.`)
  onSpawn?.(child.pid, url)
  const stop = stopper(child, 10_000)
  try {
    await untilReady(child, path, log, signal)
  } catch (error) {
    await stop()
    throw error
  }
  return { url, process: child, stop }
}

/** @param {string} folder @param {string} path */
function settings(folder, path) {
  return Object.entries({
    port: '0', unixsocket: path, unixsocketperm: '700', dir: folder, daemonize: 'no', logfile: '',
    appendonly: 'yes', appendfsync: 'always', save: '', 'maxmemory-policy': 'noeviction',
  }).flatMap(([name, value]) => [`--${name}`, value])
}

/**
 * Ends the child with SIGTERM and waits for it, with SIGKILL after `patience` ms.
 * @param {import('node:child_process').ChildProcess} child
 * @param {number} patience ms
 */
export function stopper(child, patience) {
  const identity = child.pid === undefined ? undefined : identify(child.pid)
  return async () => {
    if (identity !== undefined) await end(identity, patience)
  }
}

/**
 * Ends a redis-server that still works on this very folder though nobody noted it: it says so itself.
 * @param {string} folder @param {string} path
 */
async function endStrayOf(folder, path) {
  const where = await ask(path, 'CONFIG', 'GET', 'dir')
  if (where === undefined || !where.split('\r\n').includes(folder)) return
  const pid = Number(/process_id:(\d+)/.exec((await ask(path, 'INFO', 'server')) ?? '')?.[1])
  const identity = Number.isInteger(pid) ? identify(pid) : undefined
  if (identity === undefined) return
  say(`先结束上次遗留的 Redis（进程 ${pid}）/ ending the Redis left over from last time`)
  await ask(path, 'SHUTDOWN')
  if (!(await gone(identity, 10_000))) await end(identity, 1_000)
}

/**
 * @param {import('node:child_process').ChildProcess} child
 * @param {string} path @param {string} log
 * @param {AbortSignal | undefined} signal
 */
async function untilReady(child, path, log, signal) {
  for (let waited = 0; ; waited += 50) {
    if ((await ask(path, 'PING'))?.startsWith('+PONG')) return
    if (child.exitCode !== null || child.signalCode !== null) {
      const tail = readFileSync(log, 'utf8').trimEnd().split('\n').slice(-8).join('\n')
      throw new Refusal(`Redis 未能启动，日志末尾如下：\nRedis did not start; the end of ${log}:\n${tail}`)
    }
    signal?.throwIfAborted()
    // A large file takes a while to read in; as long as the process lives, it is at work.
    if (waited > 0 && waited % 10_000 === 0) say('Redis 正在载入数据 / Redis is still loading its data')
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}
