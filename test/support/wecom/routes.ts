/** All HTTP routes of the fake. */
import { appMessageRoutes } from './api/appMessage.ts'
import { appchatRoutes } from './api/appchat.ts'
import { createPeople } from './api/people.ts'
import type { People } from './api/people.ts'
import { responseRoutes } from './api/responseUrl.ts'
import { robotRoutes } from './api/robot.ts'
import { createTokens } from './api/token.ts'
import type { Tokens } from './api/token.ts'
import type { Routes } from './http.ts'
import type { World } from './world.ts'

export function createRoutes(world: World): { routes: Routes; tokens: Tokens; people: People } {
  const tokens = createTokens(world)
  const people = createPeople(world)
  const guarded = { ...appMessageRoutes(world), ...appchatRoutes(world), ...people.guarded }
  const routes = {
    ...tokens.routes,
    ...people.open,
    ...robotRoutes(world),
    ...responseRoutes(world),
    ...Object.fromEntries(Object.entries(guarded).map(([name, route]) => [name, tokens.guarded(route)])),
  }
  return { routes, tokens, people }
}
