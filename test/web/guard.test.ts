import { request } from 'node:http'
import { Router } from '@koa/router'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { silentLog } from '../../src/bot/log.ts'
import { sameOriginOnly } from '../../src/web/guard.ts'
import { startWeb } from '../../src/web/server.ts'
import { homeRouter } from '../../src/web/home.ts'

let web: Awaited<ReturnType<typeof startWeb>>
beforeAll(async () => {
  const router = new Router()
  router.use(sameOriginOnly('pilot.internal'))
  router.all('/tryout', (ctx) => void (ctx.body = { ok: true }))
  web = await startWeb({ host: '127.0.0.1', port: 0, routers: [router, homeRouter()], log: silentLog })
})
afterAll(() => web.close())

/** Status of a request with just these headers. */
const ask = (headers: Record<string, string>, path = '/tryout') =>
  new Promise<number | undefined>((resolve, reject) => {
    request(`${web.url}${path}`, { method: 'POST', headers }, (response) => {
      response.resume()
      resolve(response.statusCode)
    }).on('error', reject).end()
  })

describe('let in', () => {
  test.each<[string, Record<string, string>]>([
    ['a program', { Host: '127.0.0.1:8080' }],
    ['localhost', { Host: 'localhost:8080' }],
    ['LOCALHOST', { Host: 'LOCALHOST' }],
    ['IPv6', { Host: '[::1]:8080' }],
    ['an address in the office', { Host: '192.168.1.7:8080' }],
    ['the configured host', { Host: 'pilot.internal:8080' }],
    ['the page itself', { Host: 'localhost:8080', Origin: 'http://localhost:8080', 'Sec-Fetch-Site': 'same-origin' }],
    ['a typed address', { Host: 'localhost:8080', 'Sec-Fetch-Site': 'none', 'Sec-Fetch-Mode': 'navigate' }],
    ['a link from elsewhere', { Host: 'localhost:8080', 'Sec-Fetch-Site': 'cross-site', 'Sec-Fetch-Mode': 'navigate' }],
  ])('%s', async (_, headers) => expect(await ask(headers)).toBe(200))
})

describe('kept out', () => {
  test.each<[string, Record<string, string>]>([
    ['another name (DNS rebinding)', { Host: 'evil.example:8080' }],
    ['a name that begins like ours', { Host: 'localhost.evil.example' }],
    ['an address as a name', { Host: '127.0.0.1.evil.example' }],
    ['a page from elsewhere', { Host: 'localhost:8080', Origin: 'https://evil.example' }],
    ['another port of this machine', { Host: 'localhost:8080', Origin: 'http://localhost:3000' }],
    ['a page without an origin', { Host: 'localhost:8080', Origin: 'null' }],
    ['a script tag from elsewhere', { Host: 'localhost:8080', 'Sec-Fetch-Site': 'cross-site', 'Sec-Fetch-Mode': 'no-cors' }],
    ['a neighbour', { Host: 'localhost:8080', 'Sec-Fetch-Site': 'same-site', 'Sec-Fetch-Mode': 'cors' }],
  ])('%s', async (_, headers) => expect(await ask(headers)).toBe(403))
})

test('a port in use is said with what to do', async () => {
  const port = Number(new URL(web.url).port)
  await expect(startWeb({ host: '127.0.0.1', port, routers: [], log: silentLog })).rejects.toThrow(/端口 \d+ 已被占用.*PORT=/)
})

test('an address of another machine', async () => {
  await expect(startWeb({ host: '192.0.2.1', port: 0, routers: [], log: silentLog })).rejects.toThrow('HOST=192.0.2.1 不是这台机器的地址')
})

test('outside try-out mode the home page says that the service runs', async () => {
  const response = await fetch(web.url)
  expect(response.headers.get('Content-Security-Policy')).toContain("default-src 'none'")
  expect(response.headers.get('X-Content-Type-Options')).toBe('nosniff')
  expect(await response.text()).toContain('正在运行')
})
