/** 自建应用: private chats with the app, personal reminders, a menu (protocol.md sections A and D). */
import type { Router } from '@koa/router'
import type { Redis } from 'ioredis'
import { Refused } from '../../domain/errors.ts'
import { hour, minute } from '../../domain/time.ts'
import type { Channel, Hear, Outgoing } from '../channel.ts'
import { oneReceiver } from '../everybody.ts'
import type { Limiter } from '../limiter.ts'
import type { WecomAnswer, WecomApi } from '../wecom/api.ts'
import { callbackRouter, type Envelope } from '../wecom/callback.ts'
import { BadCallback, createWecomCrypto } from '../wecom/crypto.ts'
import { spellErrcode } from '../wecom/errcodes.ts'
import { readXml, type XmlTree } from '../wecom/xml.ts'
import { pieceKey, refusesCard } from '../wecom/cardBook.ts'
import { cardOf, type Card } from '../wecom/cards.ts'
import { readAppCall } from './incoming.ts'
import { makeMenu, type MenuCommand, type NoMenu } from './menu.ts'
import { createAppOAuth, type AppOAuth } from './oauth.ts'
import { createAppApi } from './token.ts'

/** Messages to one member; what is over these vanishes without an error. */
const limits = [{ count: 30, per: minute }, { count: 1000, per: hour }]

/** XML, whose elements hold CDATA; a text of ours in it never holds its end. */
const xmlEnvelope: Envelope = {
  open(body) {
    const encrypted = readXml(body)['Encrypt']
    if (typeof encrypted !== 'string') throw new BadCallback('there is no ciphertext', -40002)
    return encrypted
  },
  seal: ({ encrypted, signature, timestamp, nonce }) => ({
    type: 'text/xml',
    body: `<xml><Encrypt><![CDATA[${encrypted}]]></Encrypt><MsgSignature><![CDATA[${signature}]]></MsgSignature><TimeStamp>${timestamp}</TimeStamp><Nonce><![CDATA[${nonce.replaceAll(']]>', '')}]]></Nonce></xml>`,
  }),
}

/** Whether an answer names somebody there. */
const names = (answer: WecomAnswer, field: string): boolean => typeof answer[field] === 'string' && answer[field] !== ''

const textReply = (xml: XmlTree, text: string, now: number): string => {
  const part = (name: string) => `<![CDATA[${String(xml[name] ?? '').replaceAll(']]>', '')}]]>`
  return `<xml><ToUserName>${part('FromUserName')}</ToUserName><FromUserName>${part('ToUserName')}</FromUserName><CreateTime>${Math.floor(now / 1000)}</CreateTime><MsgType><![CDATA[text]]></MsgType><Content><![CDATA[${text.replaceAll(']]>', '')}]]></Content></xml>`
}

export interface AppOptions {
  corpId: string
  agentId: number
  secret: string
  token: string
  aesKey: string
  api: WecomApi
  redis: Redis
  limiter: Limiter
  log: { warn(fields: Record<string, unknown>, message: string): void }
  now(): number
  welcome(): Promise<string>
  /** Where people log in to pages: WeCom's own is https://open.weixin.qq.com. */
  oauthBase: string
  /** The commands most used, for the menu. */
  menu: readonly MenuCommand[]
  /** How often it is looked whether what failed works again, ms. */
  look?: number
}

export function createWecomApp({ corpId, agentId, secret, token, aesKey, api, redis, limiter, log, now, welcome, oauthBase, menu, look = minute }: AppOptions): { channel: Channel; router: Router; oauth: AppOAuth } {
  let hear: Hear | undefined
  let noMenu: NoMenu | undefined
  let timer: NodeJS.Timeout | undefined
  const app = createAppApi({ redis, api, corpId, agentId, secret, now })

  const router = callbackRouter({
    path: '/callback/wecom/app',
    crypto: createWecomCrypto({ token, aesKey, receiveId: corpId }),
    envelope: xmlEnvelope,
    settings: { token: 'WECOM_APP_TOKEN', aesKey: 'WECOM_APP_AES_KEY' },
    log,
    now,
    async take(plain) {
      const xml = readXml(plain)
      const call = readAppCall(xml)
      if (!hear) throw new Error('the channel was not started')
      if (call?.sort === 'entered') return xml['Event'] === 'subscribe' ? textReply(xml, await welcome(), now()) : undefined
      if (call) await hear(call.message)
      // The card loses its buttons; that it does is no condition for what was tapped.
      if (call?.sort === 'tap') void update(call.message.sender, call.code)
      return undefined
    },
  })
  const update = async (userid: string, code: string): Promise<void> => {
    await app.call({ path: '/cgi-bin/message/update_template_card', body: { userids: [userid], agentid: agentId, response_code: code, button: { replace_name: '已收到' } } }).catch(() => {})
  }
  const sendOne = async (person: string, body: object): Promise<string | undefined> => {
    const answer = await app.call({ path: '/cgi-bin/message/send', body: { touser: person, agentid: agentId, ...body } })
    // With one receiver whoever is left out is the whole of it, though the errcode is 0.
    if (names(answer, 'invaliduser')) throw new Refused(spellErrcode(81_013), 81_013)
    if (names(answer, 'unlicenseduser')) throw new Refused('成员没有激活接口许可，收不到应用消息', 0)
    return typeof answer['msgid'] === 'string' ? answer['msgid'] : undefined
  }
  const sendCard = (person: string, card: Card) => sendOne(person, { msgtype: 'template_card', template_card: card })
  const room = (person: string, at: number) => limiter(`wecomApp|${person.toLowerCase()}`, limits, at)
  /** After its text: who cannot tap can still type. */
  const sendCardAfter = async (person: string, card: Card): Promise<void> => {
    if ((await room(person, now())) > 0) return
    await sendCard(person, card).catch((error: Error) => log.warn({ channel: 'wecomApp', error: error.message }, '按钮没有发出'))
  }
  const personOf = (to: Outgoing['to']): string => {
    if (!('person' in to)) throw new Error('an app reaches people alone')
    return oneReceiver(to.person)
  }
  const setMenu = async () => void (noMenu = await makeMenu({ app, agentId, redis, menu }))
  /** Nobody else would ask whether WeCom is back. */
  const mend = async (): Promise<void> => {
    if (!app.contact().up) await app.call({ path: '/cgi-bin/getcallbackip' }).catch(() => {})
    if (app.contact().up && noMenu?.passes) await setMenu()
  }
  const channel: Channel = {
    id: 'wecomApp',
    platform: 'wecom',
    can: { hear: 'private', push: { groups: false, people: true }, mention: false, maxBytes: 2048 },
    async start(ear) {
      hear = ear
      void setMenu()
      timer = setInterval(() => void mend(), look)
    },
    room: (to, at) => room(personOf(to), at),
    async send(piece) {
      const { text, to, actions = [] } = piece
      const person = personOf(to)
      const made = cardOf(pieceKey(piece, text), actions, text)
      if (made?.whole) {
        try {
          return { ref: await sendCard(person, made.card) }
        } catch (error) {
          if (!refusesCard(error)) throw error
        }
      }
      const ref = await sendOne(person, { msgtype: 'text', text: { content: text } })
      if (made && !made.whole) await sendCardAfter(person, made.card)
      return { ref }
    },
    state: () => ({ ...app.contact(), detail: app.contact().detail ?? noMenu?.why }),
    async stop() {
      clearInterval(timer)
      hear = undefined
    },
  }
  return { channel, router, oauth: createAppOAuth({ app, base: oauthBase, corpId, agentId }) }
}
