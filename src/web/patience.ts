/** Pages that must not wait for ever where Redis does not answer. */
import type { Middleware } from 'koa'
import { atMost } from '../domain/atMost.ts'

/** For whoever looks, and whatever collects figures. */
const paths: ReadonlySet<string> = new Set(['/status', '/metrics'])

/** Answers 503 with where to look when one of them is not there after so many ms. */
export function notForEver(ms = 5_000): Middleware {
  return async (ctx, next) => {
    if (!paths.has(ctx.path)) return next()
    if (await atMost(ms, next().then(() => true), () => false)) return
    ctx.status = 503
    ctx.type = 'text/plain; charset=utf-8'
    ctx.body = '暂时打不开：Redis 没有应答。原因见 /readyz。\n'
  }
}
