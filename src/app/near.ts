/** Work that wakes up where it came to be: a process that works at all does it at once and spares the queue two hops a message. */
import type { Chat } from '../domain/notice.ts'

/** Tells others, through the queue, that a chat has something waiting. */
export interface Wake {
  inbox(chat: Chat): Promise<void>
  outbox(chat: Chat): Promise<void>
}

/** What is done about it; `outbox` answers after how many ms to look again, if at all. */
export interface Work {
  workInbox(chat: Chat): Promise<void>
  workOutbox(chat: Chat): Promise<number | undefined>
}

export interface Near {
  wake: Wake
  /** Leaves everything new to the queue and waits for what is being done. */
  close(): Promise<void>
}

/** Chats worked on at once; beyond that the queue is told, so that other processes may help. */
const mostAtOnce = 50

/** What cannot be done here and now goes through the queue, which tries again; what is lost on the way the sweep finds. */
export function workNear(queue: Wake, work: Work): Near {
  const running = new Set<Promise<void>>()
  let open = true
  const near = async (chat: Chat, tell: (chat: Chat) => Promise<void>, run: () => Promise<unknown>): Promise<void> => {
    if (!open || running.size >= mostAtOnce) return tell(chat)
    const doing = run().then((again) => (again === undefined ? undefined : tell(chat)), () => tell(chat)).catch(() => {})
    running.add(doing)
    void doing.finally(() => running.delete(doing))
  }
  return {
    wake: {
      inbox: (chat) => near(chat, queue.inbox, () => work.workInbox(chat)),
      outbox: (chat) => near(chat, queue.outbox, () => work.workOutbox(chat)),
    },
    async close() {
      open = false
      while (running.size > 0) await Promise.all(running)
    },
  }
}
