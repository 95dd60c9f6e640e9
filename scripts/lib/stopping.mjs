import { constants } from 'node:os'

/** The reason of an abort: someone asked us to stop. */
export class Stopped extends Error {
  /** @param {'SIGINT' | 'SIGTERM' | 'SIGHUP'} name */
  constructor(name) {
    super(`stopped by ${name}`)
    this.signal = name
    /** As a shell counts it. */
    this.code = 128 + constants.signals[name]
  }
}

/**
 * Turns Ctrl-C, SIGTERM, SIGHUP and, when npm started us, the end of npm into one AbortSignal whose reason is a Stopped,
 * so that every phase can be broken off the same way.
 * @returns {AbortSignal}
 */
export function watchForStop() {
  const controller = new AbortController()
  for (const name of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
    process.on(name, () => controller.abort(new Stopped(name)))
  }
  if (process.env['npm_lifecycle_event'] !== undefined) {
    const parent = process.ppid
    // npm killed outright cannot tell us, and would leave nobody who could stop us.
    setInterval(() => process.ppid !== parent && controller.abort(new Stopped('SIGHUP')), 200).unref()
  }
  return controller.signal
}
