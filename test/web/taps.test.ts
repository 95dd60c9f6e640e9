/** Buttons below a message, on the page and for programs. */
import type { Browser } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { startProduct, type Product } from '../../src/cli/product.ts'
import { freshRedis, type FreshRedis } from '../support/redis.ts'
import { expectNoFaults, openAs, openBrowser } from './browser.ts'
import { clientOf } from './client.ts'

vi.setConfig({ testTimeout: 45_000, hookTimeout: 60_000 })
const street = '鄞州区中河街道工作群'
let redis: FreshRedis
let product: Product
let browser: Browser
const { lines } = clientOf(() => product.url)

beforeAll(async () => {
  redis = await freshRedis()
  ;[product, browser] = await Promise.all([startProduct(redis.url), openBrowser()])
})
afterEach(expectNoFaults)
afterAll(async () => {
  await browser.close()
  await product.stop()
  await redis.stop()
})

test('a tap says what typing would, and the answer follows; the box keeps what was begun', async () => {
  const { page, say, open, sees, close } = await openAs(browser, product.url, 'wangmin')
  await open(`g:${street}`)
  await say('/通知 标题:交材料 对象:中河街道')
  await sees('【通知】通知-')
  const posted = page.locator('.message', { hasText: '【通知】通知-' }).last()
  expect(await posted.locator('.taps button').allTextContents()).toEqual(['收到'])
  await page.getByRole('textbox', { name: '消息' }).fill('没写完的话')
  await posted.locator('.taps button').click()
  await sees('已收到 通知-')
  expect(await page.locator('.message.mine .bubble').last().textContent()).toMatch(/^\/收到 通知-\d{4}-\d{3}$/)
  expect(await page.getByRole('textbox', { name: '消息' }).inputValue()).toBe('没写完的话')
  expect(await page.locator('.message', { hasText: '已收到 通知-' }).last().locator('.taps').count()).toBe(0)
  await close()
})

test('programs read them with the message; other messages carry none', async () => {
  const said = await lines(street)
  const number = /通知-\d{4}-\d{3}/.exec(said.map(({ text }) => text).join('\n'))?.[0] ?? 'none'
  expect(said.map(({ actions }) => actions).filter((actions) => actions !== undefined)).toEqual([[{ label: '收到', say: `/收到 ${number}` }]])
})
