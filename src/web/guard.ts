/** Keeps away what nobody may send, and other web pages from what only this machine's own pages may use. */
import { isIP } from 'node:net'
import type { Middleware } from 'koa'

/** Most bytes of a request's body. */
export const largestBody = 1024 * 1024

/** Refuses (413) a body that says it is over 1 MB, before it is read, whatever it is for. One that does not say is counted by whoever reads it. */
export const notTooLarge: Middleware = async (ctx, next) => {
  if (!(Number(ctx.get('Content-Length')) > largestBody)) return next()
  ctx.status = 413
  ctx.body = { error: '内容太大，一次最多 1 MB' }
}

const urlOf = (text: string): URL | undefined => (URL.canParse(text) ? new URL(text) : undefined)

/**
 * Refuses (403) a request by a name that is not this machine's own (DNS rebinding needs a name, an address is what it is), and one that
 * a page from elsewhere sent. Programs send no Origin and pass. `host` is the configured host.
 */
export function sameOriginOnly(host: string): Middleware {
  const own = new Set(['localhost', host.toLowerCase()])
  const isOwn = (url: URL | undefined) => {
    const name = url?.hostname.replace(/^\[|\]$/g, '') ?? ''
    return own.has(name) || isIP(name) !== 0
  }
  return async (ctx, next) => {
    const origin = ctx.get('Origin')
    const elsewhere = origin !== '' && urlOf(origin)?.host !== ctx.host
    const site = ctx.get('Sec-Fetch-Site')
    const crossing = ['cross-site', 'same-site'].includes(site) && ctx.get('Sec-Fetch-Mode') !== 'navigate'
    if (isOwn(urlOf(`http://${ctx.host}`)) && !elsewhere && !crossing) return next()
    ctx.status = 403
    ctx.body = { error: '只接受本机页面和程序的请求，请用 http://127.0.0.1 或 http://localhost 打开' }
  }
}
