import { renderSVG } from 'uqr'
import { describe, expect, test } from 'vitest'
import { chineseCalendar } from '../../src/domain/workCalendar.ts'
import { escape, spellSpan, statusHtml } from '../../src/web/status/html.ts'
import { statusRouter } from '../../src/web/status/router.ts'
import { statusOf } from '../../src/web/status/status.ts'
import { at, startBot } from '../support/bot.ts'
import { serveRouters } from '../support/channel.ts'
import { countingSaid } from '../support/countingSaid.ts'

const channel = { id: 'simulator', platform: 'simulator', can: { hear: 'all', push: { groups: true, people: true }, mention: true, maxBytes: 1 } } as never
async function scene(now: string) {
  const bot = await startBot({ now })
  const page = async (when = bot.now()) => statusHtml(await statusOf({ ledger: bot.ledger, channels: [channel], calendar: chineseCalendar(), version: '1.2.3', since: at(now) }, when))
  return { bot, page }
}

test('shows how things stand', async () => {
  const { bot, page } = await scene('2026-11-16 09:00')
  expect(await page()).toContain('近7天没有')
  await bot.say('wangmin', '中河街道工作群', '/帮助')
  const html = await page(at('2026-11-18 11:30'))
  for (const text of ['1.2.3', '浙江省街道团建试点（test-pilot）', '2026年11月18日 11:30', '2天2小时', '10人，3个工作群', '最近发出：2026年11月16日 09:00', '没有失败的工作']) expect(html).toContain(text)
})

test('leads back to the try-out page where there is one', async () => {
  const { bot, page } = await scene('2026-11-16 09:00')
  expect(await page()).not.toContain('返回试用页')
  const html = statusHtml(await statusOf({ ledger: bot.ledger, channels: [channel], tryout: true, calendar: chineseCalendar(), version: '1.2.3', since: 0 }, bot.now()))
  expect(html).toContain('<a href="/?workspace=test-pilot">返回试用页</a>')
})

test('what waits and what failed is named, the newest reasons first line only, and escaped', async () => {
  const { bot, page } = await scene('2026-11-16 09:00')
  const heard = { channel: 'simulator', id: 'x1', chat: 'g:中河街道工作群', sender: 'wangmin', group: '中河街道工作群', text: '私密的话', at: bot.now() }
  await bot.ledger.hear(heard, bot.now())
  await bot.ledger.failed.add({ id: 'A1B2C3D4', at: bot.now(), what: 'message', ref: 'simulator|<x>', error: 'TypeError: <script>alert(1)</script>\n  at stack.ts', message: heard })
  const html = await page()
  expect(html).toContain('1个会话（中河街道工作群）')
  expect(html).toContain('A1B2C3D4')
  expect(html).toContain('simulator|&lt;x&gt;')
  expect(html).toContain('TypeError: &lt;script&gt;alert(1)&lt;/script&gt;')
  expect(html).not.toMatch(/<script|stack\.ts|私密的话/)
})

test('what is not well with the service stands on top, a channel only among the channels', async () => {
  const { bot } = await scene('2026-09-01 09:00')
  const checks = async () => [{ name: 'redis', ok: true }, { name: 'disk', ok: false, why: '磁盘<快满了>' }, { name: 'simulator', ok: false, why: '试用页：不通' }]
  const { notices, ...status } = await statusOf({ ledger: bot.ledger, channels: [channel], checks, calendar: chineseCalendar(), version: '1.2.3', since: 0 }, bot.now())
  expect(notices).toEqual(['磁盘<快满了>'])
  expect(statusHtml({ ...status, notices })).toContain('<p class="note">磁盘&lt;快满了&gt;</p>')
})

describe('the year without holiday data', () => {
  test.each([
    ['2026-09-30 23:59', false],
    ['2026-10-01 00:00', true],
    ['2026-12-31 12:00', true],
  ])('on %s it is said: %s', async (now, said) => {
    const { page } = await scene('2026-09-01 09:00')
    expect((await page(at(now))).includes('2027年放假安排尚无数据')).toBe(said)
  })
  test('is said throughout such a year', async () => {
    const { page } = await scene('2026-09-01 09:00')
    const html = await page(at('2027-03-01 09:00'))
    expect(html).toContain('2027年放假安排尚无数据')
    expect(html).not.toContain('2028年')
  })
})

test('a code to be scanned is drawn on the page, without asking anybody, and looked for again; none is not', async () => {
  const { bot, page } = await scene('2026-11-16 09:00')
  expect(await page()).not.toMatch(/<svg|http-equiv="refresh"/)
  const states = async () => [{ id: 'simulator', up: false, since: 0, detail: '等待扫码登录', qr: 'https://login.weixin.qq.com/l/abc' }]
  const html = statusHtml(await statusOf({ ledger: bot.ledger, channels: [channel], states, calendar: chineseCalendar(), version: '1.2.3', since: 0 }, bot.now()))
  expect(html).toContain('不通（等待扫码登录）')
  expect(html).toContain(renderSVG('https://login.weixin.qq.com/l/abc', { border: 2 }))
  expect(html).toContain('http-equiv="refresh"')
  expect(html).not.toMatch(/<(?:img|script|link)|style="|login\.weixin/)
})

test('however often it is asked for, a week\'s receipts are read once in ten seconds for each pilot; what waits is of this moment', async () => {
  const { bot } = await scene('2026-11-16 09:00')
  const [one, other] = [countingSaid(bot.ledger), countingSaid(bot.ledger)]
  let now = bot.now() + 60_000
  const deps = { channels: [channel], calendar: chineseCalendar(), version: '1.2.3', since: 0 }
  const { url } = await serveRouters(statusRouter((ctx) => ({ ...deps, ledger: (ctx.query['other'] ? other : one).ledger }), () => now))
  const page = async (query = '') => (await fetch(`${url}/status${query}`)).text()
  expect((await fetch(`${url}/status`)).headers.get('cache-control')).toBe('no-store')
  expect(await page()).toContain('近7天没有')
  await bot.say('wangmin', '中河街道工作群', '/帮助')
  await bot.ledger.hear({ channel: 'simulator', id: 'x1', chat: 'g:中河街道工作群', sender: 'wangmin', text: '/待办', at: now }, now)
  now += 9999
  const early = await page()
  for (const text of ['近7天没有', '1个会话']) expect(early).toContain(text)
  expect([one.asked(), other.asked()]).toEqual([1, 0])
  expect(await page('?other=1')).toContain('最近发出：2026年11月16日 09:00')
  now += 1
  expect(await page()).toContain('最近发出：2026年11月16日 09:00')
  expect([one.asked(), other.asked()]).toEqual([2, 1])
})

test('spans and signs', () => {
  expect([0, 59_000, 60_000, 3_600_000, 90_000_000].map(spellSpan)).toEqual(['0分钟', '0分钟', '1分钟', '1小时0分钟', '1天1小时'])
  expect(escape(`<a href="x" title='y'>&`)).toBe('&lt;a href=&quot;x&quot; title=&#39;y&#39;&gt;&amp;')
})

test('the same words as /状态: what failed, what waits, and since when a channel is down', async () => {
  const { bot } = await scene('2026-11-16 09:00')
  for (const what of ['job', 'notice'] as const) await bot.ledger.failed.add({ id: `F-${what}`, at: bot.now(), what, ref: what, error: 'Error' })
  const states = async () => [{ id: 'simulator', up: false, since: at('2026-11-16 08:59'), detail: '正在连接' }]
  const html = statusHtml(await statusOf({ ledger: bot.ledger, channels: [channel], states, calendar: chineseCalendar(), version: '1.2.3', since: 0 }, bot.now()))
  const [said = ''] = await bot.say('lixin', null, '/状态')
  for (const word of ['定时任务', '待发消息', '待处理', '待发送', '失败2件']) {
    expect(html).toContain(word)
    expect(said).toContain(word)
  }
  expect(html).toContain('不通（正在连接，08:59起）')
})
