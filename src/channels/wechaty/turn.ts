/** Which process holds the account: one of all, and another when that one is gone. */

/** Held until released or until it lapses; `renew` answers false when another holds it now (as in src/ledger/lease.ts). */
export interface Hold {
  renew(): Promise<boolean>
  release(): Promise<unknown>
}
export type Lease = (name: string) => Promise<Hold | undefined>

export interface Turn {
  start(): void
  /** Whether the account is this process's. */
  ours(): boolean
  stop(): Promise<void>
}

export interface TurnOptions {
  lease: Lease
  /** Whether this process may hold it at all. */
  candidate: boolean
  /** How often it is asked for, ms. */
  look?: number | undefined
  begin(): void
  end(): Promise<void>
  /** Done each time, whoever holds it. */
  each(): Promise<void>
}

export function createTurn({ lease, candidate, look = 5_000, begin, end, each }: TurnOptions): Turn {
  let hold: Hold | undefined
  let timer: NodeJS.Timeout | undefined
  let asking: Promise<void> | undefined

  const ask = async () => {
    if (!hold && candidate) {
      hold = await lease('wechaty')
      if (hold && timer) begin()
    } else if (hold && !(await hold.renew())) {
      hold = undefined
      await end()
    }
    await each()
  }
  // While Redis is away nothing changes hands: what is ours stays ours until another is known to have it.
  const askOnce = () => void (asking ??= ask().catch(() => {}).finally(() => (asking = undefined)))
  return {
    ours: () => hold !== undefined,
    start() {
      timer = setInterval(askOnce, look)
      askOnce()
    },
    async stop() {
      clearInterval(timer)
      timer = undefined
      await asking
      const mine = hold
      hold = undefined
      if (!mine) return
      await end()
      await mine.release().catch(() => {})
    },
  }
}
