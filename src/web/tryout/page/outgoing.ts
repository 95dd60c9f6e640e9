/** Messages on their way out: one after another, each under one id until it is safe. */
import { postMessage, Refused, type Posted } from './net.ts'

export interface Pending extends Posted {
  place: string
  /** `failed` may pass and is tried again; `refused` will not. */
  state: 'sending' | 'failed' | 'refused'
  why?: string | undefined
}

export interface Outgoing {
  add(message: Omit<Posted, 'id'>, place: string): void
  retry(id: string): void
  retryAll(): void
  drop(id: string): void
}

/** An id nobody else gives; also on pages that are not in a secure context. */
function freshId(): string {
  return [...crypto.getRandomValues(new Uint8Array(12))].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}

const failed = ({ state }: Pending): boolean => state === 'failed'
/** Wait before what failed is tried again, ms. */
const retryAfter = 4000

/** `sent` fetches the place's lines, among them the one just sent. */
export function createOutgoing({ pending, change, sent }: { pending(): Pending[]; change(pending: Pending[]): void; sent(place: string): Promise<void> }): Outgoing {
  let working = false
  const mark = (id: string, state: Pending['state'], why?: string) => change(pending().map((one) => (one.id === id ? { ...one, state, why } : one)))
  const drop = (id: string) => change(pending().filter((one) => one.id !== id))
  const work = async () => {
    if (working) return
    working = true
    for (let next = pending().find(({ state }) => state === 'sending'); next; next = pending().find(({ state }) => state === 'sending')) {
      const { place, id, group, sender, text, quote } = next
      try {
        await postMessage({ id, group, sender, text, quote })
        await sent(place)
        drop(id)
      } catch (error) {
        if (error instanceof Refused) mark(id, 'refused', error.message)
        else {
          setTimeout(() => retry(failed), retryAfter)
          for (const one of pending()) if (one.state === 'sending') mark(one.id, 'failed', '没有发出去，正在自动重发')
        }
      }
    }
    working = false
  }
  const retry = (wanted: (one: Pending) => boolean) => {
    change(pending().map((one) => (wanted(one) ? { ...one, state: 'sending', why: undefined } : one)))
    void work()
  }
  return {
    add(message, place) {
      change([...pending(), { ...message, id: freshId(), place, state: 'sending' }])
      void work()
    },
    retry: (id) => retry((one) => one.id === id),
    retryAll: () => retry(failed),
    drop,
  }
}
