/**
 * Personal WeChat by a puppet of Wechaty (protocol.md section F): hears all of its groups, at the account's own risk. One process of the
 * deployment holds the account. How addresses outlast a login: book.ts; what is done for the account's safety: pace.ts.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import type { Redis } from 'ioredis'
import { TryAgain } from '../../domain/errors.ts'
import { hour, minute } from '../../domain/time.ts'
import type { Channel, ChannelState, Hear, Incoming } from '../channel.ts'
import type { Limiter } from '../limiter.ts'
import { createBook, digest, type Entry } from './book.ts'
import { guardPuppets } from './guard.ts'
import { readMessage, type Said } from './incoming.ts'
import type { Wechaty, WechatyMessage, WechatyRoom } from './library.ts'
import { createLogin } from './login.ts'
import { createPace } from './pace.ts'
import { createReattaching, fileHelper, plainly } from './reattach.ts'
import { sendPiece } from './sending.ts'
import { createSession } from './session.ts'
import { createSharedState } from './shared.ts'
import { createTurn, type Lease } from './turn.ts'

export interface WechatyOptions {
  /** A new bot that was not started. */
  load(): Promise<Wechaty>
  redis: Redis
  limiter: Limiter
  lease: Lease
  log: { warn(fields: Record<string, unknown>, message: string): void; error(fields: Record<string, unknown>, message: string): void }
  now(): number
  role: 'web' | 'worker' | 'all'
  /** What the roster calls somebody, by their address. */
  nameOf(address: string): Promise<string | undefined>
  daily: number
  slowHours: number
  random?: (() => number) | undefined
  /** How often it is looked whether something is overdue, ms. */
  look?: number | undefined
  /** Makes the numbers of questions to the account's holder. */
  code?: (() => string) | undefined
}

/** How long hearing is tried again while Redis is away, ms: a puppet hands a message over once. */
const patience = 10 * minute
/** Where the account is another process's, when to ask again, ms. */
const elsewhere = 3_000
/** What is said about a room's state, at most so often, ms. */
const quiet = hour

const cutText = '这条消息没有收全（本协议会丢掉半角冒号加换行之后的内容），没有记录。请把内容写在一行里，或在冒号后不换行，再发一次。'
const waitsText = '账号重新登录过，本群正等管理账号的同志确认，确认前的话没有记录，请稍后再发。'

/** Whether something in a room looks as if it were said to the bot. */
const forBot = ({ text, toBot }: Said): boolean => toBot === true || /^\s*[/／]/.test(text)

export function createWechaty({ load, redis, limiter, lease, log, now, role, nameOf, daily, slowHours, random = Math.random, look, code }: WechatyOptions): Channel {
  let hear: Hear | undefined
  let began = now()
  let unguard = () => {}
  const counts = { mended: 0, cut: 0 }
  const told = new Map<string, number>()
  const lines = new Map<string, Promise<void>>()
  const book = createBook(redis)
  const login = createLogin(redis)
  const reattaching = createReattaching(book, nameOf, code)
  const pace = createPace({ limiter, daily, slowHours, random })

  const failed = (error: unknown, what: string) => log.warn({ what: `wechaty ${what}`, error: error instanceof Error ? error.name : 'unknown' }, 'the puppet failed')

  /** Until it works, as long as the channel runs and somebody may still wait for it. */
  async function insist<T>(work: () => Promise<T>): Promise<T> {
    for (let tries = 0, until = performance.now() + patience; ; tries++) {
      try {
        return await work()
      } catch (error) {
        if (!hear || performance.now() > until) throw error
        await sleep(Math.min(250 * 2 ** tries, minute / 2))
      }
    }
  }

  const tellRoom = async (room: WechatyRoom, text: string) => {
    if (now() - (told.get(room.id) ?? -Infinity) < quiet) return
    told.set(room.id, now())
    await room.say(plainly(text))
  }

  /** Notes what somebody can be known by after another login. */
  const note = async ({ talker, room }: Said, at: number) => {
    if (room) await book.note(room.id, { kind: 'room', topic: digest(await room.topic()), seen: at })
    const rooms = room ? { [book.addressOf(room.id)]: digest((await room.alias(talker).catch(() => undefined)) ?? '') } : {}
    const known: Entry = { kind: 'person', name: digest(talker.name()), rooms, seen: at }
    await book.note(talker.id, known)
  }

  const take = async (message: WechatyMessage, bot: Wechaty): Promise<void> => {
    if (message.talker().id === bot.puppet.currentUserId) {
      if (!message.room() && message.listener()?.id === fileHelper && message.date().getTime() >= began - 1000) await reattaching.answer(message.text(), bot)
      return
    }
    const said = await readMessage(message, bot, { began, now: now() })
    if (!said || !hear) return
    const { talker, room, state, ...rest } = said
    if (state === 'cut') {
      counts.cut += 1
      if (room && forBot(said)) await tellRoom(room, cutText)
      return
    }
    if (room && (await reattaching.waits(room, bot, now()))) {
      if (forBot(said)) await tellRoom(room, waitsText)
      return
    }
    if (state === 'mended') counts.mended += 1
    const incoming: Incoming = { ...rest, channel: 'wechaty', sender: book.addressOf(talker.id), ...(room ? { group: book.addressOf(room.id) } : {}) }
    const outcome = await insist(async () => hear?.(incoming))
    if (outcome === 'heard' || outcome === 'duplicate') await insist(() => note(said, rest.at))
  }

  /** One after another in each conversation, as they were said. */
  const inLine = (message: WechatyMessage, bot: Wechaty) => {
    const at = message.room()?.id ?? message.talker().id
    const next = (lines.get(at) ?? Promise.resolve()).then(() => take(message, bot)).catch((error: unknown) => {
      log.error({ what: 'wechaty', error: error instanceof Error ? error.name : 'unknown' }, 'a message could not be heard')
    }).then(() => void (lines.get(at) === next && lines.delete(at)))
    lines.set(at, next)
  }

  const session = createSession({
    load, now, look, failed,
    message: inLine,
    loggedIn: (bot, fresh) => insist(async () => {
      await book.open(bot.puppet.currentUserId, now())
      await login.note(fresh, now())
      reattaching.reset()
    }),
  })
  const ownState = (): ChannelState => {
    const { detail, ...rest } = session.state()
    const more = [
      detail,
      pace.full(now()),
      reattaching.waiting() > 0 ? `${reattaching.waiting()}个群等管理账号的同志在“文件传输助手”里确认` : undefined,
      counts.mended > 0 ? `${counts.mended}条消息被协议在冒号换行处截断，已按原文补全` : undefined,
      counts.cut > 0 ? `${counts.cut}条消息没有收全，没有记录` : undefined,
    ].filter((one) => one !== undefined)
    return { ...rest, ...(more.length > 0 ? { detail: more.join('；') } : {}) }
  }
  const shared = createSharedState(redis, now)
  const turn = createTurn({
    lease, look, candidate: role !== 'web', begin: () => session.start(), end: () => session.stop(),
    each: () => (turn.ours() ? shared.write(ownState()) : shared.read()),
  })

  return {
    id: 'wechaty',
    platform: 'wechaty',
    can: { hear: 'all', push: { groups: true, people: true }, mention: true, maxBytes: 6000 },
    async start(ear) {
      hear = ear
      began = now()
      unguard = guardPuppets((error) => session.fault(error, 'uncaught'))
      turn.start()
    },
    async room(_to, at) {
      if (!turn.ours()) return elsewhere
      // Without an account there is nothing to take a place for: sending says so.
      return session.bot() ? pace.room(at, login.at()) : 0
    },
    async send(piece) {
      const bot = session.bot()
      if (!bot) throw new TryAgain('微信账号没有登录')
      return sendPiece(piece, bot, book)
    },
    state: () => (turn.ours() ? ownState() : shared.elsewhere()),
    async stop() {
      hear = undefined
      const mine = turn.ours()
      await turn.stop()
      if (mine) await shared.write(ownState()).catch(() => {})
      unguard()
    },
  }
}
