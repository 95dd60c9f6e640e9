/** Real pages in headless Chromium. */
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core'
import { expect } from 'vitest'
import { requireChromium } from '../../scripts/lib/tools.mjs'
import { patience } from '../support/eventually.ts'

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

/** Pages that nobody uses, ready for the next: to start one anew costs a browser as much as three visits. */
const idle = new WeakMap<Browser, Page[]>()

async function newPage(browser: Browser, options: BrowserContextOptions): Promise<Page> {
  // What moves is painted sixty times a second by the processor.
  const context = await browser.newContext({ viewport: { width: 1200, height: 800 }, locale: 'zh-CN', reducedMotion: 'reduce', ...options })
  const page = await context.newPage()
  page.setDefaultTimeout(patience)
  page.on('pageerror', (error) => faults.push(error.message))
  page.on('console', (message) => {
    if (message.type() === 'error' && /Content Security Policy|Uncaught/.test(message.text())) faults.push(message.text())
  })
  return page
}

/** Leaves a page as a new profile would be, on a blank one of the same site: it runs no script that would write again what is cleared. */
async function forget(page: Page): Promise<void> {
  const blank = new URL('/blank', page.url()).href
  await page.route(blank, (route) => route.fulfill({ contentType: 'text/html', body: '' }), { times: 1 })
  await page.goto(blank)
  await page.evaluate('localStorage.clear(); sessionStorage.clear()')
  await page.context().clearCookies()
}

/** Opens the page as somebody, in a browser profile that remembers nobody. */
export async function openAs(browser: Browser, url: string, who: string | undefined, options?: BrowserContextOptions): Promise<Person> {
  const spare = idle.get(browser) ?? []
  idle.set(browser, spare)
  const page = (options ? undefined : spare.pop()) ?? (await newPage(browser, options ?? {}))
  await page.goto(who === undefined ? url : `${url}/?as=${encodeURIComponent(who)}`)
  return {
    page,
    async say(text) {
      await page.getByRole('textbox', { name: '消息' }).fill(text)
      await page.keyboard.press('Enter')
    },
    open: (place) => page.locator(`[data-place="${place}"]`).click(),
    sees: (text) => page.locator('.bubble', { hasText: text }).last().waitFor(),
    async close() {
      if (options) return page.context().close()
      await forget(page)
      spare.push(page)
    },
  }
}
