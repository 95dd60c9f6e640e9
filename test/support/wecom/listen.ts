/** One loopback port for HTTP and the long connection. */
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import type { Duplex } from 'node:stream'

export interface Listening {
  port: number
  /** While true, every connection is broken as soon as it is made; those there are break at once. */
  unreachable(yes: boolean): void
  close(): Promise<void>
}

export interface Handlers {
  request(request: IncomingMessage, response: ServerResponse): Promise<void>
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void
  /** A fault of the fake itself. */
  complain(error: unknown): void
}

/** Listens on 127.0.0.1; port 0 lets the system choose. */
export async function listen(port: number, { request, upgrade, complain }: Handlers): Promise<Listening> {
  const open = new Set<Socket>()
  let away = false
  const server = createServer((incoming, response) => {
    request(incoming, response).catch((error: unknown) => {
      if (incoming.socket.destroyed) return
      complain(error)
      response.writeHead(500).end()
    })
  })
  server.on('upgrade', upgrade)
  server.on('connection', (socket) => {
    if (away) return void socket.destroy()
    open.add(socket)
    socket.on('close', () => open.delete(socket))
  })
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  const breakAll = () => {
    for (const socket of open) socket.destroy()
  }
  return {
    port: (server.address() as AddressInfo).port,
    unreachable(yes) {
      away = yes
      if (yes) breakAll()
    },
    async close() {
      const closed = once(server, 'close')
      server.close()
      breakAll()
      await closed
    },
  }
}
