import { childOf, holderOf } from './lock.mjs'
import { dataDir, lockFolder, redisFolder } from './project.mjs'
import { startRedisOn } from './redis-server.mjs'
import { Refusal } from './say.mjs'
import { takeData } from './take-data.mjs'
import { startThrowAwayRedis } from './throw-away-redis.mjs'
import { ensureRedisServer } from './tools.mjs'

/**
 * @typedef {object} Borrowed
 * @property {string | undefined} url for REDIS_URL; undefined: leave it as it is
 * @property {(pid: number) => void} adopt notes the program that uses it
 * @property {() => Promise<void>} giveBack
 */

/** @type {Borrowed} */
const NOTHING = { url: undefined, adopt: () => undefined, giveBack: async () => undefined }

/**
 * The redis a script needs, for as long as it runs. 'data' is that of REDIS_URL, else of the running instance, else one
 * started on DATA_DIR under the instance's own lock.
 * @param {import('./programs.mjs').Program['redis']} kind
 * @param {string} what who asks
 * @param {AbortSignal} signal
 * @returns {Promise<Borrowed>}
 */
export async function borrowRedis(kind, what, signal) {
  if (kind === 'throwAway') {
    const redis = await startThrowAwayRedis({ program: await ensureRedisServer(signal) })
    return { ...NOTHING, url: redis.url, giveBack: redis.stop }
  }
  if (kind !== 'data' || process.env['REDIS_URL']) return NOTHING
  const data = dataDir()
  const holder = await holderOf(lockFolder(data))
  if (holder === undefined || holder.leaving) return startForAWhile(data, what, signal)
  const url = childOf(lockFolder(data), 'redis')?.url
  if (url !== undefined) return { ...NOTHING, url }
  throw new Refusal(
    `数据目录 ${data} 的实例（${holder.what}，进程 ${holder.pid}）正在启动，或用的是外部 Redis。请稍后再试，或给出 REDIS_URL。\n` +
      'The instance on this DATA_DIR is starting, or uses an outside Redis: try again later, or give REDIS_URL.',
  )
}

/**
 * @param {string} data @param {string} what @param {AbortSignal} signal
 * @returns {Promise<Borrowed>}
 */
async function startForAWhile(data, what, signal) {
  const program = await ensureRedisServer(signal)
  const lock = await takeData(data, what, signal)
  try {
    const onSpawn = (/** @type {number} */ pid, /** @type {string} */ url) => lock.adopt('redis', pid, { url })
    const redis = await startRedisOn({ program, folder: redisFolder(data), signal, onSpawn })
    const giveBack = async () => {
      await redis.stop()
      lock.forget('redis')
      lock.forget('program')
      lock.release()
    }
    return { url: redis.url, adopt: (pid) => lock.adopt('program', pid), giveBack }
  } catch (error) {
    lock.release()
    throw error
  }
}
