import type { Browser } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { freePort } from '../scripts/project.ts'
import { freshRedis, type FreshRedis } from '../support/redis.ts'
import { expectNoFaults, openAs, openBrowser, type Person } from './browser.ts'
import { clientOf } from './client.ts'
import { startProduct, type Product } from './product.ts'

vi.setConfig({ testTimeout: 45_000, hookTimeout: 60_000 })
const street = 'g:鄞州区中河街道工作群'
const city = 'g:宁波市试点工作群'
const province = 'g:全省试点工作群'
let redis: FreshRedis
let product: Product
let browser: Browser
let port: string
const people: Person[] = []
const { lines } = clientOf(() => product.url)
const be = async (who?: string, options = {}) => {
  const person = await openAs(browser, product.url, who, options)
  people.push(person)
  return person
}
beforeAll(async () => {
  port = String(await freePort())
  redis = await freshRedis()
  ;[product, browser] = await Promise.all([startProduct(redis.url, { PORT: port }), openBrowser()])
})
afterEach(async () => {
  for (const person of people.splice(0)) await person.close()
  expectNoFaults()
})
afterAll(async () => {
  await browser.close()
  await product.stop()
  await redis.stop()
})
const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true }

test('a newcomer chooses who to be, taps a first step, sends it and sees the answer', async () => {
  const { page, sees } = await be()
  await page.getByRole('button', { name: /全部\d+人/ }).click()
  await page.getByPlaceholder(/姓名、单位/).fill('中河街道')
  await page.locator('dialog [data-person=wangmin]').click()
  expect(await page.locator('.me').textContent()).toContain('中河街道 · 团工委书记')
  await page.getByRole('button', { name: /记一场活动/ }).click()
  expect(await page.getByRole('textbox', { name: '消息' }).inputValue()).toContain('/活动 ')
  await page.keyboard.press('Enter')
  await sees('已记录 活动-')
  const mine = page.locator('.message.mine')
  expect(await mine.count()).toBe(1)
  expect(await mine.locator('.who').textContent()).toBe('王敏中河街道')
  expect(await page.locator('.moment').first().textContent()).toMatch(/^今天 \d\d:\d\d$/)
  await page.locator('.command', { hasText: '/活动 已办' }).click()
  expect(await page.getByRole('textbox', { name: '消息' }).inputValue()).toContain('/活动 已办 活动-')
})

test('completion: pinyin, arrows, Esc, Tab, Shift+Enter; a person behind an @', async () => {
  const { page, say, sees } = await be('wangmin')
  const box = page.getByRole('textbox', { name: '消息' })
  const offers = page.getByRole('option')
  await box.fill('/')
  expect(await offers.count()).toBeGreaterThan(30)
  await box.fill('/rw')
  expect(await offers.first().textContent()).toContain('/任务')
  await page.keyboard.press('Escape')
  expect(await offers.count()).toBe(0)
  await box.fill('/简报')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Tab')
  expect(await box.inputValue()).toMatch(/^\/简报 \S+ $/)
  await box.fill('请@陈')
  await page.keyboard.press('Enter')
  expect(await box.inputValue()).toBe('请@陈磊 ')
  await page.keyboard.press('Shift+Enter')
  await page.keyboard.type('看一下')
  expect(await box.inputValue()).toBe('请@陈磊 \n看一下')
  await say('/待办')
  await sees('待办')
  expect(await page.getByRole('dialog').count()).toBe(0)
})

test('a form from the declaration sends the message that one would type', async () => {
  const { page, sees } = await be('wangmin')
  await page.getByRole('textbox', { name: '消息' }).fill('/活')
  await page.keyboard.press('Enter')
  const form = page.getByRole('dialog', { name: '/活动' })
  await form.getByRole('button', { name: '发送' }).click()
  expect(await form.getByRole('alert').textContent()).toBe('还要填：主题、时间')
  expect(await form.getByLabel('主题').evaluate((field) => field === field.ownerDocument.activeElement)).toBe(true)
  await form.getByLabel('主题').fill('读书会')
  await form.getByRole('button', { name: '明天14:00' }).click()
  await form.getByText(/^更多/).click()
  await form.getByLabel('摘要').fill('第一行\n第二行')
  await form.getByRole('button', { name: '发送' }).click()
  await sees('读书会')
  await expect.poll(async () => (await lines(street.slice(2))).map(({ text }) => text)).toContain('【活动】\n主题:读书会\n时间:明天14:00\n摘要:第一行\n第二行')
  await page.getByRole('button', { name: '全部指令' }).click()
  await page.getByPlaceholder(/查找/).fill('轮值')
  await page.getByRole('dialog').getByRole('button', { name: /^轮值/ }).click()
  await page.getByRole('dialog', { name: '/轮值' }).getByRole('button', { name: '发送' }).click()
  await sees('轮值主席（截至')
  expect(await page.getByRole('dialog').count()).toBe(0)
})

test('two people see each other live; mentions and unread messages are badges; a quote reaches the bot', async () => {
  const [wang, chen] = await Promise.all([be('wangmin'), be('chenlei')])
  await wang.open(city)
  await chen.open(street)
  await chen.say('王书记在吗')
  const item = wang.page.locator(`[data-place="${street}"]`)
  await item.getByText('陈磊：王书记在吗').waitFor()
  const before = Number(await item.locator('.badge').textContent())
  await chen.say('@王敏 台账什么时候要')
  await item.locator('.at-me').waitFor()
  expect(Number(await item.locator('.badge').textContent())).toBe(before + 1)
  expect(await item.locator('.badge').getAttribute('aria-label')).toContain('有人@我')
  expect(await wang.page.title()).toMatch(/^\(\d+\) /)
  await wang.open(street)
  await wang.page.locator('.at-me-line .to-me').waitFor()
  await item.locator('.badge').waitFor({ state: 'detached' })
  await wang.say('/任务 报送名册 下周五17:00')
  await chen.sees('已布置 任务-')
  const answer = wang.page.locator('.message.by-bot').last()
  await answer.hover()
  await answer.getByRole('button', { name: /引用/ }).click()
  await wang.say('/历史')
  await wang.sees('报送名册')
  await chen.page.locator('blockquote', { hasText: '已布置' }).first().waitFor()
  await wang.page.reload()
  expect(await wang.page.locator(`[data-place="${street}"] .badge`).count()).toBe(0)
})

test('on a phone: list and chat are two screens, nothing scrolls sideways, a long press quotes', async () => {
  const { page, sees } = await be('sunyan', phone)
  const wide = () => page.evaluate('document.documentElement.scrollWidth')
  expect(await page.locator('main').isVisible()).toBe(false)
  expect(await wide()).toBe(390)
  await page.locator(`[data-place="${province}"]`).tap()
  expect(await page.locator('nav').isVisible()).toBe(false)
  await page.getByRole('textbox', { name: '消息' }).fill(`/帮助 ${'x'.repeat(300)}`)
  expect(await wide()).toBe(390)
  await page.getByRole('button', { name: '发送' }).tap()
  await sees('x'.repeat(300))
  await page.getByRole('textbox', { name: '消息' }).fill('/')
  expect(await wide()).toBe(390)
  await page.getByRole('option', { name: /周报/ }).first().tap()
  expect(await wide()).toBe(390)
  await page.getByRole('button', { name: '关闭' }).tap()
  await page.locator('.bubble').first().dispatchEvent('touchstart')
  await page.getByRole('button', { name: /引用孙燕/ }).tap()
  expect(await page.locator('.quoting').textContent()).toContain('引用：/帮助')
  await page.getByRole('button', { name: '返回会话列表' }).tap()
  await page.locator('nav').waitFor()
  expect(await page.locator('main').isVisible()).toBe(false)
})

test('a stranger and a person may take turns; each has a private chat of their own', async () => {
  const { page, say, sees, open } = await be('新来的')
  await open('p:新来的')
  await say('/我是 姓名:周新 单位:中河街道 职务:团干部')
  await sees('管理员')
  await page.locator('.me').click()
  await page.locator('dialog [data-person=linna]').click()
  await open('p:linna')
  await page.getByRole('heading', { name: /说点什么/ }).waitFor()
  expect(await page.locator('.bubble').count()).toBe(0)
})

test('the server restarts in the middle: what was typed is kept, sent once, and what others said arrives', async () => {
  const [wang, chen] = await Promise.all([be('wangmin'), be('chenlei')])
  await wang.open(street)
  await product.stop()
  await wang.page.getByText('连接断开').waitFor()
  await wang.say('/活动 断线时写的活动 明天9:30')
  await wang.page.locator('.pending.failed', { hasText: '断线时写的活动' }).waitFor()
  product = await startProduct(redis.url, { PORT: port })
  await wang.sees('已记录 活动-')
  await wang.page.getByText('连接断开').waitFor({ state: 'detached' })
  await wang.page.locator('.pending').waitFor({ state: 'detached' })
  await chen.open(street)
  await chen.sees('断线时写的活动')
  const said = (await lines(street.slice(2))).filter(({ text }) => text.includes('断线时写的活动'))
  expect(said.map(({ bot }) => bot)).toEqual([false, true])
})
