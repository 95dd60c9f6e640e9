/** Real pages in headless Chromium. */
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core'
import { expect } from 'vitest'
import { requireChromium } from '../../scripts/lib/tools.mjs'

export const openBrowser = (): Promise<Browser> =>
  chromium.launch({ executablePath: requireChromium(), args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-background-networking', '--no-first-run'] })

export interface Person {
  page: Page
  /** Types into the open chat and presses Enter. */
  say(text: string): Promise<void>
  open(place: string): Promise<void>
  /** Waits until a line in the open chat holds the text. */
  sees(text: string): Promise<void>
  close(): Promise<void>
}

/** What a page reported that it should not have. */
const faults: string[] = []
/** Fails when a page threw, or loaded something that its policy forbids. */
export const expectNoFaults = (): void => expect(faults.splice(0)).toEqual([])

/** Opens the page as somebody, in a browser profile of its own. */
export async function openAs(browser: Browser, url: string, who: string | undefined, options: BrowserContextOptions = {}): Promise<Person> {
  const context = await browser.newContext({ viewport: { width: 1200, height: 800 }, locale: 'zh-CN', ...options })
  const page = await context.newPage()
  page.setDefaultTimeout(15_000)
  page.on('pageerror', (error) => faults.push(error.message))
  page.on('console', (message) => {
    if (message.type() === 'error' && /Content Security Policy|Uncaught/.test(message.text())) faults.push(message.text())
  })
  await page.goto(who === undefined ? url : `${url}/?as=${encodeURIComponent(who)}`)
  return {
    page,
    async say(text) {
      await page.getByRole('textbox', { name: '消息' }).fill(text)
      await page.keyboard.press('Enter')
    },
    open: (place) => page.locator(`[data-place="${place}"]`).click(),
    sees: (text) => page.locator('.bubble', { hasText: text }).last().waitFor(),
    close: () => context.close(),
  }
}
