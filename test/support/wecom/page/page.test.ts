import type { Browser } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { WSClient } from '@wecom/aibot-node-sdk'
import { expectNoFaults, openAs, openBrowser } from '../../../web/browser.ts'
import { card } from '../cardSample.ts'
import { startFakeWecom } from '../index.ts'
import type { FakeWecom } from '../index.ts'
import { errcodeOf, markdown } from '../sdkScene.ts'
import { pageRoutes } from './routes.ts'

let browser: Browser
let wecom: FakeWecom
let bot: WSClient
const quiet = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} }

beforeAll(async () => {
  browser = await openBrowser()
  wecom = await startFakeWecom({ routes: pageRoutes })
  bot = new WSClient({ botId: 'aib-fake-1', secret: 'fake-bot-secret', wsUrl: wecom.wsUrl, logger: quiet, reconnectInterval: 20 })
  bot.on('message', (frame) => void bot.replyTemplateCard(frame, card(`task-${Date.now()}`)))
  bot.on('event.template_card_event', (frame) => {
    const task_id = wecom.chat('工作群').at(-1)?.card?.task_id ?? ''
    void bot.updateTemplateCard(frame, { card_type: 'text_notice', main_title: { title: '已同意' }, task_id })
  })
  bot.on('error', () => {})
  bot.connect()
  await wecom.subscribed()
})
afterAll(async () => {
  bot.disconnect()
  await browser.close()
  await wecom.stop()
})

// A fault that nobody asked about would be told to the next file with pages.
afterEach(expectNoFaults)

describe('the page of the fake', () => {
  it('somebody speaks, the bot answers with a card, a tap changes it', async () => {
    const { page, close } = await openAs(browser, wecom.apiBase, undefined)
    await page.getByRole('button', { name: '工作群' }).click()
    await page.getByLabel('我是').selectOption('lisi')
    await page.getByRole('button', { name: '@机器人' }).click()
    await page.keyboard.type('换班 明天')
    await page.keyboard.press('Enter')
    await page.getByText('@团讯 换班 明天').waitFor()
    await page.getByRole('button', { name: '同意' }).click()
    await page.getByText('已同意').waitFor()
    expect(await page.getByRole('button', { name: '同意' }).count()).toBe(0)
    expect(wecom.chat('工作群')[0]).toMatchObject({ by: { member: 'lisi' } })
    await close()
  })

  it('faults can be switched on and off; the page itself goes on', async () => {
    const { page, close } = await openAs(browser, wecom.apiBase, undefined)
    const push = () => errcodeOf(bot.sendMessage(wecom.group('工作群').chatid, markdown('提醒')))
    await wecom.say({ group: '工作群', from: 'lisi', text: '@团讯 在吗' })
    await page.getByRole('button', { name: '拒绝主动推送' }).click()
    await page.getByRole('button', { name: '✓ 拒绝主动推送' }).waitFor()
    expect(await push()).toBe(846607)
    await page.getByRole('button', { name: '✓ 拒绝主动推送' }).click()
    await page.getByRole('button', { name: '拒绝主动推送', exact: true }).waitFor()
    expect(await push()).toBe(0)
    await page.getByRole('button', { name: '断线' }).click()
    await wecom.subscribed(2)
    await close()
  })

  it('what cannot be done is said', async () => {
    wecom.corp.groups.push({ ...wecom.group('工作群'), name: '别人的群', chatid: 'wrOther', members: ['wangwu'] })
    const { page, close } = await openAs(browser, wecom.apiBase, undefined)
    await page.getByRole('button', { name: '别人的群' }).click()
    await page.getByRole('textbox').fill('大家好')
    await page.keyboard.press('Enter')
    await page.getByRole('alert').getByText('zhangsan is in no group').waitFor()
    await close()
  })
})
