/** npm run screenshot: plays a short scene on an empty store and takes the pictures of docs/images. */
import { mkdir, stat } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core'
import { requireChromium } from '../../scripts/lib/tools.mjs'
import type { ShownLine } from '../web/tryout/shapes.ts'
import { redisUrl, runProgram } from './files.ts'
import { startProduct } from './product.ts'
import { defineProgram } from './program.ts'
import { desktop, phone, scene } from './scene.ts'

const folder = new URL('../../docs/images/', import.meta.url)
/** Largest picture, bytes. */
const largest = 300_000
/** Longest wait for the bot, ms. */
const patience = 10_000

/** How often the bot has spoken in a group; throws when something failed there. */
async function linesOfBot(url: string, group: string): Promise<number> {
  const response = await fetch(`${url}/tryout/messages?${new URLSearchParams({ group })}`)
  const { messages } = (await response.json()) as { messages: ShownLine[] }
  const said = messages.filter(({ bot }) => bot)
  const fault = said.find(({ text }) => text.includes('没有办成'))
  if (fault) throw new Error(fault.text)
  return said.length
}

async function play(url: string): Promise<void> {
  for (const [i, { sender, group, text, answers = 0 }] of scene.entries()) {
    const wanted = answers === 0 ? 0 : (await linesOfBot(url, group)) + answers
    const body = JSON.stringify({ id: `scene-${i}`, group, sender, text })
    const response = await fetch(`${url}/tryout/messages`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body })
    if (response.status !== 202) throw new Error(`${text}: ${response.status}`)
    for (const until = Date.now() + patience; (await linesOfBot(url, group)) < wanted; ) {
      if (Date.now() > until) throw new Error(`no answer to ${text}`)
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  }
}

async function take(browser: Browser, file: string, url: string, options: BrowserContextOptions, prepare: (page: Page) => Promise<void>): Promise<void> {
  const context = await browser.newContext({ locale: 'zh-CN', colorScheme: 'light', reducedMotion: 'reduce', ...options })
  const page = await context.newPage()
  await page.goto(url)
  await prepare(page)
  const path = fileURLToPath(new URL(file, folder))
  await page.screenshot({ path })
  await context.close()
  const { size } = await stat(path)
  if (size > largest) throw new Error(`docs/images/${file} has ${size} bytes`)
  console.log(`docs/images/${file}：${Math.round(size / 1000)} kB`)
}

await runProgram(defineProgram({
  name: 'screenshot',
  summary: '在空的数据上演一段对话，重拍 docs/images 里的图片。',
  options: {},
  async run(_, at) {
    await mkdir(folder, { recursive: true })
    const product = await startProduct(redisUrl(at))
    const browser = await chromium.launch({ executablePath: requireChromium(), args: ['--headless', '--no-sandbox', '--disable-gpu', '--no-first-run'] })
    try {
      await play(product.url)
      await take(browser, 'tryout.png', `${product.url}/?as=${desktop.person}`, { viewport: { width: 1240, height: 860 } }, async (page) => {
        await page.locator(`[data-place="${desktop.place}"]`).click()
        await page.locator('.by-bot').first().waitFor()
        await page.getByRole('textbox', { name: '消息' }).fill(desktop.typing)
        await page.getByRole('option').first().waitFor()
      })
      const small = { viewport: { width: 390, height: 760 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true }
      await take(browser, 'tryout-phone.png', `${product.url}/?as=${phone.person}`, small, async (page) => {
        await page.locator(`[data-place="${phone.place}"]`).tap()
        await page.locator('.by-bot').first().waitFor()
      })
    } finally {
      await browser.close()
      await product.stop()
    }
  },
}))
