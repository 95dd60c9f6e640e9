/** Everything that is there in try-out mode only, behind one guard. */
import { Router } from '@koa/router'
import type { Registry } from '../../grammar/registry.ts'
import { sameOriginOnly } from '../guard.ts'
import { statusRouter } from '../status/router.ts'
import type { StatusDeps } from '../status/status.ts'
import { tryoutApi, type TryoutDeps } from './api.ts'
import { tryoutPage } from './page.ts'
import { roomOf, type Room } from './rooms.ts'
import type { WorldCommand } from './shapes.ts'
import { commandsOf } from './world.ts'

export type TryoutModeDeps = Pick<TryoutDeps, 'log' | 'now'> & Pick<StatusDeps, 'calendar' | 'version' | 'checks'> & { host: string; registry: Registry }

/** The page, its interface and the status page, for the workspaces that are tried out. */
export async function tryoutRouter(rooms: readonly Room[], deps: TryoutModeDeps): Promise<Router> {
  const { registry, now, host } = deps
  const since = now()
  // Every example of every command is read for them: that would be a third of a start's work, for a page that may not be opened.
  let commands: WorldCommand[] | undefined
  const parts = [
    await tryoutPage(),
    tryoutApi({ ...deps, rooms, commands: () => (commands ??= commandsOf(registry, since)) }),
    statusRouter((ctx) => ({ ...deps, ...roomOf(ctx, rooms), tryout: true, since }), now),
  ]
  const router = new Router()
  router.use(sameOriginOnly(host))
  for (const part of parts) router.use(part.routes(), part.allowedMethods())
  return router
}
