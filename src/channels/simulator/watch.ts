/** Who wants to know of new lines: one subscription a process, open while somebody watches. */
import type { Redis } from 'ioredis'

type Listener = (place?: string) => void

/** `tell` reaches the watchers of this process; what is published on the channel in Redis reaches those of all. */
export function createWatch(redis: Redis, channel: string) {
  const listeners = new Set<Listener>()
  const tell: Listener = (place) => {
    for (const listener of listeners) listener(place)
  }
  let ears: Redis | undefined
  const listen = async () => {
    const connection = redis.duplicate()
    ears = connection
    connection.on('error', () => {})
    connection.on('message', (_channel: string, place: string) => tell(place))
    await connection.subscribe(channel)
    // From now on `ready` means that the connection was lost for a while.
    connection.on('ready', () => tell())
  }
  return {
    tell,
    async watch(listener: Listener): Promise<() => Promise<void>> {
      const mine: Listener = (place) => listener(place)
      listeners.add(mine)
      if (!ears) await listen()
      return async () => {
        listeners.delete(mine)
        if (listeners.size > 0) return
        ears?.disconnect()
        ears = undefined
      }
    },
  }
}
