import { isDeepStrictEqual } from 'node:util'
import type { Redis } from 'ioredis'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { World } from '../../src/web/tryout/shapes.ts'
import { patience } from '../support/eventually.ts'
import { freshRedis, startRedis, type TestRedis } from '../support/redis.ts'
import { clientOf } from './client.ts'
import { startProduct, type Product } from '../../src/cli/product.ts'

const street = '鄞州区中河街道工作群'
const city = '宁波市试点工作群'
// One of its own: it is stopped for a while.
let server: TestRedis
let redis: Redis
let product: Product
const { post, type, lines, answers } = clientOf(() => product.url)
beforeAll(async () => {
  server = await startRedis()
  redis = server.redis()
  product = await startProduct(server.url)
})
afterAll(async () => {
  await product.stop()
  await server.stop()
})

describe('a message', () => {
  test('is shown with the answer behind it', async () => {
    await type('wangmin', street, '/活动 青年联谊会 昨天14:00 街道青年中心 35人')
    await answers(street, 1)
    const [asked, answer] = await lines(street)
    expect(asked).toMatchObject({ sender: 'wangmin', name: '王敏', bot: false, text: '/活动 青年联谊会 昨天14:00 街道青年中心 35人', mentions: [] })
    expect(answer).toMatchObject({ sender: '团讯', bot: true, mentions: [] })
    expect(answer?.text).toMatch(/^已记录 活动-\d{4}-001/)
    expect(answer?.seq).toBeGreaterThan(asked?.seq ?? Infinity)
    expect(asked?.at).toMatch(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\+08:00$/)
    expect(Math.abs(Date.parse(asked?.at ?? '') - Date.now())).toBeLessThan(60_000)
  })

  test('may carry attachments, which stand with the record', async () => {
    const place = { person: 'wangmin' }
    const attachments = [{ name: '合影.jpg', type: 'image', ref: 'm1' }]
    const text = '/活动 拍照 昨天9:00 街道青年中心 3人'
    expect((await post({ id: 'pictured', sender: 'wangmin', text, attachments: [{ name: 1 }] })).status).toBe(400)
    expect((await post({ id: 'pictured', sender: 'wangmin', text, attachments })).status).toBe(202)
    const number = /活动-\d{4}-\d{3}/.exec((await answers(place, 1))[0]?.text ?? '')?.[0]
    await type('wangmin', null, `/查 ${number}`)
    expect((await answers(place, 2))[1]?.text).toContain('附件：合影.jpg（图片）')
  })

  test('of the same id is taken again and nothing happens twice', async () => {
    const before = (await lines(city)).at(-1)?.seq ?? 0
    await type('zhaogang', city, '/任务 报送名册 明年1月5日17:00', { id: 'same' })
    await answers(city, 1)
    await Promise.all([1, 2, 3].map(() => type('zhaogang', city, '/任务 报送名册 明年1月5日17:00', { id: 'same' })))
    await type('zhaogang', city, '/待办', { id: 'behind' })
    await answers(city, 2)
    const said = (await lines(city, before)).map(({ text }) => text.split('\n')[0])
    expect(said).toHaveLength(4)
    expect(said.filter((text) => text?.includes('任务-'))).toHaveLength(1)
  })

  test('stands above its answer, however many come at once', async () => {
    const place = { person: 'xiehua' }
    const ids = Array.from({ length: 12 }, (_, i) => `many${i}`)
    for (const id of ids) await type('xiehua', null, '/待办', { id })
    await answers(place, 12)
    const said = await lines(place)
    expect(said.filter(({ bot }) => !bot).map(({ id }) => id)).toEqual(ids.map((id) => `in:${id}`))
    said.forEach((_, i) => expect(said.slice(0, i + 1).filter(({ bot }) => bot).length).toBeLessThanOrEqual(said.slice(0, i + 1).filter(({ bot }) => !bot).length))
  })

  test('in private is answered there alone', async () => {
    await type('chenlei', null, '现在谁是轮值主席')
    const [answer] = await answers({ person: 'chenlei' }, 1)
    expect(answer?.text).toMatch(/^中河街道共建委员会轮值主席/)
    expect((await lines(street)).some(({ text }) => text === '现在谁是轮值主席')).toBe(false)
  })

  test('of a stranger is answered; a quote and names said are shown', async () => {
    await type('新来的', null, '/帮助')
    expect((await answers({ person: '新来的' }, 1))[0]?.text).toContain('/我是')
    await type('新来的', city, '@王敏 @团讯 /帮助', { quote: '原话' })
    await expect.poll(async () => (await lines(city)).at(-2)).toMatchObject({ sender: '新来的', name: '新来的', quote: '原话', mentions: ['团讯', '王敏'] })
  })

  test('lists only what came after', async () => {
    const all = await lines(street)
    expect(await lines(street, all.at(-1)?.seq)).toEqual([])
    expect(await lines(street, all[0]?.seq)).toEqual(all.slice(1))
  })
})

describe('ordinary chat', () => {
  const kept = async () => {
    const keys = [...(await redis.keys('tx:*')), ...(await redis.keys('sim:*'))].sort()
    return Promise.all(keys.map(async (key) => [key, (await redis.dumpBuffer(key))?.toString('base64')]))
  }
  test('is shown, gets no answer and leaves no trace', async () => {
    const group = '全省试点工作群'
    await type('lixin', group, '/帮助')
    await answers(group, 1)
    const chat = ['大家好', '收到', '周五下午3点有空吗', '【通知】食堂今天有饺子', '@王敏 辛苦了', '活动辛苦大家了', '1月1日放假吧', '好的谢谢']
    // The clock of the process may write meanwhile; what chat left it would leave every time.
    for (let tries = 1; ; tries++) {
      const [before, told] = [await kept(), (await lines(group)).at(-1)?.seq]
      for (const text of chat) await type('lixin', group, text)
      for (let i = 0; i < 2; i++) await type('lixin', group, chat[0] ?? '', { id: `twice${tries}` })
      const said = await lines(group, told)
      expect(said.map(({ text }) => text)).toEqual([...chat, chat[0]])
      expect(said.map(({ seq }) => seq)).toEqual(said.map(({ seq }) => seq).toSorted((a, b) => a - b))
      const after = await kept()
      if (tries < 5 && !isDeepStrictEqual(after, before)) continue
      return expect(after).toEqual(before)
    }
  })
})

describe('what is refused, in Chinese', () => {
  const good = { id: 'x', group: street, sender: 'wangmin', text: '/帮助' }
  const json = { 'Content-Type': 'application/json' }
  test.each<[string, number, unknown, Record<string, string>?]>([
    ['no id', 400, { ...good, id: undefined }],
    ['an empty id', 400, { ...good, id: '' }],
    ['no sender', 400, { ...good, sender: undefined }],
    ['an empty text', 400, { ...good, text: '' }],
    ['a text that is none', 400, { ...good, text: 5 }],
    ['a group that is none', 400, { ...good, group: ['a'] }],
    ['a group of two lines', 400, { ...good, group: '群\n群' }],
    ['a sender of two lines', 400, { ...good, sender: '王敏\r李欣' }],
    ['a list', 400, [good]],
    ['no JSON', 400, '{"id":'],
    ['nothing', 400, ''],
    ['a form', 415, 'id=x&text=y', { 'Content-Type': 'application/x-www-form-urlencoded' }],
    ['JSON called text', 415, JSON.stringify(good), { 'Content-Type': 'text/plain' }],
    ['more than 1 MB', 413, { ...good, text: '字'.repeat(400_000) }],
    ['an overlong text', 400, { ...good, text: 'a'.repeat(100_001) }],
  ])('%s', async (_, status, body, headers = json) => {
    const answer = await post(body, headers)
    expect(answer.status).toBe(status)
    expect(answer.body.error).toMatch(/\p{Script=Han}/u)
    expect((await lines(street)).some(({ id }) => id === 'in:x')).toBe(false)
  })
  test.each(['', '?after=1', '?group=', `?group=${street}&after=-1`, `?group=${street}&after=x`, `?group=${street}&after=1.5`])('GET %s', async (query) => {
    expect((await fetch(`${product.url}/tryout/messages${query}`)).status).toBe(400)
  })
  test('other methods and paths', async () => {
    expect((await fetch(`${product.url}/tryout/messages`, { method: 'DELETE' })).status).toBe(405)
    expect((await fetch(`${product.url}/tryout/else`)).status).toBe(404)
  })
})

test('the world: people with units and roles, groups, commands with forms; no secrets', async () => {
  const text = await (await fetch(`${product.url}/tryout/world`)).text()
  const world = JSON.parse(text) as World
  expect(world.people.find(({ id }) => id === 'wangmin')).toEqual({ id: 'wangmin', name: '王敏', unit: '中河街道', title: '团工委书记', roles: ['团干部'], groups: [street, city, '全省试点工作群'] })
  expect(world.groups).toContainEqual({ name: street, unit: '中河街道', kind: '街道' })
  const activity = world.commands.find(({ name }) => name === '活动')
  expect(activity).toMatchObject({ area: '活动', words: ['活动', 'activity', 'huodong', 'hd'] })
  expect(activity?.fields[0]).toMatchObject({ label: '主题', required: true, form: 'text', plain: true })
  expect(activity?.examples[1]?.values).toEqual({ 主题: '青年联谊会', 时间: '11月20日14:00', 地点: '街道青年中心', 人数: '35人' })
  expect(text).not.toMatch(/webhook|addresses|"ids"/)
})

test('live events name the place of every new line, kept or not', async () => {
  const abort = new AbortController()
  const response = await fetch(`${product.url}/tryout/events`, { signal: abort.signal })
  expect(response.headers.get('Content-Type')).toBe('text/event-stream')
  let heard = ''
  const reading = (async () => {
    for await (const chunk of response.body ?? []) heard += Buffer.from(chunk).toString()
  })().catch(() => {})
  await expect.poll(() => heard).toContain(': hello')
  await type('wangmin', city, '中午吃什么')
  await expect.poll(() => heard).toContain(`data: {"place":"g:${city}"}`)
  await type('linna', null, '/帮助')
  await expect.poll(() => heard.split('{"place":"p:linna"}').length).toBeGreaterThan(2)
  abort.abort()
  await reading
})

test('503 within seconds while Redis cannot take it; the same id later, and it is there once', async () => {
  const place = { person: 'duyong' }
  const message = { id: 'late', sender: 'duyong', text: '/待办' }
  process.kill(server.pid, 'SIGSTOP')
  try {
    const began = Date.now()
    const refused = await post(message)
    expect(refused.status).toBe(503)
    expect(refused.body.error).toContain('同一个 id')
    expect(Date.now() - began).toBeLessThan(patience)
    expect((await fetch(`${product.url}/tryout/messages?person=duyong`)).status).toBe(503)
    expect((await fetch(`${product.url}/healthz`)).status).toBe(200)
  } finally {
    process.kill(server.pid, 'SIGCONT')
  }
  expect((await post(message)).status).toBe(202)
  await answers(place, 1)
  expect(await lines(place)).toHaveLength(2)
})

test('with a real channel there is no try-out: a plain page, no data', async () => {
  const { url, stop } = await freshRedis()
  // An address where nobody listens: it starts all the same.
  const real = await startProduct(url, { WECOM_BOT_ID: 'x', WECOM_BOT_SECRET: 'y', WECOM_API_BASE: 'http://127.0.0.1:9', WECOM_WS_URL: 'ws://127.0.0.1:9' })
  try {
    const home = await fetch(real.url)
    expect([home.status, await home.text()]).toEqual([200, expect.stringContaining('团讯正在运行')])
    for (const path of ['/tryout/world', '/tryout/messages?group=x', '/tryout/events', '/tryout/page.js']) expect((await fetch(real.url + path)).status).toBe(404)
    expect((await fetch(`${real.url}/status`)).status).toBe(401)
    expect((await clientOf(() => real.url).post({ id: '1', sender: 'a', text: '/帮助' }).catch(() => ({ status: 404 }))).status).toBe(404)
  } finally {
    await real.stop()
    await stop()
  }
})
