import { join } from 'node:path'
import { acquire, LockHeld } from './lock.mjs'
import { privateFolder } from './redis-socket.mjs'
import { say } from './say.mjs'

/**
 * Does something that only one process of this account may do at a time, waiting for its turn.
 * @template T
 * @param {string} name
 * @param {AbortSignal} signal ends the waiting
 * @param {(lock: import('./lock.mjs').Lock) => Promise<T>} act
 * @returns {Promise<T>}
 */
export async function exclusively(name, signal, act) {
  const lock = await turn(join(privateFolder(name), 'lock'), signal)
  try {
    return await act(lock)
  } finally {
    lock.release()
  }
}

/** @param {string} folder @param {AbortSignal} signal */
async function turn(folder, signal) {
  for (let told = false; ; ) {
    signal.throwIfAborted()
    try {
      return await acquire(folder, process.argv.slice(1).join(' '))
    } catch (error) {
      if (!(error instanceof LockHeld)) throw error
      if (!told) say(`等待另一个进程装完（${error.holder.pid}）/ waiting for another process to finish installing`)
      told = true
      await new Promise((resolve) => setTimeout(resolve, 500))
    }
  }
}
