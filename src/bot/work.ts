/** Works through what waits in one chat's inbox or outbox, one after another, in order. */
import type { Chat } from '../domain/notice.ts'
import type { Hold, Lease } from '../ledger/lease.ts'

/** What the hold is called under which a chat's inbox is worked. */
export const inboxHold = (chat: Chat): string => `in|${chat}`
/** What the hold is called under which a chat's outbox is sent. */
export const outboxHold = (chat: Chat): string => `out|${chat}`

export interface Drain {
  lease: Lease
  name: string
  /** The hold, where it was got already. */
  given: Hold | undefined
  /** Whether something waits. */
  waiting(): Promise<boolean>
}

/**
 * Runs `step` until it answers false, alone among all processes; it is given the hold, for steps that take long or let it go with their last piece.
 * Whoever finds the work taken may go: where the hold was not let go together with the last piece, the holder looks once more after giving it back,
 * so nothing that came in between is left behind.
 */
export async function drain({ lease, name, given, waiting }: Drain, step: (hold: Hold) => Promise<boolean>): Promise<void> {
  let hold = given ?? (await lease(name))
  while (hold) {
    let gaveBack = true
    try {
      while ((await step(hold)) && (await hold.renew()));
    } finally {
      gaveBack = await hold.release()
    }
    hold = gaveBack && (await waiting()) ? await lease(name) : undefined
  }
}
