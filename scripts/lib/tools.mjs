import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { findProgram } from './find.mjs'
import { installPackages } from './packages.mjs'
import { Refusal, say } from './say.mjs'

/** Keep equal to what src/redis/check.ts refuses. */
const OLDEST_REDIS = [6, 2]

/**
 * The path of redis-server: found on the PATH, or installed.
 * @param {AbortSignal} signal
 * @returns {Promise<string>}
 */
export async function ensureRedisServer(signal) {
  let program = findProgram('redis-server')
  if (program === undefined) {
    say('没有找到 redis-server / redis-server is not on the PATH')
    const installed = await installPackages({ apt: ['redis-server'], brew: ['redis'], signal })
    program = findProgram('redis-server')
    if (!installed || program === undefined) throw new Refusal(NO_REDIS)
  }
  const version = /v=(\d+)\.(\d+)\S*/.exec(execFileSync(program, ['--version'], { encoding: 'utf8' }))
  const [major = 0, minor = 0] = [Number(version?.[1]), Number(version?.[2])]
  const [oldestMajor = 0, oldestMinor = 0] = OLDEST_REDIS
  if (major > oldestMajor || (major === oldestMajor && minor >= oldestMinor)) return program
  throw new Refusal(`${program} 是 ${major}.${minor}，太旧，需要 ${OLDEST_REDIS.join('.')} 或更新。\n${program} is too old: ${OLDEST_REDIS.join('.')} or newer is needed.\n${ELSEWHERE}`)
}

const ELSEWHERE =
  '也可以：用 REDIS_URL 指向已有的 Redis，例如 REDIS_URL=redis://127.0.0.1:6379 npm start；或用 docker-compose.yml：docker compose up\n' +
  'Or: point REDIS_URL to a Redis you have, or run `docker compose up` with docker-compose.yml.'

const NO_REDIS =
  '没有 redis-server，也不能自动安装（需要 root 权限的 apt-get，或 Homebrew）。请先安装，例如：sudo apt-get install redis-server\n' +
  'redis-server is missing and cannot be installed from here (that takes apt-get as root, or Homebrew). Install it, for example: sudo apt-get install redis-server\n' +
  ELSEWHERE

const CHROME_OF_MACOS = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'

/**
 * A browser for the tests of pages and for pictures of them: CHROMIUM names one, else the PATH is searched.
 * @returns {string | undefined}
 */
function findChromium() {
  const named = process.env['CHROMIUM']
  if (named !== undefined && named !== '') return named
  const found = findProgram('chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome')
  return found ?? (existsSync(CHROME_OF_MACOS) ? CHROME_OF_MACOS : undefined)
}

/**
 * The browser, or an error that says how to get one. A test of a page calls this, so that it fails rather than being skipped.
 * @returns {string}
 */
export function requireChromium() {
  const found = findChromium()
  if (found === undefined) throw new Refusal(NO_CHROMIUM)
  return found
}

const NO_CHROMIUM =
  '没有 Chromium，网页测试无法进行。请安装（sudo apt-get install chromium fonts-wqy-microhei），或用 CHROMIUM=/path/to/chrome 指明。\n' +
  'Chromium is missing: pages cannot be tested. Install it (sudo apt-get install chromium fonts-wqy-microhei) or name one in CHROMIUM.'

/**
 * Installs Chromium and a Chinese font where they are missing and that is possible; says so when it is not.
 * @param {AbortSignal} signal
 */
export async function ensureChromium(signal) {
  const packages = [
    ...(findChromium() === undefined ? ['chromium'] : []),
    ...(process.platform === 'linux' && !hasChineseFont() ? ['fonts-wqy-microhei', 'fontconfig'] : []),
  ]
  if (packages.length === 0) return
  try {
    await installPackages({ apt: packages, brew: [], signal })
  } catch (error) {
    signal.throwIfAborted()
    say(error instanceof Error ? error.message : String(error))
  }
  if (findChromium() === undefined) for (const line of NO_CHROMIUM.split('\n')) say(line)
}

function hasChineseFont() {
  const list = findProgram('fc-list')
  return list !== undefined && execFileSync(list, [':lang=zh', 'family'], { encoding: 'utf8' }).trim() !== ''
}
