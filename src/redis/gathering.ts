import type { Redis } from 'ioredis'

/**
 * From now on the connection sends what is asked by one callback of the event loop, and by the promises it keeps, in one write: the ledger asks much at
 * once. It does not wait for the end of the turn, in which many answers may be read, while Redis would have nothing to do. ioredis's own way of
 * gathering lets one batch wait for all answers to the one before, so that Redis and this process take turns instead of working side by side.
 */
export function gather(redis: Redis): void {
  const send = redis.sendCommand.bind(redis)
  redis.sendCommand = (...asked) => {
    const { stream } = redis
    if (stream?.writable && stream.writableCorked === 0) {
      stream.cork()
      process.nextTick(() => stream.uncork())
    }
    return send(...asked)
  }
}
