/** What stands at `/` outside try-out mode: that the service runs, and nothing else. */
import { Router } from '@koa/router'

export function homeRouter(): Router {
  const router = new Router()
  router.get('/', (ctx) => {
    ctx.set('Content-Security-Policy', "default-src 'none'; frame-ancestors 'none'")
    ctx.type = 'html'
    ctx.body = '<!doctype html><html lang="zh-CN"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>团讯</title><p>团讯正在运行。请在工作群里使用。</p></html>'
  })
  return router
}
