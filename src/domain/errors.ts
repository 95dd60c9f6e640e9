/** Their mistake: said to the person once, in Chinese, and never retried. With a `field` (its key) only that one is asked for again, and `choices` for it may be answered by number. */
export class SayToUser extends Error {
  override name = 'SayToUser'
  constructor(
    message: string,
    readonly choices: string[] = [],
    readonly field?: string,
  ) {
    super(message)
  }
}

/** The platform or the network failed for now: tried again with back-off. `afterMs` is the least wait when known. */
export class TryAgain extends Error {
  override name = 'TryAgain'
  constructor(
    message: string,
    readonly afterMs?: number,
    /** The platform's own number for it, when it gave one. */
    readonly errcode?: number,
  ) {
    super(message)
  }
}

/** The platform will not take this message by this way, now or later: another way may. The message says why, with the platform's error code and without secrets. */
export class Refused extends Error {
  override name = 'Refused'
  constructor(
    message: string,
    /** The platform's own number for it. */
    readonly errcode?: number,
  ) {
    super(message)
  }
}
