/** 智能机器人 by URL callback: hears what mentions it, answers once within the hour by `response_url`, and cannot speak unasked (protocol.md sections A, B1, B4). */
import { setTimeout as sleep } from 'node:timers/promises'
import type { Redis } from 'ioredis'
import { z } from 'zod'
import type { Router } from '@koa/router'
import { Refused } from '../../domain/errors.ts'
import { day, dayOf, hour, minute } from '../../domain/time.ts'
import type { Channel, Hear, Incoming } from '../channel.ts'
import type { Limiter } from '../limiter.ts'
import { markdownOf } from '../markdown.ts'
import type { WecomAnswer, WecomApi, WecomCall } from '../wecom/api.ts'
import { callbackRouter, type Envelope } from '../wecom/callback.ts'
import { createWecomCrypto } from '../wecom/crypto.ts'
import { createOpenIds } from '../wecom/openIds.ts'
import type { Reach } from '../wecom/reach.ts'
import { createCardBook, pieceKey, refusesCard } from '../wecom/cardBook.ts'
import { cardChange, cardOf } from '../wecom/cards.ts'
import { readBotCall, type BotCall } from './incoming.ts'
import { insist } from './insist.ts'
import { botLimits } from './limits.ts'
import { createOneAnswer } from './oneAnswer.ts'
import { botBytes, longestPiece, withNames } from './words.ts'

const sealed = z.union([z.object({ encrypt: z.string() }), z.object({ Encrypt: z.string() }).transform(({ Encrypt }) => ({ encrypt: Encrypt }))])

/** JSON, whose keys are spelled in more than one way. */
const jsonEnvelope: Envelope = {
  open(body) {
    const read = sealed.safeParse(JSON.parse(body))
    if (!read.success) throw new SyntaxError('there is no ciphertext')
    return read.data.encrypt
  },
  seal: ({ encrypted, signature, timestamp, nonce }) => ({
    type: 'text/plain',
    body: JSON.stringify({ encrypt: encrypted, msgsignature: signature, timestamp: Number(timestamp), nonce }),
  }),
}

/** A way back is good for less than the hour, so that an answer on its way is not late. */
const replyLife = hour - minute
/** Longer than a message may be old and still be heard, ms. */
const hearable = 366 * day
/** WeCom waits 5 s for the answer to a tap or to whoever opens the chat, and never asks again; ms. */
const inTime = 4000

export interface BotCallbackOptions {
  token: string
  aesKey: string
  api: WecomApi
  /** Base of the interface: a way back must lead there and nowhere else. */
  apiBase: string
  redis: Redis
  limiter: Limiter
  log: { warn(fields: Record<string, unknown>, message: string): void }
  now(): number
  welcome(): Promise<string>
  /** What somebody is called, by id on the platform. */
  nameOf(userid: string): Promise<string | undefined>
  /** Whether WeCom answers; absent: it does. */
  reach?: Reach | undefined
  /** A call in the name of the corp's app, which can convert ids; undefined where there is none. */
  appCall?: ((call: WecomCall) => Promise<WecomAnswer>) | undefined
}

export function createBotCallback({ token, aesKey, api, apiBase, redis, limiter, log, now, welcome, nameOf, reach, appCall }: BotCallbackOptions): { channel: Channel; router: Router } {
  let hear: Hear | undefined
  const home = new URL(apiBase).origin
  const replyOf = (url: string | undefined, at: number) => (url !== undefined && URL.canParse(url) && new URL(url).origin === home ? { handle: url, until: at + replyLife } : undefined)
  // There is one bot by callback, and nothing tells its id.
  const prefix = 'tx:{~channels}:bot:callback:'
  const cards = createCardBook({ redis, prefix, nameOf })
  const ids = createOpenIds({ redis, prefix, call: appCall, known: async (userid) => (await nameOf(userid)) !== undefined, now })
  const answerOnce = createOneAnswer({ redis, prefix, api })
  const began = now()
  /** When a message without a time of its own was first signed, ms: repeats are known by id and day, and WeCom may repeat after midnight. */
  const firstSigned = async (id: string, at: number): Promise<number> => {
    const key = `${prefix}signed:${id}`
    const [, got] = (await redis.multi().set(key, at, 'PX', day, 'NX').get(key).exec()) ?? []
    const first = Number(got?.[1] ?? at)
    // Somebody may have recorded such a repeat: as long as it would be heard, it must be known for one.
    if (dayOf(first) !== dayOf(at)) await redis.pexpire(key, hearable)
    return first
  }
  const heard = async (message: Incoming): Promise<string> => {
    const sender = await ids.plain(message.sender)
    await hear?.({ ...message, sender })
    return sender
  }

  /** Heard as what the button says; the answer takes the buttons off the card for the one who tapped. */
  async function tap({ message, task }: Extract<BotCall, { sort: 'tap' }>): Promise<string | undefined> {
    const until = performance.now() + inTime
    const userid = await insist(() => heard(message), until)
    const change = task === undefined ? undefined : cards.tapped(task, message.text, userid).catch(() => undefined)
    const card = await Promise.race([change, sleep(Math.max(until - performance.now(), 0), undefined, { ref: false })])
    return card && JSON.stringify(cardChange(message.sender, card))
  }

  const router = callbackRouter({
    path: '/callback/wecom/bot',
    crypto: createWecomCrypto({ token, aesKey, receiveId: '' }),
    envelope: jsonEnvelope,
    settings: { token: 'WECOM_BOT_TOKEN', aesKey: 'WECOM_BOT_AES_KEY' },
    log,
    now,
    async take(plain, signedAt) {
      const call = readBotCall(JSON.parse(plain), signedAt, ({ response_url: url }, at) => replyOf(url, at))
      if (!hear) throw new Error('the channel was not started')
      if (call?.sort === 'message') {
        const { message } = call
        await heard(message.at === signedAt ? { ...message, at: await firstSigned(message.id, signedAt) } : message)
      }
      if (call?.sort === 'tap') return tap(call)
      return call?.sort === 'entered' ? JSON.stringify({ msgtype: 'text', text: { content: await insist(welcome, performance.now() + inTime) } }) : undefined
    },
  })
  const channel: Channel = {
    id: 'wecomBot',
    platform: 'wecom',
    can: { hear: 'mentioned', push: { groups: false, people: false }, mention: false, maxBytes: longestPiece, bytes: botBytes },
    async start(ear) {
      hear = ear
      void reach?.ask()
    },
    room: (to, at) => limiter(`wecomBot|${'group' in to ? to.group : to.person}`, botLimits, at),
    async send(piece) {
      if (!piece.reply) throw new Refused('回调方式只能应答，不能主动发')
      const { handle } = piece.reply
      const text = withNames(piece)
      const key = pieceKey(piece, text)
      const post = (body: object) => answerOnce(handle, key, body)
      const made = cardOf(key, piece.actions ?? [], text)
      // There is one answer: a card that does not hold all of the text would be all there is.
      if (made?.whole) {
        try {
          await cards.keep(made.card, piece.to)
          await post({ msgtype: 'template_card', template_card: made.card })
          return {}
        } catch (error) {
          if (!refusesCard(error)) throw error
        }
      }
      await post({ msgtype: 'markdown', markdown: { content: markdownOf(text) } })
      return {}
    },
    // It hears all the same.
    state() {
      const away = reach?.away()
      const said = [away && `应答发不出：${away.why}`, ids.trouble()].filter((one) => one !== undefined)
      return { up: true, since: began, detail: said.length === 0 ? undefined : said.join('；') }
    },
    async stop() {
      hear = undefined
    },
  }
  return { channel, router }
}
