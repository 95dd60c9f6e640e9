import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import Koa from 'koa'
import { expect, onTestFinished, test } from 'vitest'
import { notForEver } from '../../src/web/patience.ts'

/** Status and text of a page that takes so long, ms, where 50 are waited for. */
async function ask(path: string, takes: number): Promise<[number, string]> {
  const app = new Koa().use(notForEver(50)).use(async (ctx) => {
    await new Promise((done) => setTimeout(done, takes))
    ctx.body = 'there'
  })
  const server = app.listen(0, '127.0.0.1')
  onTestFinished(() => void server.close())
  await once(server, 'listening')
  const response = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`)
  return [response.status, await response.text()]
}

test.each(['/status', '/metrics'])('%s that does not come is given up, with where to look', async (path) => {
  expect(await ask(path, 200)).toEqual([503, expect.stringContaining('/readyz')])
  expect(await ask(path, 0)).toEqual([200, 'there'])
})

test('what else takes its time gets it', async () => {
  expect(await ask('/callback/wecom/app', 100)).toEqual([200, 'there'])
})
