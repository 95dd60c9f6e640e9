/** Since when the account is logged in, kept over restarts: a fresh login is treated gently. */
import type { Redis } from 'ioredis'

const key = 'tx:{~channels}:wechaty:since'

export interface Login {
  /** An account is in; `fresh`: a code was scanned just now. */
  note(fresh: boolean, now: number): Promise<void>
  /** When it was scanned last, ms; long ago when that is unknown. */
  at(): number
}

export function createLogin(redis: Redis): Login {
  let since = 0
  return {
    async note(fresh, now) {
      if (fresh) await redis.set(key, now)
      since = Number((await redis.get(key)) ?? 0)
    },
    at: () => since,
  }
}
