import { vi } from 'vitest'

/**
 * Longest wait for what must come, ms: a machine may stand still for seconds. Well below the minute and more after which things come by
 * themselves in tests; where the product's own period is shorter and must not help, its clock is not the real one.
 */
export const patience = 30_000

/** Waits until the check, tried at that interval (ms), no longer throws, and answers what it returned; throws what it last threw. */
export const eventually = <T>(check: () => T | Promise<T>, interval = 50): Promise<T> => vi.waitFor(check, { timeout: patience, interval })

/** The same for what is no test's own expectation: waits until it is so. Throws that `what` did not come about. */
export const until = (is: () => boolean | Promise<boolean>, what = 'it'): Promise<void> =>
  eventually(async () => {
    if (!(await is())) throw new Error(`${what} did not come about`)
  }, 20)
