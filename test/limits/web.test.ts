/** What anybody may send to the web server: too much, too deep, or for places that are not theirs. */
import { request } from 'node:http'
import { connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startProduct, type Product } from '../../src/cli/product.ts'
import { patience } from '../support/eventually.ts'
import { freshRedis } from '../support/redis.ts'

let product: Product
let stop: () => Promise<void>
beforeAll(async () => {
  const fresh = await freshRedis()
  stop = fresh.stop
  product = await startProduct(fresh.url)
})
afterAll(async () => {
  await product.stop()
  await stop()
})

interface Answer {
  status: number | undefined
  body: string
}

/** Sends a path as it is written: fetch would tidy it. */
const ask = (path: string, { method = 'GET', body, headers = {} }: { method?: string; body?: string | string[]; headers?: Record<string, string> } = {}) =>
  new Promise<Answer>((resolve, reject) => {
    const { hostname, port } = new URL(product.url)
    const asked = request({ hostname, port, path, method, headers, agent: false }, (response) => {
      let text = ''
      response.on('data', (chunk: Buffer) => (text += chunk.toString()))
      response.on('end', () => resolve({ status: response.statusCode, body: text }))
      response.on('error', reject)
    })
    // The server may answer and hang up before everything was sent.
    asked.on('error', (error: NodeJS.ErrnoException) => (error.code === 'EPIPE' || error.code === 'ECONNRESET' ? undefined : reject(error)))
    for (const chunk of Array.isArray(body) ? body : []) asked.write(chunk)
    asked.end(typeof body === 'string' ? body : undefined)
  })
const json = { 'Content-Type': 'application/json' }
const post = (body: string | string[], path = '/tryout/messages', headers: Record<string, string> = json) => ask(path, { method: 'POST', body, headers })
const message = (more: object) => JSON.stringify({ id: 'm', sender: 'wangmin', text: '/帮助', ...more })
const alive = async () => expect(await ask('/healthz')).toEqual({ status: 200, body: 'ok' })

describe('too much', () => {
  const mb = 'a'.repeat(1024 * 1024)
  test('a body over 1 MB is refused with 413, and what to do', async () => {
    const answer = await post(message({ text: mb }))
    expect(answer.status).toBe(413)
    expect(answer.body).toContain('1 MB')
  })
  test('also where its size is not said beforehand', async () => expect((await post([message({ text: mb }), mb, mb])).status).toBe(413))
  test.each(['/nowhere', '/', '/healthz', '/status', '/wecom/app', '/wecom/bot'])('also at %s', async (path) => expect((await post(mb + mb, path)).status).toBe(413))
  test('also of another type', async () => expect((await post(mb + mb, '/tryout/messages', { 'Content-Type': 'text/xml' })).status).toBe(413))
  test('100 000 signs are taken, one more is not', async () => {
    expect((await post(message({ id: 'long', text: `/活动 主题:${'好'.repeat(99_990)}` }))).status).toBe(202)
    const over = await post(message({ id: 'over', text: '好'.repeat(100_001) }))
    expect(over.status).toBe(400)
    expect(over.body).toContain('text')
  })
  test('a very long address or head is refused', async () => {
    expect((await ask(`/tryout/messages?group=${'a'.repeat(100_000)}`)).status).toBe(431)
    expect((await ask('/healthz', { headers: { 'X-Long': 'a'.repeat(100_000) } })).status).toBe(431)
  })
  test('a body that is shorter than it says ties nothing up', async () => {
    const { hostname, port } = new URL(product.url)
    const socket = connect(Number(port), hostname)
    socket.write('POST /tryout/messages HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{')
    await alive()
    socket.destroy()
  })
  test('it is still alive', alive)
})

describe('what is no message', () => {
  const deep = (open: string, close: string, middle = '') => open.repeat(150_000) + middle + close.repeat(150_000)
  test.each([
    ['deep lists', deep('[', ']')],
    ['deep objects', deep('{"a":', '}', '1')],
    ['deep lists as a text', `{"id":"1","sender":"wangmin","text":${deep('[', ']')}}`],
    ['lists that are never closed', '['.repeat(500_000)],
    ['a text that is an object', message({ text: { toString: '/帮助' } })],
    ['no text', message({ text: '' })],
    ['null', 'null'],
    ['a list', '[]'],
    ['a number', '1'],
    ['nothing', ''],
    ['half a sign', '{"id":"1","text":"\\ud83'],
  ])('%s: 400, quickly', async (_, body) => {
    const began = performance.now()
    expect((await post(body)).status).toBe(400)
    expect(performance.now() - began).toBeLessThan(patience)
  })
  test('names of prototypes change nothing', async () => {
    const bodies = [message({ id: 'p1' }).replace('{', '{"__proto__":{"polluted":true},'), '{"__proto__":{"id":"p","sender":"wangmin","text":"/帮助"}}', '{"constructor":{"prototype":{"text":"/帮助"}},"id":"p","sender":"wangmin"}']
    for (const body of bodies) expect((await post(body)).status).toBe(400)
    const query = await ask('/tryout/messages?__proto__[group]=x&constructor=1')
    expect(query.status).toBe(400)
    await alive()
  })
  test.each(['__proto__', 'constructor', 'toString', '../../etc', '\u0000', '{x}', 'tx:', '*'])('a sender or group called %j is nobody special', async (name) => {
    expect((await post(message({ id: `n${name}`, sender: name, group: name }))).status).toBe(202)
    expect((await ask(`/tryout/messages?group=${encodeURIComponent(name)}`)).status).toBe(200)
  })
})

describe('places that are not theirs', () => {
  test.each([
    '/../../../../etc/passwd', '/tryout/../../../etc/passwd', '/tryout/..%2f..%2f..%2fetc%2fpasswd', '/tryout/%2e%2e/%2e%2e/etc/passwd', '/tryout/%252e%252e/package.json',
    '/tryout/..\\..\\package.json', '/package.json', '/.env', '/tryout/.env', '/src/main.ts', '/tryout/page.js/../../package.json', '/tryout/page.css%00.json', '/data/redis/appendonly.aof',
    '//etc/passwd', '/tryout/page.js.map', '/%', '/tryout/%E0%A4%A',
  ])('%s holds no file', async (path) => {
    const { status, body } = await ask(path)
    expect([400, 404]).toContain(status)
    expect(body).not.toMatch(/root:|dependencies|REDIS_URL|import /)
  })
  test.each(['PUT', 'DELETE', 'PATCH', 'TRACE'])('%s is not taken', async (method) => expect([404, 405, 501]).toContain((await ask('/tryout/messages', { method })).status))
})
