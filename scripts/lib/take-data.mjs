import { setTimeout as later } from 'node:timers/promises'
import { acquire, LockHeld } from './lock.mjs'
import { lockFolder } from './project.mjs'
import { Refusal, say } from './say.mjs'

/**
 * After so many looks, 100 ms apart, an instance whose npm was killed this moment has noticed it and says that it is leaving. Looks are
 * counted, not time: where the machine stands still it does so for that instance, too.
 */
const LOOKS_TO_NOTICE = 15

/**
 * Takes DATA_DIR for this process alone, or refuses with the name of who has it. One that is just ending is waited for.
 * @param {string} data DATA_DIR
 * @param {string} what shown to whoever is refused
 * @param {AbortSignal} signal ends the waiting
 * @returns {Promise<import('./lock.mjs').Lock>}
 */
export async function takeData(data, what, signal) {
  let told = false
  for (let looks = 0; ; looks += 1) {
    signal.throwIfAborted()
    try {
      return await acquire(lockFolder(data), what)
    } catch (error) {
      if (!(error instanceof LockHeld)) throw readable(error, data)
      const { holder } = error
      if (!holder.leaving && looks > LOOKS_TO_NOTICE) throw inUse(data, holder)
      if (holder.leaving && !told) say(`上一个实例正在结束（进程 ${holder.pid}），稍等 / waiting for the last instance to end`)
      told ||= holder.leaving === true
    }
    await later(100)
  }
}

/** @param {string} data @param {import('./lock.mjs').Holder} holder */
function inUse(data, holder) {
  return new Refusal(
    `数据目录 ${data} 正被另一个实例使用（${holder.what}，进程 ${holder.pid}）。请先停掉它，或换一个目录，例如：DATA_DIR=./data2 PORT=8081 npm start\n` +
      `Another instance (${holder.what}, process ${holder.pid}) uses this DATA_DIR. Stop it first, or choose another DATA_DIR and PORT.`,
  )
}

/** @param {unknown} error @param {string} data */
function readable(error, data) {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (!['EACCES', 'EROFS', 'ENOTDIR', 'EEXIST', 'EPERM', 'ENOSPC'].includes(code)) return error
  return new Refusal(`数据目录不可写（${code}）：${data}。请改正权限，或换一个目录：DATA_DIR=/some/folder\nDATA_DIR cannot be written to (${code}): ${data}`)
}
