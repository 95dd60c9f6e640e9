/** 智能机器人 by long connection: one process of all holds it, all send through it (protocol.md section B). */
import type { Redis } from 'ioredis'
import { TryAgain } from '../../domain/errors.ts'
import { borders, withoutTables } from '../../domain/table.ts'
import { day } from '../../domain/time.ts'
import type { Channel, Hear, Outgoing } from '../channel.ts'
import type { Limiter } from '../limiter.ts'
import { markdownOf } from '../markdown.ts'
import { demandOk, type WecomAnswer, type WecomCall } from '../wecom/api.ts'
import { createOpenIds } from '../wecom/openIds.ts'
import { createCardBook, pieceKey, refusesCard } from '../wecom/cardBook.ts'
import { cardOf, type Card } from '../wecom/cards.ts'
import { botLimits } from './limits.ts'
import { openConnection, usualTiming, type BotAccount, type Timing } from './connection.ts'
import { createGaps } from './gaps.ts'
import { createHealth } from './health.ts'
import { createHearing, type Hearing } from './hearing.ts'
import { standForLeader, type Leadership } from './leader.ts'
import { createLine, usualPauses, type Pauses } from './line.ts'
import { createRelay, type Outcome, type Relay, type Request } from './relay.ts'
import { createTransmit, streamLife } from './transmit.ts'
import { botBytes, longestPiece, withNames } from './words.ts'

/** Not subscribed any more, without having been told. */
const unsubscribed = 846_609
/** What a message may still take once it is begun, ms: the SDK waits 5 s for an answer, twice when a way back is over. */
const sendingTakes = 7_000

/** Pings that go without an answer until a connection is given up. */
const unansweredPings = 3

export interface WecomBotOptions {
  account: BotAccount
  redis: Redis
  limiter: Limiter
  log: { info(fields: Record<string, unknown>, message: string): void; warn(fields: Record<string, unknown>, message: string): void }
  now(): number
  /** Whether this process may hold the connection. */
  candidate: boolean
  welcome(): Promise<string>
  /** What somebody is called, by id on the platform. */
  nameOf(userid: string): Promise<string | undefined>
  /** A call in the name of the corp's app, which can convert ids; undefined where there is none. */
  appCall?: ((call: WecomCall) => Promise<WecomAnswer>) | undefined
  /** How long a lease outlives a leader, ms. */
  lease?: number
  pauses?: Pauses
  timing?: Timing
}

const chatOf = (to: Outgoing['to']) => ('group' in to ? ({ chatid: to.group, chat_type: 2 } as const) : ({ chatid: to.person, chat_type: 1 } as const))

export function createWecomBot(options: WecomBotOptions): Channel {
  const { account, redis, limiter, log, now, candidate, welcome, nameOf, appCall, lease = 5000, pauses = usualPauses, timing = usualTiming } = options
  const prefix = `tx:{~channels}:bot:${account.id}:`
  const cards = createCardBook({ redis, prefix, nameOf })
  let hearing: Hearing | undefined
  let leadership: Leadership | undefined
  let relay: Relay | undefined
  let watch: NodeJS.Timeout | undefined
  /** The term in which the connection came up. */
  let upTerm: number | undefined

  const ids = createOpenIds({ redis, prefix, call: appCall, known: async (userid) => (await nameOf(userid)) !== undefined, now })
  const gaps = createGaps({ redis, prefix, now, blind: unansweredPings * timing.heartbeat })
  const unnoted = (error: Error) => log.warn({ channel: 'wecomBot', error: error.message }, '断线时段没有记下')

  const leads = () => leadership?.leads() ?? false
  const publish = () => {
    if (leads()) void health.publish().catch(() => {})
  }
  const line = createLine({
    open: (ears) => openConnection(account, ears, timing),
    frame(frame) {
      gaps.alive()
      hearing?.take(frame)
    },
    changed(state) {
      log.info({ channel: 'wecomBot', up: state.up }, state.detail ?? '长连接状态')
      publish()
      if (!state.up) return
      void gaps.up().then(publish, unnoted)
      upTerm = leadership?.term()
      void relay?.serve()
    },
    lost: (silent) => void (leads() && gaps.lost(silent).catch(unnoted)),
    unreachable: () => void letOthersTry(),
    wasOurs: () => leads() && leadership?.term() !== upTerm,
    now,
    pauses,
  })
  /** Redis is reached from here and WeCom is not: a standby may stand where the network is better. */
  async function letOthersTry(): Promise<void> {
    if (!(await leadership?.giveWay(pauses.rest))) return
    log.warn({ channel: 'wecomBot' }, '连不上企业微信，让给另一进程试')
    await relay?.stepDown()
  }
  const health = createHealth({ redis, prefix, life: 3 * lease, now, state: line.state, gap: gaps.last, trouble: ids.trouble })
  /** Never sends once the lease may be another's. */
  const sendAsLeader: typeof line.send = async (...frame) => {
    if (!leads()) throw new TryAgain('长连接已交给另一进程')
    const errcode = await line.send(...frame)
    if (errcode === unsubscribed) line.renew()
    else gaps.alive()
    return errcode
  }
  const transmit = createTransmit({ redis, prefix, send: sendAsLeader, now })

  async function asLeader(request: Request, left: number): Promise<Outcome> {
    if (left < sendingTakes || !(await line.ready(left - sendingTakes))) return { lost: line.state().detail ?? '长连接没有连上' }
    return transmit(request)
  }

  /** Has a message sent by whoever leads. Throws TryAgain or Refused. */
  async function sendOne(request: Request): Promise<void> {
    if (!relay) throw new TryAgain('通道没有启动')
    const outcome = leads() ? await asLeader(request, 3 * sendingTakes) : await relay.ask(request)
    if ('lost' in outcome) throw new TryAgain(outcome.lost)
    if (outcome.errcode === unsubscribed) throw new TryAgain('长连接刚被顶替，正在重连', undefined, unsubscribed)
    demandOk(outcome)
  }

  async function sendCard(request: Request, card: Card, to: Outgoing['to']): Promise<void> {
    await cards.keep(card, to)
    await sendOne({ ...request, body: { msgtype: 'template_card', template_card: card } })
  }

  const room: NonNullable<Channel['room']> = (to, at) => limiter(`wecomBot|${chatOf(to).chatid}`, botLimits, at)

  /** After its text: who cannot tap can still type. */
  async function sendCardAfter(request: Request, card: Card, piece: Outgoing): Promise<void> {
    if ((await room(piece.to, now())) > 0) return
    await sendCard({ ...request, key: `${request.key}#card`, reply: undefined }, card, piece.to).catch((error: Error) => log.warn({ channel: 'wecomBot', error: error.message }, '按钮没有发出'))
  }

  return {
    id: 'wecomBot',
    platform: 'wecom',
    can: { hear: 'mentioned', push: { groups: true, people: true }, mention: false, tables: true, maxBytes: longestPiece, bytes: botBytes },
    async start(hear: Hear) {
      const failed = (what: string, error: unknown) => log.warn({ channel: 'wecomBot', at: what, error: error instanceof Error ? error.message : String(error) }, '长连接处理失败')
      hearing = createHearing({ hear, now, send: sendAsLeader, welcome, plain: ids.plain, tapped: cards.tapped, failed })
      relay = createRelay({ redis, prefix, leads, handle: asLeader, steppedDown: () => void leadership?.look() })
      if (candidate) {
        leadership = standForLeader({
          redis, key: `${prefix}leader`, ms: lease,
          gained: () => line.start(),
          lost: () => line.stop(),
          beat() {
            publish()
            if (line.state().up) void gaps.beat().catch(() => {})
            void relay?.serve()
          },
        })
      }
      const look = () => void health.look().catch(() => {})
      look()
      watch = setInterval(look, lease / 2)
    },
    room,
    async send(piece) {
      const whole = withNames(piece)
      const text = withoutTables(whole)
      const fresh = (piece.reply?.until ?? 0) - day + streamLife
      const body = { msgtype: 'markdown', markdown: { content: markdownOf(text) } }
      const key = pieceKey(piece, text)
      const to = 'person' in piece.to ? { person: await ids.sealed(piece.to.person) } : piece.to
      const request: Request = { key, ...chatOf(to), body, ...(piece.reply ? { reply: { reqId: piece.reply.handle, fresh, ...(borders(whole) > 0 ? { content: markdownOf(whole) } : {}) } } : {}) }
      const made = cardOf(key, piece.actions ?? [], text)
      if (made?.whole) {
        try {
          await sendCard(request, made.card, piece.to)
          return {}
        } catch (error) {
          if (!refusesCard(error)) throw error
        }
      }
      await sendOne(request)
      if (made && !made.whole) await sendCardAfter(request, made.card, piece)
      return {}
    },
    state: () => (leads() || line.state().up || !watch ? health.own() : health.elsewhere()),
    async stop() {
      clearInterval(watch)
      watch = undefined
      line.stop()
      await hearing?.drain(1500)
      await leadership?.stop()
      leadership = undefined
      await relay?.stepDown()
      relay?.stop()
      relay = undefined
    },
  }
}
