/** `/status`, for whoever looks after the service. */
import { createHash } from 'node:crypto'
import { Router } from '@koa/router'
import type { Context } from 'koa'
import { statusHtml, statusStyle } from './html.ts'
import { statusOf, type StatusDeps } from './status.ts'

const styleHash = createHash('sha256').update(statusStyle).digest('base64')

/** `of` says whose status a request is about. */
export function statusRouter(of: (ctx: Context) => StatusDeps, now: () => number): Router {
  const router = new Router()
  router.get('/status', async (ctx) => {
    ctx.set('Content-Security-Policy', `default-src 'none'; style-src 'sha256-${styleHash}'; base-uri 'none'; frame-ancestors 'none'`)
    ctx.set('Cache-Control', 'no-store')
    ctx.type = 'html'
    ctx.body = statusHtml(await statusOf(of(ctx), now()))
  })
  return router
}
