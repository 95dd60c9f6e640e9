import { Redis } from 'ioredis'

/**
 * A connection that sends what is asked in one turn of the event loop in one write: the ledger asks much at once. ioredis's own way of
 * doing so lets one batch wait for all answers to the one before, so that Redis and this process take turns instead of working side by side.
 */
export class GatheringRedis extends Redis {
  override sendCommand(...asked: Parameters<Redis['sendCommand']>): unknown {
    const { stream } = this
    if (stream?.writable && stream.writableCorked === 0) {
      stream.cork()
      setImmediate(() => stream.uncork())
    }
    return super.sendCommand(...asked)
  }
}
