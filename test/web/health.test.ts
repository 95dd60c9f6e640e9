import { describe, expect, test } from 'vitest'
import { healthRouter, type Check } from '../../src/web/health.ts'
import { serveRouters } from '../support/channel.ts'

async function pages(checks: () => Promise<Check[]>, metricsToken?: string) {
  const { url } = await serveRouters(healthRouter({ checks, metrics: async () => 'tuanxun_x 1\n', metricsToken }))
  return (path: string, headers: Record<string, string> = {}) => fetch(`${url}${path}`, { headers })
}
const well = async (): Promise<Check[]> => [{ name: 'redis', ok: true }]

describe('/readyz', () => {
  test('all well: 200', async () => {
    const get = await pages(well)
    const response = await get('/readyz')
    expect([response.status, await response.json()]).toEqual([200, { ready: true, checks: [{ name: 'redis', ok: true }] }])
  })

  test('something is not: 503 that says what', async () => {
    const get = await pages(async () => [{ name: 'redis', ok: true }, { name: 'wecomBot', ok: false, why: '断线' }])
    const response = await get('/readyz')
    expect([response.status, await response.json()]).toEqual([503, { ready: false, checks: [{ name: 'redis', ok: true }, { name: 'wecomBot', ok: false, why: '断线' }] }])
  })

  test.each<[string, () => Promise<Check[]>]>([['fails', () => Promise.reject(new Error('away'))], ['hangs', () => new Promise(() => {})]])('a Redis that %s: 503, and the process lives', async (_name, checks) => {
    const get = await pages(checks)
    expect((await get('/readyz')).status).toBe(503)
    expect((await get('/healthz')).status).toBe(200)
  })
})

describe('/metrics', () => {
  test('for everybody where no token is set', async () => expect(await (await (await pages(well))('/metrics')).text()).toBe('tuanxun_x 1\n'))
  test.each([[undefined, 401], ['Bearer wrong', 401], ['Bearer ', 401], ['geheim', 401], ['Bearer geheim', 200]])('with %s where one is: %i', async (given, status) => {
    const get = await pages(well, 'geheim')
    expect((await get('/metrics', given === undefined ? {} : { Authorization: given })).status).toBe(status)
  })
})
