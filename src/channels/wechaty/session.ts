/** One account's connection: opened, watched and opened again with growing pauses, whatever the puppet does. */
import { atMost } from '../../domain/atMost.ts'
import { clockOf, minute } from '../../domain/time.ts'
import type { ChannelState } from '../channel.ts'
import { scanned, type Wechaty, type WechatyMessage } from './library.ts'

export interface SessionOptions {
  /** A new bot that was not started. */
  load(): Promise<Wechaty>
  now(): number
  /** How often it is looked whether something is overdue, ms. */
  look?: number | undefined
  /** An account is logged in; `fresh` when a code was scanned for it. Messages are taken only afterwards. */
  loggedIn(bot: Wechaty, fresh: boolean): Promise<void>
  message(message: WechatyMessage, bot: Wechaty): void
  /** Something of the puppet's failed. */
  failed(error: unknown, what: string): void
}

export interface Session {
  start(): void
  stop(): Promise<void>
  /** The bot while an account is logged in. */
  bot(): Wechaty | undefined
  state(): ChannelState
  /** Notes an error that the puppet left to nobody. */
  fault(error: unknown, what: string): void
}

/** How long a puppet may say nothing while it starts, and how long a code is shown without a new one, ms. */
const patience = minute
const codeLife = 10 * minute
const pause = (failures: number): number => Math.min(5_000 * 2 ** failures, 10 * minute)
/** Without the network some puppets fail without pause: so many errors within `within` ms end it, and only the first few are noted. */
const storm = { most: 50, noted: 3, within: minute }
/** Longest wait for a puppet to end, ms. */
const endWithin = 5_000

export function createSession({ load, now, look = 5_000, loggedIn, message, failed }: SessionOptions): Session {
  let timer: NodeJS.Timeout | undefined
  let bot: Wechaty | undefined
  let opening = false
  let entered: Promise<void> = Promise.resolve()
  let failures = 0
  /** When it is opened anew unless something happens, ms. */
  let overdue = Infinity
  let code: string | undefined
  let faults = { count: 0, at: 0 }
  let recent = { count: 0, since: 0 }
  let state: ChannelState = { up: false, since: now(), detail: '正在连接' }

  const turn = (next: Omit<ChannelState, 'since'>, until: number) => {
    state = { ...next, since: next.up === state.up ? state.since : now() }
    overdue = until
  }
  const end = async () => {
    const old = bot
    bot = undefined
    if (old) await atMost(endWithin, Promise.resolve().then(() => old.stop()).catch((error: unknown) => failed(error, 'stop')), () => undefined)
  }
  const fault = (error: unknown, what: string) => {
    faults = { count: faults.count + 1, at: now() }
    recent = now() - recent.since > storm.within ? { count: 1, since: now() } : { ...recent, count: recent.count + 1 }
    if (recent.count <= storm.noted) failed(error, what)
    if (recent.count === storm.most) {
      code = undefined
      turn({ up: false, detail: '协议不断报错，稍后重新连接' }, now() + pause(failures))
      void end()
      return
    }
    // While a code is shown or an account is logged in an error may pass by itself.
    if (!state.up && state.qr === undefined) overdue = Math.min(overdue, now() + pause(failures))
  }

  /** Listeners of one bot; those of a bot that was given up are deaf, and none of them ever throws. */
  const listen = (one: Wechaty) => {
    const on = <A extends unknown[]>(event: string, does: (...args: A) => void | Promise<void>) =>
      one.on(event, (...args: A) => {
        if (one !== bot) return
        void (async () => does(...args))().catch((error: unknown) => fault(error, event))
      })
    on('scan', (qr: string, status: number) => {
      if (qr !== '') code = qr
      const known = status === scanned.scanned || status === scanned.confirmed
      turn(known ? { up: false, detail: '已扫码，请在手机上点“登录”' } : { up: false, detail: '等待扫码登录', qr: code }, now() + codeLife)
    })
    on('login', async () => {
      const fresh = code !== undefined
      overdue = Infinity
      entered = loggedIn(one, fresh)
      await entered
      if (one !== bot) return
      code = undefined
      failures = 0
      turn({ up: true }, Infinity)
    })
    on('logout', () => {
      code = undefined
      turn({ up: false, detail: '账号已退出登录，正在重新连接' }, now() + patience)
    })
    on('message', async (heard: WechatyMessage) => {
      // The first ones come while the login is still being noted.
      await entered.catch(() => {})
      if (one === bot) message(heard, one)
    })
    on('error', (error: unknown) => fault(error, 'error'))
  }

  const open = async () => {
    opening = true
    try {
      await end()
      const next = await load()
      if (!timer) return
      bot = next
      recent = { count: 0, since: now() }
      listen(next)
      overdue = now() + patience
      await next.start()
    } catch (error) {
      const missing = error instanceof Error && 'code' in error && error.code === 'ERR_MODULE_NOT_FOUND'
      turn({ up: false, detail: missing ? '没有安装所配置的包，请先用 npm install 安装' : '连接不上，稍后再试' }, now() + pause(failures))
      fault(error, 'start')
    } finally {
      opening = false
    }
  }
  const check = () => {
    if (state.up && bot?.puppet.isLoggedIn === false) turn({ up: false, detail: '账号已掉线，正在重新连接' }, now())
    if (opening || now() < overdue) return
    failures += 1
    code = undefined
    turn({ up: false, detail: '正在重新连接' }, now() + patience)
    void open()
  }

  return {
    fault,
    start() {
      timer = setInterval(check, look)
      void open()
    },
    async stop() {
      clearInterval(timer)
      timer = undefined
      await end()
      turn({ up: false, detail: '已停止' }, Infinity)
    },
    bot: () => (state.up ? bot : undefined),
    state() {
      const trouble = faults.count === 0 ? undefined : `协议报过${faults.count}次错，最近在${clockOf(faults.at)}`
      const detail = [state.detail, trouble].filter((one) => one !== undefined).join('；')
      return { ...state, ...(detail === '' ? {} : { detail }) }
    },
  }
}
