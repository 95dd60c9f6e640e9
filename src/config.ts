import { join, resolve } from 'node:path'
import { z } from 'zod'
import { CHANNEL_KEYS, CHANNEL_SECRETS, channelConfig, channelEnvironment, channelFaults, type ChannelConfig } from './channelConfig.ts'
import { isRedisAddress } from './redis/address.ts'

/** What is never repeated in a complaint. */
const SECRET_KEYS: ReadonlySet<string> = new Set(['REDIS_URL', 'BACKUP_KEY', 'METRICS_TOKEN', ...CHANNEL_SECRETS])

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const

const text = (complaint: string) => z.string({ error: complaint })
const optional = z.string().optional()
const whole = (complaint: string, min: number, max: number) =>
  z.string().regex(/^\d+$/, complaint).transform(Number).refine((n) => n >= min && n <= max, complaint)
/** Several values with commas between them, each once; none when it is not given. */
const several = z.string().default('').transform((all) => [...new Set(all.split(',').map((one) => one.trim()).filter((one) => one !== ''))])
const oneOf = <const T extends readonly string[]>(values: T) => z.enum(values, { error: `只能是 ${values.join('、')} 之一` })

/** Every variable the product reads; .env.example explains each (a test says so). */
export const environment = z.object({
  REDIS_URL: text('缺少。用 npm start 会自带 Redis；单独运行时请写明，例如 REDIS_URL=redis://127.0.0.1:6379').refine(
    isRedisAddress,
    '不是 Redis 地址，例如 REDIS_URL=redis://127.0.0.1:6379、REDIS_URL=unix:///run/redis.sock；集群写几个节点：REDIS_URL=redis+cluster://10.0.0.1:6379,10.0.0.2:6379',
  ),
  REDIS_WAIT_REPLICAS: whole('应是 0 到 9 的整数，例如 REDIS_WAIT_REPLICAS=1', 0, 9).default(0),
  REDIS_WAIT_MS: whole('应是 50 到 2500 的整数（毫秒），例如 REDIS_WAIT_MS=1000', 50, 2500).default(1000),
  PORT: whole('应是 0 到 65535 的整数，例如 PORT=8080', 0, 65_535).default(8080),
  HOST: z.string().regex(/^[\w.:-]+$/, '应是主机名或 IP 地址，例如 HOST=127.0.0.1').default('127.0.0.1'),
  DATA_DIR: z.string().default('./data'),
  SETUP: several,
  ROLE: oneOf(['web', 'worker', 'all']).default('all'),
  WORKSPACE: several.refine((all) => all.every((one) => /^[\p{L}\p{N}_-]{1,64}$/u.test(one)), '只能用文字、数字、- 和 _，几个之间用逗号，例如 WORKSPACE=zhejiang-2026,guangdong-2026'),
  ADMIN: optional,
  PUBLIC_URL: z.string().regex(/^https?:\/\/[^/\s]+$/, '应是从外面打开的网址，后面不带斜杠，例如 PUBLIC_URL=https://tuanxun.example.cn').optional(),
  METRICS_TOKEN: z.string().min(16, '太短，至少 16 个字').optional(),
  LOG_LEVEL: oneOf(LOG_LEVELS).default('info'),
  TRYOUT: oneOf(['auto', 'on', 'off']).default('auto'),
  FAILED_KEEP_DAYS: whole('应是 1 到 3650 的整数（天），例如 FAILED_KEEP_DAYS=90', 1, 3650).default(90),
  PICTURE_FONT: optional,
  BACKUP_DIR: optional,
  BACKUP_KEEP_DAYS: whole('应是 0 到 3650 的整数（天），例如 BACKUP_KEEP_DAYS=30；0 不做每日备份', 0, 3650).default(30),
  BACKUP_KEY: z.string().min(16, '太短，至少 16 个字').optional(),
  ...channelEnvironment,
})

/** What the product runs with; frozen. */
export interface Config {
  readonly redisUrl: string
  /** Replicas that must have a message before it counts as heard, and an answer before it is sent; 0: none. */
  readonly waitReplicas: number
  /** Longest wait for them, ms. */
  readonly waitMs: number
  /** TCP port of the web server; 0 lets the system choose. */
  readonly port: number
  readonly host: string
  /** Absolute path. */
  readonly dataDir: string
  /** Setup files to load instead of the sample pilot, one for each workspace. */
  readonly setups: readonly string[]
  readonly role: 'web' | 'worker' | 'all'
  /** Workspaces to serve; when none is named those of the setup files, else all there are. */
  readonly workspaces: readonly string[]
  /** Person or channel id of the first admin; without it a one-time code is printed. */
  readonly admin: string | undefined
  /** Where the site is reached from outside, without a slash at its end. */
  readonly publicUrl: string | undefined
  /** Whoever asks for /metrics must say it; undefined: nobody need. */
  readonly metricsToken: string | undefined
  readonly logLevel: (typeof LOG_LEVELS)[number]
  /** Whether the try-out page and the sample pilot are on: never together with a real channel. */
  readonly tryout: boolean
  /** Days that failed work is kept and shown. */
  readonly failedKeepDays: number
  /** File of the font for pictures; without one a Chinese font is looked for. */
  readonly pictureFont: string | undefined
  readonly backup: {
    /** Absolute path. */
    readonly folder: string
    /** Days that daily backups are kept; 0: none are made. */
    readonly keepDays: number
    /** Passphrase that encrypts backups; without one they are plain. */
    readonly key: string | undefined
  }
  readonly channels: ChannelConfig
}

/** Exit code where starting again would not help: a configuration that cannot work, or data that is gone. */
export const unusable = 78

/** The environment cannot be used; `message` lists every fault, one a line. The program prints it and exits 78. */
export class ConfigError extends Error {
  override name = 'ConfigError'
  constructor(faults: readonly string[]) {
    super(['配置有误，请改正后重新启动（说明见 .env.example）：', ...faults.map((fault) => `  ${fault}`)].join('\n'))
  }
}

/** Reads the environment; an empty value counts as none. Throws ConfigError with everything that is wrong. */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value.trim() !== ''))
  const channelKeys = CHANNEL_KEYS.filter((key) => key in given)
  const parsed = environment.safeParse(given)
  const faults = parsed.success ? [] : parsed.error.issues.map(({ path, message }) => describeFault(String(path[0]), message, given))
  faults.push(...channelFaults(given))
  if (given['TRYOUT'] === 'on' && channelKeys.length > 0) {
    faults.push(`TRYOUT=on：已配置真实渠道（${channelKeys.join('、')}），试用页人人可冒名发言，不能同时开启；请改为 TRYOUT=auto`)
  }
  if (!parsed.success || faults.length > 0) throw new ConfigError(faults)
  const values = parsed.data
  return Object.freeze({
    redisUrl: values.REDIS_URL,
    waitReplicas: values.REDIS_WAIT_REPLICAS,
    waitMs: values.REDIS_WAIT_MS,
    port: values.PORT,
    host: values.HOST,
    dataDir: resolve(values.DATA_DIR),
    setups: Object.freeze(values.SETUP),
    role: values.ROLE,
    workspaces: Object.freeze(values.WORKSPACE),
    admin: values.ADMIN,
    publicUrl: values.PUBLIC_URL,
    metricsToken: values.METRICS_TOKEN,
    logLevel: values.LOG_LEVEL,
    tryout: values.TRYOUT !== 'off' && channelKeys.length === 0,
    failedKeepDays: values.FAILED_KEEP_DAYS,
    pictureFont: values.PICTURE_FONT,
    backup: Object.freeze({ folder: resolve(values.BACKUP_DIR ?? join(values.DATA_DIR, 'backups')), keepDays: values.BACKUP_KEEP_DAYS, key: values.BACKUP_KEY }),
    channels: channelConfig(values),
  })
}

/** Names the variable and what it held, unless that may hold a password. */
function describeFault(key: string, message: string, given: Readonly<Record<string, unknown>>): string {
  return key in given && !SECRET_KEYS.has(key) ? `${key}=${String(given[key])}：${message}` : `${key}：${message}`
}
