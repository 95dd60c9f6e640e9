/** Keeps one connection up for as long as it is wanted: connects again with growing pauses, for ever, but never against another that took over. */
import { TryAgain } from '../../domain/errors.ts'
import { minute } from '../../domain/time.ts'
import type { ChannelState } from '../channel.ts'
import { spellErrcode } from '../wecom/errcodes.ts'
import type { Command, Connection, Ears, End, Frame } from './connection.ts'

export interface Pauses {
  /** After the first loss, ms; doubled with each further one up to `longest`. */
  first: number
  longest: number
  /** After five refused subscriptions, ms: the settings are wrong. */
  refused: number
  /** After too many subscriptions, ms. */
  tooOften: number
  /** After another connection of the same bot took over, ms: it is the administrator's to end one. */
  replaced: number
  /** After another process was let try in place of this one, ms. */
  rest: number
  /** A connection that held so long was a good one, ms: the next loss is a first one. */
  good: number
}

export const usualPauses: Pauses = { first: 1000, longest: 30_000, refused: 5 * minute, tooOften: minute, replaced: 30 * minute, rest: 5 * minute, good: 10_000 }

const mostRefusals = 5
/** Unanswered one after another, these say that nobody is there any more. */
const mostUnanswered = 2
const tooOften = 45_009

export interface Line {
  /** Begins; where it was thrown out before, it connects again. */
  start(): void
  stop(): void
  /** Ends the connection and makes another at once. */
  renew(): void
  state(): ChannelState
  /** Waits until it is up, at most `ms`; false at once where it will not be up soon. */
  ready(ms: number): Promise<boolean>
  /** As a connection's; throws TryAgain when there is none. */
  send: Connection['send']
}

export interface LineOptions {
  open(ears: Ears): Connection
  frame(frame: Frame): void
  /** Told of every change. */
  changed(state: ChannelState): void
  /** Told when a connection that was up is no more; `silent`: it may have been dead for a while. */
  lost?(silent: boolean): void
  /** Told of every further loss when nothing could be reached for many tries: another process may fare better. */
  unreachable?(): void
  /** Whether the one that took over was a process of ours that has let go again. */
  wasOurs?(): boolean
  now(): number
  pauses?: Pauses
}

export function createLine({ open, frame, changed, lost = () => {}, unreachable = () => {}, wasOurs = () => false, now, pauses = usualPauses }: LineOptions): Line {
  let wanted = false
  let connection: Connection | undefined
  let timer: NodeJS.Timeout | undefined
  let upSince: number | undefined
  let losses = 0
  let refusals = 0
  let unanswered = 0
  let state: ChannelState = { up: false, since: now() }
  /** It will take more than moments. */
  let hopeless = false
  let thrownOut = false
  const waiting = new Set<(up: boolean) => void>()

  const tell = (up: boolean, detail?: string) => {
    state = { up, since: up === state.up ? state.since : now(), ...(detail === undefined ? {} : { detail }) }
    if (up || hopeless) for (const resolve of waiting) resolve(up)
    changed(state)
  }

  /** How long to wait now and what to say about it. */
  function after(end: End): { pause: number; detail: string } {
    thrownOut = end.why === 'replaced' && !wasOurs()
    if (thrownOut) {
      hopeless = true
      return { pause: pauses.replaced, detail: '同一个机器人在别处连接，本服务已让出。请停掉另一处并重启本服务；不然半小时后再试' }
    }
    losses += 1
    const pause = Math.min(pauses.first * 2 ** (losses - 1), pauses.longest)
    if (end.why !== 'refused') {
      hopeless = losses > mostRefusals
      return { pause, detail: '连不上企业微信，正在重连' }
    }
    const why = `订阅被拒绝：${spellErrcode(end.errcode)}`
    if (end.errcode === tooOften) return { pause: Math.max(pause, pauses.tooOften), detail: why }
    refusals += 1
    hopeless = refusals >= mostRefusals
    return hopeless
      ? { pause: pauses.refused, detail: `${why}，已连续${refusals}次。请核对 WECOM_BOT_ID 和 WECOM_BOT_SECRET，改好后重启；每5分钟再试一次` }
      : { pause, detail: why }
  }

  function ended(end: End): void {
    if (upSince !== undefined) lost(end.why === 'lost' && end.silent === true)
    if (upSince !== undefined && now() - upSince >= pauses.good) losses = 0
    connection = undefined
    upSince = undefined
    const { pause, detail } = after(end)
    tell(false, detail)
    timer = setTimeout(connect, pause)
    if (end.why === 'lost' && hopeless) unreachable()
  }

  function connect(): void {
    timer = undefined
    thrownOut = false
    unanswered = 0
    connection = open({
      up() {
        upSince = now()
        refusals = 0
        hopeless = false
        tell(true)
      },
      frame,
      ended,
    })
  }

  function drop(): void {
    clearTimeout(timer)
    timer = undefined
    connection?.close()
    connection = undefined
    upSince = undefined
  }

  const line: Line = {
    start() {
      if (wanted && !thrownOut) return
      drop()
      wanted = true
      losses = 0
      refusals = 0
      hopeless = false
      tell(false, '正在连接企业微信')
      connect()
    },
    stop() {
      if (!wanted) return
      wanted = false
      drop()
      hopeless = true
      tell(false)
    },
    renew() {
      if (!wanted || upSince === undefined) return
      lost(true)
      drop()
      tell(false, '正在重连企业微信')
      connect()
    },
    state: () => state,
    async ready(ms) {
      if (upSince !== undefined || !wanted || hopeless) return upSince !== undefined
      return new Promise((resolve) => {
        const done = (up: boolean) => {
          clearTimeout(late)
          waiting.delete(done)
          resolve(up)
        }
        const late = setTimeout(done, ms, false)
        waiting.add(done)
      })
    },
    async send(...frameOut: [Command, string, object]) {
      if (!connection || upSince === undefined) throw new TryAgain('长连接没有连上')
      const used = connection
      try {
        const errcode = await used.send(...frameOut)
        unanswered = 0
        return errcode
      } catch (error) {
        unanswered += 1
        if (unanswered >= mostUnanswered && used === connection) line.renew()
        throw error
      }
    },
  }
  return line
}
