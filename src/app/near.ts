/** Work that wakes up where it came to be: a process that works at all does it at once and spares the queue two hops a message. */
import type { Chat } from '../domain/notice.ts'
import type { Hold, Offer } from '../ledger/lease.ts'

/** Tells others, through the queue, that a chat has something waiting. */
export interface Wake {
  inbox(chat: Chat): Promise<void>
  outbox(chat: Chat): Promise<void>
}

/** What is done about it, under a hold that was taken already or one of its own; `outbox` answers after how many ms to look again, if at all. */
export interface Work {
  workInbox(chat: Chat, hold?: Hold): Promise<void>
  workOutbox(chat: Chat, hold?: Hold): Promise<number | undefined>
}

export interface Near {
  wake: { inbox: Work['workInbox']; outbox(chat: Chat, hold?: Hold): Promise<void> }
  /** A hold to be taken in passing on what would be done here; undefined while it would go through the queue. */
  offer(name: string): Offer | undefined
  /** Leaves everything new to the queue and waits for what is being done. */
  close(): Promise<void>
}

/** Chats worked on at once, and outboxes sent; beyond that the queue is told, so that other processes may help. */
const mostAtOnce = 100

/** What cannot be done here and now goes through the queue, which tries again; what is lost on the way the sweep finds. */
export function workNear(queue: Wake, work: Work, offer: (name: string) => Offer): Near {
  const running = new Set<Promise<void>>()
  let open = true
  const mayRun = () => open && running.size < mostAtOnce
  const near = async (chat: Chat, hold: Hold | undefined, tell: (chat: Chat) => Promise<void>, run: () => Promise<unknown>): Promise<void> => {
    // Whoever is told could not begin before what is held already lapses.
    if (!hold && !mayRun()) return tell(chat)
    const doing = run().then((again) => (again === undefined ? undefined : tell(chat)), () => tell(chat)).catch(() => {})
    running.add(doing)
    void doing.finally(() => running.delete(doing))
  }
  return {
    wake: {
      inbox: (chat, hold) => near(chat, hold, queue.inbox, () => work.workInbox(chat, hold)),
      outbox: (chat, hold) => near(chat, hold, queue.outbox, () => work.workOutbox(chat, hold)),
    },
    offer: (name) => (mayRun() ? offer(name) : undefined),
    async close() {
      open = false
      while (running.size > 0) await Promise.all(running)
    },
  }
}
