import { spawn } from 'node:child_process'
import { mkdtempSync } from 'node:fs'
import { Socket } from 'node:net'
import { join } from 'node:path'
import { ask, shortTmp, socketUrl } from './redis-socket.mjs'
import { Refusal } from './say.mjs'

/**
 * The shell is the guard: it waits on a pipe that only this process holds, so that redis-server and its folder go
 * when this process goes, by whatever signal.
 */
const GUARD = `
folder=$1; shift
"$@" >"$folder/redis.log" 2>&1 & server=$!
echo "$server"
read -r _
kill -9 "$server" 2>/dev/null
wait "$server" 2>/dev/null
rm -rf "$folder"
`

/**
 * Starts an empty redis-server in a temporary folder, on a socket, that keeps nothing on disk and ends with this process.
 * @param {object} options
 * @param {string} options.program
 * @param {Record<string, string>} [options.settings] further settings of redis.conf, for instance { port: '6400' }
 * @returns {Promise<{ url: string, socket: string, pid: number, stop: () => Promise<void> }>}
 */
export async function startThrowAwayRedis({ program, settings = {} }) {
  const folder = mkdtempSync(join(shortTmp(), 'tuanxun-redis-'))
  const socket = join(folder, 'redis.sock')
  const all = { port: '0', bind: '127.0.0.1', unixsocket: socket, dir: folder, save: '', appendonly: 'no', ...settings }
  const args = Object.entries(all).flatMap(([name, value]) => [`--${name}`, value])
  const guard = spawn('sh', ['-c', GUARD, 'guard', folder, program, ...args], { stdio: ['pipe', 'pipe', 'ignore'], detached: true })
  const ended = new Promise((resolve) => guard.once('close', resolve))
  const pid = await new Promise((resolve) => guard.stdout.once('data', (chunk) => resolve(Number(String(chunk)))))
  const pipes = [guard.stdin, guard.stdout].filter((pipe) => pipe instanceof Socket)
  const stop = async () => {
    // What is waited for must keep this process alive: it would end at once, with exit code 0.
    guard.ref()
    for (const pipe of pipes) pipe.ref()
    guard.stdin.end()
    await ended
  }
  for (let tries = 0; !(await ask(socket, 'PING'))?.startsWith('+PONG'); tries += 1) {
    if (tries > 400) {
      await stop()
      throw new Refusal(`临时 Redis 未能启动：${program}\nThe throw-away Redis did not start.`)
    }
    await new Promise((resolve) => setTimeout(resolve, 25))
  }
  guard.unref()
  for (const pipe of pipes) pipe.unref()
  return { url: socketUrl(socket), socket, pid, stop }
}
