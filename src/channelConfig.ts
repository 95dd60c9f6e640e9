/** The environment's part about real channels: each is configured whole or not at all. */
import { z } from 'zod'

const optional = z.string().optional()
const address = (schemes: string) => z.string().regex(new RegExp(`^(?:${schemes})://[^/\\s]+/?$`), '不是地址，例如 https://qyapi.weixin.qq.com')
const aesKey = z.string().regex(/^[A-Za-z0-9]{43}$/, '应是 43 位字母和数字，从企业微信的页面上整段复制').optional()

/** Every variable about channels (names that others rely on). */
export const channelEnvironment = {
  WECOM_BOT_ID: optional,
  WECOM_BOT_SECRET: optional,
  WECOM_BOT_TOKEN: optional,
  WECOM_BOT_AES_KEY: aesKey,
  WECOM_CORP_ID: optional,
  WECOM_APP_AGENT_ID: z.string().regex(/^\d+$/, '应是数字，例如 WECOM_APP_AGENT_ID=1000002').transform(Number).optional(),
  WECOM_APP_SECRET: optional,
  WECOM_APP_TOKEN: optional,
  WECOM_APP_AES_KEY: aesKey,
  WECOM_API_BASE: address('https?').default('https://qyapi.weixin.qq.com'),
  WECOM_WS_URL: z.string().regex(/^wss?:\/\/[^\s]+$/, '不是地址，例如 wss://openws.work.weixin.qq.com').default('wss://openws.work.weixin.qq.com'),
  WECOM_OAUTH_BASE: address('https?').default('https://open.weixin.qq.com'),
  WECHATY_PUPPET: optional,
  WECHATY_PUPPET_TOKEN: optional,
  WECHATY_PACKAGE: z.string().regex(/^(?:@[a-z0-9._-]+\/)?[a-z0-9._-]+$/, '不是包名，例如 WECHATY_PACKAGE=@juzi/wechaty').default('wechaty'),
  WECHATY_DAILY: z.string().regex(/^[1-9]\d{0,4}$/, '应是 1 到 99999 的整数（条），例如 WECHATY_DAILY=200').transform(Number).default(200),
  WECHATY_SLOW_HOURS: z.string().regex(/^\d{1,3}$/, '应是 0 到 999 的整数（小时），例如 WECHATY_SLOW_HOURS=6').transform(Number).default(6),
}

const environment = z.object(channelEnvironment)
type Values = z.infer<typeof environment>
type Name = keyof Values

/** Variables that make one channel, and what people call it. */
const groups = {
  bot: { name: '智能机器人长连接', all: ['WECOM_BOT_ID', 'WECOM_BOT_SECRET'] },
  botCallback: { name: '智能机器人 URL 回调', all: ['WECOM_BOT_TOKEN', 'WECOM_BOT_AES_KEY'] },
  app: { name: '自建应用', all: ['WECOM_CORP_ID', 'WECOM_APP_AGENT_ID', 'WECOM_APP_SECRET', 'WECOM_APP_TOKEN', 'WECOM_APP_AES_KEY'] },
} as const satisfies Record<string, { name: string; all: readonly Name[] }>

/** Any of these set means that a real channel is meant. */
export const CHANNEL_KEYS: readonly Name[] = [...Object.values(groups).flatMap(({ all }) => all), 'WECHATY_PUPPET', 'WECHATY_PUPPET_TOKEN']

/** What is never repeated in a complaint or a log. */
export const CHANNEL_SECRETS: readonly Name[] = ['WECOM_BOT_SECRET', 'WECOM_BOT_TOKEN', 'WECOM_BOT_AES_KEY', 'WECOM_APP_SECRET', 'WECOM_APP_TOKEN', 'WECOM_APP_AES_KEY', 'WECHATY_PUPPET_TOKEN']

/** The channels to open; those undefined are not configured. */
export interface ChannelConfig {
  /** Base of WeCom's HTTP interface. */
  readonly apiBase: string
  /** Where people log in to the pages. */
  readonly oauthBase: string
  readonly bot: { readonly mode: 'socket'; readonly id: string; readonly secret: string; readonly url: string } | { readonly mode: 'callback'; readonly token: string; readonly aesKey: string } | undefined
  readonly app: { readonly corpId: string; readonly agentId: number; readonly secret: string; readonly token: string; readonly aesKey: string } | undefined
  readonly wechaty: {
    readonly puppet: string
    readonly token: string | undefined
    /** The library: wechaty, or a fork that the operator installed. */
    readonly package: string
    /** Most pieces in any 24 hours. */
    readonly daily: number
    /** Hours of going slowly after a fresh login. */
    readonly slowHours: number
  } | undefined
}

/** What is missing or does not go together, one a line. */
export function channelFaults(given: Readonly<Record<string, unknown>>): string[] {
  const faults = Object.values(groups).flatMap(({ name, all }) => {
    const missing = all.filter((key) => !(key in given))
    return missing.length === 0 || missing.length === all.length ? [] : [`${missing.join('、')}：缺少。${name}要同时写 ${all.join('、')}`]
  })
  if (CHANNEL_KEYS.some((key) => key.startsWith('WECOM_BOT_I') && key in given) && groups.botCallback.all.some((key) => key in given)) {
    faults.push('WECOM_BOT_ID、WECOM_BOT_TOKEN：长连接和 URL 回调只能选一种，请去掉一组')
  }
  if ('WECHATY_PUPPET_TOKEN' in given && !('WECHATY_PUPPET' in given)) faults.push('WECHATY_PUPPET：缺少。请写明用哪种 puppet，例如 WECHATY_PUPPET=wechaty-puppet-service')
  return faults
}

/** Reads values that have no faults. */
export function channelConfig(values: Values): ChannelConfig {
  const { WECOM_BOT_ID: id, WECOM_BOT_SECRET: secret, WECOM_BOT_TOKEN: token, WECOM_BOT_AES_KEY: key } = values
  const socket = id !== undefined && secret !== undefined ? ({ mode: 'socket', id, secret, url: values.WECOM_WS_URL } as const) : undefined
  const callback = token !== undefined && key !== undefined ? ({ mode: 'callback', token, aesKey: key } as const) : undefined
  const app = { corpId: values.WECOM_CORP_ID, agentId: values.WECOM_APP_AGENT_ID, secret: values.WECOM_APP_SECRET, token: values.WECOM_APP_TOKEN, aesKey: values.WECOM_APP_AES_KEY }
  const whole = (found: typeof app): found is NonNullable<ChannelConfig['app']> => Object.values(found).every((value) => value !== undefined)
  return Object.freeze({
    apiBase: values.WECOM_API_BASE,
    oauthBase: values.WECOM_OAUTH_BASE,
    bot: socket ?? callback,
    app: whole(app) ? app : undefined,
    wechaty: values.WECHATY_PUPPET === undefined ? undefined : { puppet: values.WECHATY_PUPPET, token: values.WECHATY_PUPPET_TOKEN, package: values.WECHATY_PACKAGE, daily: values.WECHATY_DAILY, slowHours: values.WECHATY_SLOW_HOURS },
  })
}
