/** Whether the process lives (/healthz), whether the service can do its work (/readyz), and its figures (/metrics). */
import { Router } from '@koa/router'
import { atMost } from '../domain/atMost.ts'
import { sameSecret } from '../domain/secret.ts'

/** One thing the service needs; `why` in Chinese when it is not well. */
export interface Check {
  name: string
  ok: boolean
  why?: string | undefined
}

export interface HealthDeps {
  /** Everything that must be well; must answer within seconds. */
  checks(): Promise<Check[]>
  /** Figures in Prometheus's text form. */
  metrics(): Promise<string>
  /** Whoever asks for figures must say it as a bearer token; undefined: nobody need. */
  metricsToken: string | undefined
}

/** Longest wait for the checks, ms: a Redis that hangs must not hang whoever asks. */
const patience = 3000

function inTime(checks: () => Promise<Check[]>): Promise<Check[]> {
  const badRedis = (why: string): Check[] => [{ name: 'redis', ok: false, why }]
  return atMost(patience, checks().catch((error: Error) => badRedis(error.message)), () => badRedis(`${patience / 1000}秒内没有应答`))
}

export function healthRouter({ checks, metrics, metricsToken }: HealthDeps): Router {
  const router = new Router()
  router.get('/healthz', (ctx) => {
    ctx.body = 'ok'
  })
  router.get('/readyz', async (ctx) => {
    const found = await inTime(checks)
    const ready = found.every(({ ok }) => ok)
    ctx.status = ready ? 200 : 503
    ctx.set('Cache-Control', 'no-store')
    ctx.body = { ready, checks: found }
  })
  router.get('/metrics', async (ctx) => {
    if (metricsToken !== undefined && !sameSecret(/^Bearer (.+)$/.exec(ctx.get('Authorization'))?.[1], metricsToken)) {
      ctx.status = 401
      ctx.body = ''
      return
    }
    ctx.type = 'text/plain; version=0.0.4'
    ctx.body = await metrics()
  })
  return router
}
