/** A TCP proxy on loopback in front of a Unix socket: connections are cut, or go silent without being closed. */
import { once } from 'node:events'
import { connect, createServer, type AddressInfo, type Socket } from 'node:net'

export interface Proxy {
  port: number
  /** Closes every connection and refuses new ones until the returned function is called. Answers how many were closed, too. */
  cut(): { closed: number; mend(): void }
  /**
   * Lets nothing through, in either direction and without a word, until the returned function is called. Connections of before or meanwhile stay
   * silent for ever, as behind a router that forgot them; new ones work again.
   */
  hush(): () => void
  stop(): Promise<void>
}

/** Listens on a free port of 127.0.0.1. */
export async function startProxy(socket: string): Promise<Proxy> {
  const pairs = new Set<[Socket, Socket]>()
  const dead = new WeakSet<[Socket, Socket]>()
  let closed = false
  let silent = false
  const server = createServer((near) => {
    if (closed) return void near.resetAndDestroy()
    const far = connect(socket)
    const pair: [Socket, Socket] = [near, far]
    pairs.add(pair)
    if (silent) dead.add(pair)
    for (const [from, to] of [[near, far], [far, near]] as const) {
      from.on('data', (chunk) => {
        if (!dead.has(pair) && !to.write(chunk)) from.pause()
      })
      from.on('drain', () => to.resume())
      from.on('error', () => {})
      from.on('close', () => {
        pairs.delete(pair)
        to.destroy()
      })
    }
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const closeAll = () => {
    const count = pairs.size
    for (const [near] of pairs) near.resetAndDestroy()
    return count
  }
  return {
    port: (server.address() as AddressInfo).port,
    cut() {
      closed = true
      return { closed: closeAll(), mend: () => void (closed = false) }
    },
    hush() {
      silent = true
      for (const pair of pairs) dead.add(pair)
      return () => void (silent = false)
    },
    async stop() {
      const gone = once(server, 'close')
      server.close()
      closeAll()
      await gone
    },
  }
}
