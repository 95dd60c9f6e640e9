/** The web server: puts the routers together, listens, closes. */
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import Koa from 'koa'
import type { Router } from '@koa/router'
import type { Log } from '../bot/log.ts'
import { notTooLarge } from './guard.ts'
import { notForEver } from './patience.ts'

export interface WebOptions {
  host: string
  /** 0 lets the system choose. */
  port: number
  routers: readonly Router[]
  log: Log
}

/** What a request ends with whose page was left. */
const left = new Set<string | undefined>(['ERR_STREAM_PREMATURE_CLOSE', 'ECONNRESET', 'EPIPE'])

/** Longest wait for open connections at the end, ms. */
const closeWithin = 2000

/** Starts listening. Throws CannotListen when somebody else listens there, or nobody may. */
export async function startWeb({ host, port, routers, log }: WebOptions): Promise<{ url: string; close(): Promise<void> }> {
  const app = new Koa()
  app.on('error', (error: Error & { expose?: boolean; code?: string }) => {
    if (!error.expose && !left.has(error.code)) log.error({ error: error.message }, 'a request failed')
  })
  app.use(async (ctx, next) => {
    ctx.set('X-Content-Type-Options', 'nosniff')
    ctx.set('Referrer-Policy', 'no-referrer')
    await next()
  })
  app.use(notTooLarge)
  app.use(notForEver())
  for (const router of routers) app.use(router.routes()).use(router.allowedMethods())
  const server = app.listen(port, host)
  await once(server, 'listening').catch((error: NodeJS.ErrnoException) => {
    const why = reasons[error.code ?? '']
    throw why ? new CannotListen(why(host, port)) : error
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

/** Why listening is impossible, by the system's code: the address stands in HOST, the port in PORT. */
const reasons: Readonly<Record<string, (host: string, port: number) => string>> = {
  EADDRINUSE: (_, port) => `端口 ${port} 已被占用。请先停掉占用它的程序，或换一个端口：PORT=8081 npm start`,
  EACCES: (_, port) => `没有权限使用端口 ${port}。请换一个 1024 以上的端口：PORT=8080 npm start`,
  EADDRNOTAVAIL: (host) => `HOST=${host} 不是这台机器的地址。只给本机用写 HOST=127.0.0.1，也给别的机器用写 HOST=0.0.0.0`,
  ENOTFOUND: (host) => `HOST=${host} 查不到地址。只给本机用写 HOST=127.0.0.1，也给别的机器用写 HOST=0.0.0.0`,
}

/** Nobody can listen on that address and port; the message says what to do. */
export class CannotListen extends Error {
  override name = 'CannotListen'
}
