/** What goes wrong on purpose. */

/** What happens instead of an answer, or with it. */
export type Effect =
  | { errcode: number }
  /** A bare HTTP status; on the socket the connection breaks. */
  | { status: number }
  /** The answer comes late, ms by the real clock. */
  | { slowMs: number }
  /** The connection breaks before anything is done. */
  | 'hangUp'
  /** It is done, but the connection breaks before the answer. */
  | 'loseAnswer'
  /** Nothing is done and nothing is answered; the connection stays. */
  | 'noAnswer'

export interface Fault {
  /** A path such as /cgi-bin/message/send, a command of the socket such as aibot_send_msg or ping, or * for all. */
  on: string
  effect: Effect
  /** Only towards this chatid or userid. */
  chat?: string
  /** How often; without it until it is lifted. */
  times?: number
}

export interface Faults {
  /** Switches a fault on; answers how to lift it. */
  add(fault: Fault): () => void
  /** The effect on one call, which uses it up once. `chats` are those it is about. */
  take(on: string, chats: readonly string[]): Effect | undefined
}

export function createFaults(): Faults {
  const active = new Set<{ fault: Fault; left: number }>()
  return {
    add(fault) {
      const entry = { fault, left: fault.times ?? Number.POSITIVE_INFINITY }
      active.add(entry)
      return () => void active.delete(entry)
    },
    take(on, chats) {
      for (const entry of active) {
        const { fault } = entry
        if (fault.on !== '*' && fault.on !== on) continue
        if (fault.chat !== undefined && !chats.includes(fault.chat)) continue
        if (--entry.left <= 0) active.delete(entry)
        return fault.effect
      }
      return undefined
    },
  }
}
