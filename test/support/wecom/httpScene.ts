/** The fake and calls to its HTTP side as a product makes them, for the fake's own tests. */
import { onTestFinished } from 'vitest'
import { startFakeWecom } from './index.ts'
import type { FakeOptions } from './index.ts'
import type { Json } from './world.ts'

/** Friday 2026-11-20 14:00 in Shanghai, ms. */
export const start = Date.parse('2026-11-20T14:00:00+08:00')

export async function httpScene(options: FakeOptions = {}) {
  let now = start
  const wecom = await startFakeWecom({ now: () => now, ...options })
  onTestFinished(() => wecom.stop())
  const address = (path: string) => (path.startsWith('http') ? path : `${wecom.apiBase}/cgi-bin/${path}`)
  const get = async (path: string): Promise<Json> => (await (await fetch(address(path), { redirect: 'manual' })).json()) as Json
  const post = async (path: string, body: Json): Promise<Json> => (await (await fetch(address(path), { method: 'POST', body: JSON.stringify(body) })).json()) as Json
  const token = async () => (await get(`gettoken?corpid=${wecom.corp.id}&corpsecret=${wecom.corp.app.secret}`))['access_token'] as string
  return {
    wecom,
    get,
    post,
    token,
    /** Calls with a token. */
    call: async (path: string, body: Json): Promise<Json> => post(`${path}?access_token=${await token()}`, body),
    ask: async (path: string): Promise<Json> => get(`${path}${path.includes('?') ? '&' : '?'}access_token=${await token()}`),
    pass: (ms: number) => void (now += ms),
  }
}
