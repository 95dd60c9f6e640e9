/** Everybody on the try-out page may speak as anybody: it cannot be reached where a real channel is configured. */
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest'
import { CHANNEL_KEYS } from '../../src/channelConfig.ts'
import { startProduct, type Product } from '../../src/cli/product.ts'
import { ConfigError, readConfig, type Config } from '../../src/config.ts'
import { freshRedis, type FreshRedis } from '../support/redis.ts'
import { traces } from '../support/traces.ts'

const redis = { REDIS_URL: 'redis://127.0.0.1:6379' }
const key = 'a'.repeat(43)
/** Each real channel as it is configured, on addresses of this machine where nobody listens. */
const channels: Record<string, Record<string, string>> = {
  长连接: { WECOM_BOT_ID: 'b', WECOM_BOT_SECRET: 's', WECOM_WS_URL: 'ws://127.0.0.1:9' },
  回调: { WECOM_BOT_TOKEN: 't', WECOM_BOT_AES_KEY: key },
  自建应用: { WECOM_CORP_ID: 'ww0', WECOM_APP_AGENT_ID: '1', WECOM_APP_SECRET: 's', WECOM_APP_TOKEN: 't', WECOM_APP_AES_KEY: key, WECOM_API_BASE: 'http://127.0.0.1:9' },
  微信: { WECHATY_PUPPET: 'wechaty-puppet-mock' },
}
const cases = Object.entries(channels)

const configOf = (env: Record<string, string>): Config | ConfigError => {
  try {
    return readConfig({ ...redis, ...env })
  } catch (error) {
    if (error instanceof ConfigError) return error
    throw error
  }
}

describe('the configuration', () => {
  it('knows every variable that configures a channel', () =>
    expect(new Set(cases.flatMap(([, env]) => Object.keys(env)).filter((name) => !/_URL$|_BASE$/.test(name)))).toEqual(new Set(CHANNEL_KEYS.filter((name) => name !== 'WECHATY_PUPPET_TOKEN'))))
  test.each(cases)('%s: off, whatever TRYOUT says', (_, env) => {
    for (const TRYOUT of ['auto', 'off', '']) expect(configOf({ ...env, TRYOUT })).toMatchObject({ tryout: false })
    const on = configOf({ ...env, TRYOUT: 'on' })
    expect(on).toBeInstanceOf(ConfigError)
    expect(String(on)).toContain('TRYOUT=on')
  })
  test.each([...CHANNEL_KEYS])('%s alone: off as well, or no start at all', (name) => {
    const config = configOf({ [name]: name.endsWith('AES_KEY') ? key : '1' })
    if (!(config instanceof ConfigError)) expect(config.tryout).toBe(false)
    expect(configOf({ [name]: '1', TRYOUT: 'on' })).toBeInstanceOf(ConfigError)
  })
  it('is on without any', () => expect(configOf({})).toMatchObject({ tryout: true }))
})

describe('the pages beside a real channel', () => {
  let product: Product
  let fresh: FreshRedis
  beforeAll(async () => {
    fresh = await freshRedis()
    product = await startProduct(fresh.url, channels['回调'])
  })
  afterAll(async () => {
    await product.stop()
    await fresh.stop()
  })

  test.each(['/tryout', '/tryout/', '/tryout/world', '/tryout/messages?group=x&after=0', '/tryout/events', '/tryout/page.js', '/tryout/page.css', '/TRYOUT/world', '//tryout/world', '/%74ryout/world'])('%s is not there', async (path) => {
    expect((await fetch(product.url + path)).status).toBe(404)
  })
  it('takes no message, and no name of a person or group stands anywhere', async () => {
    const answer = await fetch(`${product.url}/tryout/messages`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ id: '1', sender: 'wangmin', text: '/帮助' }) })
    expect(answer.status).toBe(404)
    expect(await traces(fresh, 'wangmin')).toEqual([])
    expect(await (await fetch(product.url)).text()).toContain('团讯正在运行')
  })
  it('loads no sample pilot', async () => expect(product.said()).not.toContain('示例试点'))
})
