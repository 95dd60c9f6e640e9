/** `/status`, for whoever looks after the service. */
import { createHash } from 'node:crypto'
import { Router } from '@koa/router'
import { statusHtml, statusStyle } from './html.ts'
import { statusOf, type StatusDeps } from './status.ts'

const styleHash = createHash('sha256').update(statusStyle).digest('base64')

export function statusRouter(deps: StatusDeps & { now(): number }): Router {
  const router = new Router()
  router.get('/status', async (ctx) => {
    ctx.set('Content-Security-Policy', `default-src 'none'; style-src 'sha256-${styleHash}'; base-uri 'none'; frame-ancestors 'none'`)
    ctx.set('Cache-Control', 'no-store')
    ctx.type = 'html'
    ctx.body = statusHtml(await statusOf(deps, deps.now()))
  })
  return router
}
