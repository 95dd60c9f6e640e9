/** `/status`, for whoever looks after the service. */
import { createHash } from 'node:crypto'
import { Router } from '@koa/router'
import type { Context } from 'koa'
import { statusHtml, statusStyle } from './html.ts'
import { forAWhile, type Made } from '../../domain/forAWhile.ts'
import { minute } from '../../domain/time.ts'
import type { Ledger } from '../../ledger/types.ts'
import { lastSentOf, statusOf, type LastSent, type StatusDeps } from './status.ts'

const styleHash = createHash('sha256').update(statusStyle).digest('base64')

/** A page that is asked for again and again reads a week's receipts once in so long, ms. */
const lasts = minute / 6

/** What channels last sent, as it was taken at most ten seconds ago. */
function lately(): LastSent {
  const memory = new Map<Ledger, (now: number) => Promise<Made<ReadonlyMap<string, number>>>>()
  return async (ledger, now) => {
    const ask = memory.get(ledger) ?? forAWhile(lasts, (at) => lastSentOf(ledger, at))
    memory.set(ledger, ask)
    return (await ask(now)).value
  }
}

/** `of` says whose status a request is about. */
export function statusRouter(of: (ctx: Context) => StatusDeps, now: () => number): Router {
  const router = new Router()
  const lastSent = lately()
  router.get('/status', async (ctx) => {
    ctx.set('Content-Security-Policy', `default-src 'none'; style-src 'sha256-${styleHash}'; base-uri 'none'; frame-ancestors 'none'`)
    ctx.set('Cache-Control', 'no-store')
    ctx.type = 'html'
    ctx.body = statusHtml(await statusOf(of(ctx), now(), lastSent))
  })
  return router
}
