import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
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
      logLevel: 'info',
      tryout: true,
      failedKeepDays: 90,
      backup: { folder: resolve('data/backups'), keepDays: 30, key: undefined },
      channelKeys: [],
    })
  })

  test('is frozen', () => {
    const config = readConfig({ REDIS_URL })
    expect(Object.isFrozen(config) && Object.isFrozen(config.channelKeys)).toBe(true)
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

describe('the try-out page', () => {
  const channels = ['WECOM_BOT_ID', 'WECOM_BOT_TOKEN', 'WECOM_APP_TOKEN', 'WECOM_CORP_ID', 'WECHATY_PUPPET']

  test.each(channels)('%s alone turns it off', (key) => {
    expect(readConfig({ REDIS_URL, [key]: 'x' })).toMatchObject({ tryout: false, channelKeys: [key] })
  })

  test.each(channels)('%s and TRYOUT=on are refused together', (key) => {
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
