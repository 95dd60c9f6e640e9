/** The pages of a deployment: the try-out page with all that belongs to it, or, beside real channels, the status page behind a log-in. */
import { Router } from '@koa/router'
import type { Redis } from 'ioredis'
import about from '../../package.json' with { type: 'json' }
import type { Log } from '../bot/log.ts'
import type { Channel } from '../channels/channel.ts'
import type { Config } from '../config.ts'
import type { ChannelReport } from '../metrics/reports.ts'
import type { Parts } from '../parts.ts'
import type { Check } from '../web/health.ts'
import { homeRouter } from '../web/home.ts'
import { adminsOnly, loginRouter, type OAuth } from '../web/login/router.ts'
import { createSessions } from '../web/login/session.ts'
import { statusRouter } from '../web/status/router.ts'
import { tryoutRouter } from '../web/tryout/routers.ts'
import type { Pilot } from './pilots.ts'

export interface PagesDeps {
  config: Config
  redis: Redis
  parts: Parts
  pilots: readonly Pilot[]
  channels: readonly Channel[]
  states(): Promise<ChannelReport[]>
  checks(): Promise<Check[]>
  oauth: OAuth | undefined
  log: Log
  now(): number
}

/** The pages, and the path of the link that lets whoever runs the service in, where there is a log-in. */
export async function openPages({ config, redis, parts, pilots, channels, states, checks, oauth, log, now }: PagesDeps): Promise<{ router: Router; link?: string }> {
  const { version } = about
  const rooms = pilots.flatMap(({ tryout, ...pilot }) => (tryout ? [{ ...pilot, ...tryout }] : []))
  if (rooms.length > 0) return { router: await tryoutRouter(rooms, { ...parts, version, host: config.host, checks, log, now }) }
  const since = now()
  const sessions = await createSessions({ redis, now, secure: config.publicUrl?.startsWith('https:') ?? false })
  const login = { sessions, oauth, ledgers: pilots.map(({ ledger }) => ledger), publicUrl: config.publicUrl, now }
  const status = statusRouter((ctx) => {
    const pilot = pilots.find(({ workspace }) => workspace === (ctx.query['workspace'] || pilots[0]?.workspace))
    if (!pilot) return ctx.throw(404)
    return { ledger: pilot.ledger, channels, states, checks, calendar: parts.calendar, version, since }
  }, now)
  const router = new Router()
  const guarded = new Router().use(adminsOnly(login), status.routes())
  for (const part of [homeRouter(), loginRouter(login), guarded]) router.use(part.routes(), part.allowedMethods())
  return { router, link: `/login/link?key=${sessions.linkKey}` }
}
