/** The web server: puts the routers together, listens, closes. */
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import Koa from 'koa'
import type { Router } from '@koa/router'
import type { Log } from '../bot/log.ts'
import { notTooLarge } from './guard.ts'

export interface WebOptions {
  host: string
  /** 0 lets the system choose. */
  port: number
  routers: readonly Router[]
  log: Log
}

/** Longest wait for open connections at the end, ms. */
const closeWithin = 2000

/** Starts listening. Throws a PortInUse when somebody else listens there. */
export async function startWeb({ host, port, routers, log }: WebOptions): Promise<{ url: string; close(): Promise<void> }> {
  const app = new Koa()
  app.on('error', (error: Error & { expose?: boolean }) => {
    if (!error.expose) log.error({ error: error.message }, 'a request failed')
  })
  app.use(async (ctx, next) => {
    ctx.set('X-Content-Type-Options', 'nosniff')
    ctx.set('Referrer-Policy', 'no-referrer')
    await next()
  })
  app.use(notTooLarge)
  for (const router of routers) app.use(router.routes()).use(router.allowedMethods())
  const server = app.listen(port, host)
  await once(server, 'listening').catch((error: NodeJS.ErrnoException) => {
    throw error.code === 'EADDRINUSE' ? new PortInUse(port) : error
  })
  const { port: real } = server.address() as AddressInfo
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${real}`,
    async close() {
      const closed = once(server, 'close')
      server.close()
      server.closeIdleConnections()
      const timer = setTimeout(() => server.closeAllConnections(), closeWithin)
      await closed
      clearTimeout(timer)
    },
  }
}

/** Somebody else listens on the port; the message says what to do. */
export class PortInUse extends Error {
  override name = 'PortInUse'
  constructor(port: number) {
    super(`端口 ${port} 已被占用。请先停掉占用它的程序，或换一个端口：PORT=8081 npm start`)
  }
}
