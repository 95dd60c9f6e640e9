/** Everything that is there in try-out mode only, behind one guard. */
import { Router } from '@koa/router'
import type { Registry } from '../../grammar/registry.ts'
import { sameOriginOnly } from '../guard.ts'
import { statusRouter } from '../status/router.ts'
import type { StatusDeps } from '../status/status.ts'
import { tryoutApi, type TryoutDeps } from './api.ts'
import { tryoutPage } from './page.ts'
import { commandsOf } from './world.ts'

export type TryoutModeDeps = Pick<TryoutDeps, 'simulator' | 'chatLog' | 'log' | 'now'> & Omit<StatusDeps, 'since'> & { host: string; registry: Registry }

/** The page, its interface and the status page. */
export async function tryoutRouter(deps: TryoutModeDeps): Promise<Router> {
  const { ledger, registry, now, host } = deps
  const directory = async () => (await ledger.view()).directory
  const parts = [
    await tryoutPage(),
    tryoutApi({ ...deps, workspace: ledger.workspace, commands: commandsOf(registry, now()), directory }),
    statusRouter({ ...deps, since: now() }),
  ]
  const router = new Router()
  router.use(sameOriginOnly(host))
  for (const part of parts) router.use(part.routes(), part.allowedMethods())
  return router
}
