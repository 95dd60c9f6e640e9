/** Works through one chat's inbox, one message after another, in the order heard. */
import type { Hold, Lease } from '../ledger/lease.ts'

/**
 * Runs `step` until it answers false, alone among all processes; it is given the hold, for steps that take long. Whoever finds the work taken may go:
 * the holder looks once more after letting go, so nothing that came in between is left behind.
 */
export async function drain(name: string, lease: Lease, waiting: () => Promise<boolean>, step: (hold: Hold) => Promise<boolean>): Promise<void> {
  do {
    const hold = await lease(name)
    if (!hold) return
    try {
      while ((await step(hold)) && (await hold.renew()));
    } finally {
      await hold.release()
    }
  } while (await waiting())
}
