/** Access tokens of the app (protocol.md D1). */
import { WecomError, fine } from '../errors.ts'
import type { Call, Route, Routes } from '../http.ts'
import type { World } from '../world.ts'

export interface Tokens {
  routes: Routes
  /** A route that wants a token in its address. */
  guarded(route: Route): Route
  /** Ends all tokens before their time: calls with them get this errcode. */
  end(errcode: 40014 | 42001): void
}

export function createTokens(world: World): Tokens {
  const given = new Map<string, { until: number; ended?: 40014 | 42001 }>()

  function check({ query }: Call): void {
    const value = query.get('access_token') ?? ''
    if (value === '') throw new WecomError(41001)
    const token = given.get(value)
    if (!token) throw new WecomError(40014)
    if (token.ended) throw new WecomError(token.ended)
    if (token.until <= world.now()) throw new WecomError(42001)
  }

  function give({ query }: Call) {
    if (query.get('corpid') !== world.corp.id) throw new WecomError(40013)
    if (query.get('corpsecret') !== world.corp.app.secret) throw new WecomError(40001)
    const living = [...given].find(([, { until, ended }]) => ended === undefined && until > world.now())
    const [access_token, { until }] = living ?? [`fakeToken${world.next()}`, { until: world.now() + world.rules.tokenMs }]
    if (!living) given.set(access_token, { until })
    return { ...fine, access_token, expires_in: Math.floor((until - world.now()) / 1000) }
  }

  return {
    routes: { 'GET /cgi-bin/gettoken': { answer: give } },
    guarded: (route) => ({
      ...route,
      answer(call) {
        check(call)
        return route.answer(call)
      },
    }),
    end(errcode) {
      for (const token of given.values()) token.ended ??= errcode
    },
  }
}
