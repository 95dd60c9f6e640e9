/** 智能机器人 by URL callback: hears what mentions it, answers once within the hour by `response_url`, and cannot speak unasked (protocol.md sections A, B1, B4). */
import { z } from 'zod'
import type { Router } from '@koa/router'
import { Refused } from '../../domain/errors.ts'
import { hour, minute } from '../../domain/time.ts'
import type { Channel, Hear } from '../channel.ts'
import type { Limiter } from '../limiter.ts'
import { demandOk, type WecomApi } from '../wecom/api.ts'
import { callbackRouter, type Envelope } from '../wecom/callback.ts'
import { createWecomCrypto } from '../wecom/crypto.ts'
import { readBotCall } from './incoming.ts'
import { botLimits } from './limits.ts'
import { botBytes, longestMarkdown, markdownOf } from './words.ts'

const sealed = z.union([z.object({ encrypt: z.string() }), z.object({ Encrypt: z.string() }).transform(({ Encrypt }) => ({ encrypt: Encrypt }))])

/** JSON, whose keys are spelled in more than one way. */
export const jsonEnvelope: Envelope = {
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

export interface BotCallbackOptions {
  token: string
  aesKey: string
  api: WecomApi
  /** Base of the interface: a way back must lead there and nowhere else. */
  apiBase: string
  limiter: Limiter
  now(): number
  welcome(): Promise<string>
}

export function createBotCallback({ token, aesKey, api, apiBase, limiter, now, welcome }: BotCallbackOptions): { channel: Channel; router: Router } {
  let hear: Hear | undefined
  const home = new URL(apiBase).origin
  const replyOf = (url: string | undefined, at: number) => (url !== undefined && URL.canParse(url) && new URL(url).origin === home ? { handle: url, until: at + replyLife } : undefined)
  const router = callbackRouter({
    path: '/callback/wecom/bot',
    crypto: createWecomCrypto({ token, aesKey, receiveId: '' }),
    envelope: jsonEnvelope,
    now,
    async take(plain) {
      const call = readBotCall(JSON.parse(plain), now(), ({ response_url: url }, at) => replyOf(url, at))
      if (!hear) throw new Error('the channel was not started')
      if (call?.sort === 'message' || call?.sort === 'tap') await hear(call.message)
      return call?.sort === 'entered' ? JSON.stringify({ msgtype: 'text', text: { content: await welcome() } }) : undefined
    },
  })
  const channel: Channel = {
    id: 'wecomBot',
    platform: 'wecom',
    can: { hear: 'mentioned', push: { groups: false, people: false }, mention: false, maxBytes: longestMarkdown, bytes: botBytes },
    async start(ear) {
      hear = ear
    },
    room: (to, at) => limiter(`wecomBot|${'group' in to ? to.group : to.person}`, botLimits, at),
    async send({ text, reply }) {
      if (!reply) throw new Refused('回调方式只能应答，不能主动发')
      const { pathname, searchParams } = new URL(reply.handle)
      demandOk(await api({ path: pathname, query: Object.fromEntries(searchParams), body: { msgtype: 'markdown', markdown: { content: markdownOf(text) } } }))
      return {}
    },
    async stop() {
      hear = undefined
    },
  }
  return { channel, router }
}
