/** Whether the process lives. */
import { Router } from '@koa/router'

export function healthRouter(): Router {
  const router = new Router()
  router.get('/healthz', (ctx) => {
    ctx.body = 'ok'
  })
  return router
}
