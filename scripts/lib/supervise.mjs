import { setTimeout as later } from 'node:timers/promises'
import { say } from './say.mjs'

/** Exit code of a program that cannot run with this configuration: starting it again would not help (EX_CONFIG). */
const CONFIGURATION_ERROR = 78

/**
 * @typedef {object} Supervised
 * @property {import('node:child_process').ChildProcess} process
 * @property {() => Promise<void>} stop ends it and waits until it has gone
 */

/**
 * Keeps one process running: when it ends unasked it is started again after 1 s, and after twice as long each time up to
 * 30 s; a minute of quiet forgives. Resolves when it is over for good: with the exit code of a configuration error, or after
 * `signal` and the process's own end with undefined.
 * @param {object} options
 * @param {string} options.name
 * @param {() => Promise<Supervised>} options.start
 * @param {Supervised} [options.first] one that runs already
 * @param {AbortSignal} options.signal
 * @param {{ first: number, longest: number, forgiven: number }} [options.waits] ms
 * @returns {Promise<number | undefined>}
 */
export async function keepRunning({ name, start, first, signal, waits = { first: 1_000, longest: 30_000, forgiven: 60_000 } }) {
  let wait = waits.first
  const asked = aborted(signal)
  for (let current = first; current !== undefined || !signal.aborted; current = undefined) {
    const startedAt = Date.now()
    const how = await oneRun(current, start, signal, asked)
    if (signal.aborted) return undefined
    if (how === CONFIGURATION_ERROR) return how
    if (Date.now() - startedAt > waits.forgiven) wait = waits.first
    say(`${name} 意外结束（${how}），${wait / 1000} 秒后重新启动 / ended unexpectedly; starting it again in ${wait / 1000} s`)
    await later(wait, undefined, { signal }).catch(() => undefined)
    wait = Math.min(wait * 2, waits.longest)
  }
  return undefined
}

/**
 * @param {Supervised | undefined} running
 * @param {() => Promise<Supervised>} start
 * @param {AbortSignal} signal
 * @param {Promise<null>} asked when the signal aborts: one listener for all runs
 * @returns {Promise<number | string | null>} exit code, or what else ended it
 */
async function oneRun(running, start, signal, asked) {
  /** @type {Supervised} */
  let child
  try {
    child = running ?? (await start())
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
  const how = await Promise.race([ended(child.process), asked])
  if (signal.aborted) await child.stop()
  return how
}

/** @param {import('node:child_process').ChildProcess} child @returns {Promise<number | string | null>} */
export function ended(child) {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve(child.exitCode ?? child.signalCode)
  return new Promise((resolve) => {
    child.once('error', (error) => resolve(error.message))
    child.once('exit', (code, signal) => resolve(code ?? signal))
  })
}

/** @param {AbortSignal} signal @returns {Promise<null>} */
function aborted(signal) {
  return new Promise((resolve) => {
    if (signal.aborted) resolve(null)
    signal.addEventListener('abort', () => resolve(null), { once: true })
  })
}
