import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { CHANNEL_KEYS } from '../src/channelConfig.ts'
import { ConfigError, environment, readConfig } from '../src/config.ts'

const REDIS_URL = 'redis://127.0.0.1:6379'
const faultsOf = (env: Record<string, string>): string => {
  try {
    readConfig(env)
  } catch (error) {
    if (error instanceof ConfigError) return error.message
    throw error
  }
  return ''
}

describe('readConfig', () => {
  test('with nothing but a Redis everything has its default', () => {
    expect(readConfig({ REDIS_URL })).toEqual({
      redisUrl: REDIS_URL,
      waitReplicas: 0,
      waitMs: 1000,
      port: 8080,
      host: '127.0.0.1',
      dataDir: resolve('data'),
      setups: [],
      role: 'all',
      workspaces: [],
      admin: undefined,
      publicUrl: undefined,
      metricsToken: undefined,
      logLevel: 'info',
      tryout: true,
      failedKeepDays: 90,
      backup: { folder: resolve('data/backups'), keepDays: 30, key: undefined },
      channels: { apiBase: 'https://qyapi.weixin.qq.com', oauthBase: 'https://open.weixin.qq.com', bot: undefined, app: undefined, wechaty: undefined },
    })
  })

  test('is frozen', () => {
    const config = readConfig({ REDIS_URL })
    expect(Object.isFrozen(config) && Object.isFrozen(config.channels)).toBe(true)
  })

  test('an empty value counts as none, and other variables are not our business', () => {
    const empty = readConfig({ REDIS_URL, PORT: '', ROLE: ' ', SETUP: undefined, WECOM_BOT_ID: '', TUANXUN_PORT: 'x', constructor: 'x' })
    expect(empty).toEqual(readConfig({ REDIS_URL }))
  })

  test.each(['redis://h:1/2', 'rediss://u:p@h', 'unix:///run/a.sock?db=1', 'redis+cluster://h:1', 'rediss+cluster://u:p@10.0.0.1:7000,[::1]:7001/'])('%s is an address', (url) => {
    expect(readConfig({ REDIS_URL: url }).redisUrl).toBe(url)
  })

  test('several files and workspaces stand with commas between them', () => {
    expect(readConfig({ REDIS_URL, SETUP: './a.yaml, ./b.yaml,', WORKSPACE: '浙江-2026,gd,浙江-2026' })).toMatchObject({ setups: ['./a.yaml', './b.yaml'], workspaces: ['浙江-2026', 'gd'] })
    expect(faultsOf({ REDIS_URL, WORKSPACE: 'a,b c' })).toContain('WORKSPACE=a,b c：只能用文字')
  })

  test('every fault is listed at once, each with the variable, what it held and an example', () => {
    const message = faultsOf({ PORT: 'abc', ROLE: 'both', LOG_LEVEL: 'loud', FAILED_KEEP_DAYS: '0', WORKSPACE: '浙 江' })
    expect(message.split('\n')).toHaveLength(7)
    expect(message).toContain('REDIS_URL：缺少')
    expect(message).toContain('PORT=abc：应是 0 到 65535 的整数，例如 PORT=8080')
    expect(message).toContain('ROLE=both：只能是 web、worker、all 之一')
    expect(message).toContain('WORKSPACE=浙 江')
  })

  test.each([['PORT', '65536'], ['PORT', '-1'], ['PORT', '80.5'], ['PORT', '0x50'], ['HOST', 'a b'], ['REDIS_URL', 'localhost:6379'],
    ['REDIS_URL', 'http://h'], ['REDIS_URL', 'unix://relative'], ['REDIS_URL', 'redis://a:1,b:2'], ['REDIS_URL', 'redis+cluster://a'], ['REDIS_URL', 'redis+cluster://a:1,b'],
    ['REDIS_WAIT_REPLICAS', '10'], ['REDIS_WAIT_MS', '3000'], ['FAILED_KEEP_DAYS', '3651'], ['BACKUP_KEEP_DAYS', '-1'], ['TRYOUT', 'yes'], ['ROLE', 'WEB']])(
    '%s=%s is refused', (key, value) => expect(faultsOf({ REDIS_URL, [key]: value })).toContain(key))

  test('backups lie in DATA_DIR unless said; a short key is refused and not repeated', () => {
    expect(readConfig({ REDIS_URL, DATA_DIR: '/srv/x', BACKUP_KEEP_DAYS: '0' }).backup).toEqual({ folder: '/srv/x/backups', keepDays: 0, key: undefined })
    expect(readConfig({ REDIS_URL, BACKUP_DIR: '/mnt/b', BACKUP_KEY: '一条足够长的备份口令，不要告诉别人' }).backup).toMatchObject({ folder: '/mnt/b', key: expect.stringContaining('口令') })
    expect(faultsOf({ REDIS_URL, BACKUP_KEY: 'secret' })).toMatch(/BACKUP_KEY：太短(?![^]*secret)/)
  })

  test('a password in REDIS_URL is not repeated', () => {
    expect(faultsOf({ REDIS_URL: 'localhost:secret' })).not.toContain('secret')
  })
})

const aesKey = 'jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C'
const whole = {
  socket: { WECOM_BOT_ID: 'aib-1', WECOM_BOT_SECRET: 's3' },
  callback: { WECOM_BOT_TOKEN: 't0', WECOM_BOT_AES_KEY: aesKey },
  app: { WECOM_CORP_ID: 'ww1', WECOM_APP_AGENT_ID: '1000002', WECOM_APP_SECRET: 's4', WECOM_APP_TOKEN: 't1', WECOM_APP_AES_KEY: aesKey },
  wechaty: { WECHATY_PUPPET: 'wechaty-puppet-mock' },
} as const

describe('channels', () => {
  test('each is read when it is whole', () => {
    expect(readConfig({ REDIS_URL, ...whole.socket, ...whole.app }).channels).toMatchObject({
      bot: { mode: 'socket', id: 'aib-1', secret: 's3', url: 'wss://openws.work.weixin.qq.com' }, app: { corpId: 'ww1', agentId: 1_000_002 }, wechaty: undefined,
    })
    expect(readConfig({ REDIS_URL, ...whole.callback }).channels.bot).toEqual({ mode: 'callback', token: 't0', aesKey })
    expect(readConfig({ REDIS_URL, ...whole.wechaty, WECOM_API_BASE: 'http://127.0.0.1:9' }).channels).toMatchObject({ apiBase: 'http://127.0.0.1:9', wechaty: { puppet: 'wechaty-puppet-mock', token: undefined } })
  })

  const parts = [whole.socket, whole.callback, whole.app].flatMap((group) => Object.keys(group).map((key) => [key, group] as const))
  test.each(parts)('without %s nothing starts, and it is named', (key, group) => {
    expect(faultsOf({ REDIS_URL, ...group, [key]: '' })).toContain(`${key}：缺少`)
  })

  test('two ways of one bot, a key that is none, a token without its puppet: all said, no secret repeated', () => {
    expect(faultsOf({ REDIS_URL, ...whole.socket, ...whole.callback })).toContain('只能选一种')
    const said = faultsOf({ REDIS_URL, ...whole.app, WECOM_APP_AES_KEY: 'tooShortSecret', WECOM_APP_AGENT_ID: 'x', WECHATY_PUPPET_TOKEN: 'puppetSecret' })
    expect(said).toContain('WECOM_APP_AES_KEY：应是 43 位')
    expect(said).toContain('WECOM_APP_AGENT_ID=x：应是数字')
    expect(said).toContain('WECHATY_PUPPET：缺少')
    expect(said).not.toMatch(/tooShortSecret|puppetSecret/)
  })
})

describe('the try-out page', () => {
  test.each(Object.entries(whole))('%s turns it off', (_name, env) => {
    expect(readConfig({ REDIS_URL, ...env }).tryout).toBe(false)
  })

  test.each(CHANNEL_KEYS)('%s and TRYOUT=on are refused together', (key) => {
    expect(faultsOf({ REDIS_URL, TRYOUT: 'on', [key]: 'x' })).toContain(`（${key}）`)
  })

  test.each([['auto', true], ['on', true], ['off', false]])('%s without a channel: %s', (TRYOUT, tryout) => {
    expect(readConfig({ REDIS_URL, TRYOUT }).tryout).toBe(tryout)
  })
})

test('.env.example names every variable, and no other', () => {
  const example = readFileSync('.env.example', 'utf8')
  const named = [...example.matchAll(/^#?([A-Z_]+)=/gm)].map(([, key]) => key)
  expect(named.toSorted()).toEqual(Object.keys(environment.shape).toSorted())
})
