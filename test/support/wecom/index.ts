/**
 * A fake WeCom (企业微信) on loopback sockets, for tests and for `npm run fake-wecom`. It speaks the documented protocol over real HTTP
 * and WebSocket, with its own cipher, and takes nothing from the product.
 *
 *     const wecom = await startFakeWecom({ corp: { members: { wangmin: '王敏' }, groups: [{ name: '中河街道工作群' }] } })
 *     start the product with { ...wecom.env() }
 *     await wecom.subscribed()                                        // the product is on the long connection
 *     const answer = await wecom.ask({ group: '中河街道工作群', from: 'wangmin', at: true, text: '/帮助' })
 *     wecom.chat('中河街道工作群')                                    // all that the group shows
 *     await wecom.tap(answer, 'agree', 'wangmin')                     // a button of a card
 *     wecom.fault({ on: 'aibot_send_msg', effect: { errcode: 846607 }, chat: wecom.group('中河街道工作群').chatid })
 *     await wecom.stop()
 *
 * A bot hears in a group only what mentions it: `at: true` puts its mention in front. `rules` holds every limit and life in ms; `now`
 * is the clock they are counted by, while deadlines on sockets (answerMs, handshakeMs, retryAfterMs, pollMs) run by the real clock.
 * For callbacks plan `bots: [{ mode: 'url', url }]` and `app: { url }`, or set `wecom.corp.app.url` once the product listens.
 */
import { createAppEars } from './appEars.ts'
import { botCommands } from './botCommands.ts'
import type { Request } from './botCommands.ts'
import { createBotEars } from './botEars.ts'
import { deliver, handshake } from './callback.ts'
import type { Delivered } from './callback.ts'
import type { MenuEntry } from './api/people.ts'
import type { Message } from './chatLog.ts'
import { botOf, findGroup, findMember } from './corp.ts'
import type { Corp, CorpPlan, Group } from './corp.ts'
import type { Fault } from './faults.ts'
import { serve } from './http.ts'
import type { Routes } from './http.ts'
import { listen } from './listen.ts'
import { createMembers } from './members.ts'
import type { Members, Say } from './members.ts'
import { createRoutes } from './routes.ts'
import type { Rules } from './rules.ts'
import { createSockets } from './socket.ts'
import { uploadCommands } from './uploads.ts'
import { createWorld, spokenKey } from './world.ts'
import type { Exchange } from './world.ts'
import { envOf } from './env.ts'

export type { Message } from './chatLog.ts'
export type { Corp, CorpPlan } from './corp.ts'
export type { Effect, Fault } from './faults.ts'
export type { Say, Said } from './members.ts'
export type { Exchange } from './world.ts'

export interface FakeOptions {
  corp?: CorpPlan
  rules?: Partial<Rules>
  /** ms; the real clock without it. */
  now?: () => number
  /** 0, the default, lets the system choose. */
  port?: number
  /** More routes, such as a page to look at. */
  routes?: (wecom: FakeWecom) => Routes
}

export interface FakeWecom extends Members {
  /** WECOM_API_BASE */
  apiBase: string
  /** WECOM_WS_URL */
  wsUrl: string
  /** Who is there; may be changed while it runs. */
  corp: Corp
  rules: Rules
  /** What the product is started with, for the bot or the app alone if so named. */
  env(part?: 'bot' | 'app'): Record<string, string>
  /** A group by name or chatid. Throws an Error where there is none. */
  group(name: string): Group
  /** Address of a group's robot, as members copy it. */
  webhook(group: string): string
  /** What a group (name or chatid) shows, or a member's single chats with bots and the app (userid); recalled messages are left out. */
  chat(place: string): Message[]
  /** What all chats show, in the order in which it was said. */
  messages(): Message[]
  /** As if somebody had spoken to the bot there before: it may push (B5). */
  introduce(place: string, bot?: string): void
  /** Waits until `look` finds something in a chat (anything but undefined and false). Rejects after `ms`, 30 000 without it, with what the chat shows. */
  until<T>(place: string, look: (messages: Message[]) => T | undefined | false, ms?: number): Promise<T>
  /** Says something and waits for the first finished message of a bot, app or robot that follows in that chat. */
  ask(words: Say, ms?: number): Promise<Message>
  /** Resolves when the bot has subscribed `times` times in all, once without it, and is connected. */
  subscribed(times?: number, bot?: string): Promise<void>
  connected(bot?: string): boolean
  /** Throws the bot's connection out with disconnected_event, as another subscription does. */
  kick(bot?: string): void
  /** Breaks all long connections without a word. */
  drop(): void
  /** Switches a fault on; answers how to lift it. */
  fault(fault: Fault): () => void
  /** While true nothing can connect. */
  unreachable(yes: boolean): void
  /** Bytes of a file that a bot has uploaded. */
  uploaded(mediaId: string): Buffer | undefined
  /** Ends all access tokens before their time; calls with them get this errcode. */
  endTokens(errcode?: 40014 | 42001): void
  /** A code of a log-in by OAuth, for one use within five minutes. Who is no member comes as an outsider. */
  oauthCode(userid: string): string
  /** Who is in the client when the authorize page (apiBase/connect/oauth2/authorize) is opened. */
  signIn(userid: string | undefined): void
  /** The app's menu as the product made it. */
  menu(): MenuEntry[]
  /** The handshake that WeCom makes when a callback's address is saved. */
  verify(whose: 'bot' | 'app'): Promise<{ ok: boolean; status: number; body: string }>
  /** Posts any plaintext, signed and encrypted as a callback, once. */
  post(whose: 'bot' | 'app', plain: string): Promise<Delivered>
  /** Sends the bot any body on its connection, as a message. */
  push(body: Record<string, unknown>, bot?: string): boolean
  /** Calls and frames of the product with their answers, oldest first; of one path or command if named. */
  exchanges(on?: string): Exchange[]
  stop(): Promise<void>
}

/** Starts it. What goes wrong inside the fake, or cannot be read by it, is thrown by `stop`. */
export async function startFakeWecom(options: FakeOptions = {}): Promise<FakeWecom> {
  const { world, end } = createWorld(options)
  const { corp, log } = world
  const requests = new Map<string, Request>()
  const sockets = createSockets(world, { ...botCommands(world, requests), ...uploadCommands(world) })
  const app = createAppEars(world)
  const members = createMembers(world, createBotEars(world, sockets, requests), app)
  const { routes, tokens, people } = createRoutes(world)
  const listening = await listen(options.port ?? 0, {
    request: (request, response) => serve(world, routes, request, response),
    upgrade: sockets.upgrade,
    complain: (error) => void world.complaints.push(error),
  })
  world.base = `http://127.0.0.1:${listening.port}`
  const target = (whose: 'bot' | 'app') => (whose === 'app' ? app.target() : { ...botOf(corp), receiveId: '' })

  const wecom: FakeWecom = {
    ...members,
    apiBase: world.base,
    wsUrl: `ws://127.0.0.1:${listening.port}`,
    corp,
    rules: world.rules,
    env: (part) => envOf(world, part),
    group(name) {
      const group = findGroup(corp, name)
      if (!group) throw new Error(`the corp has no group ${name}`)
      return group
    },
    webhook: (group) => `${world.base}/cgi-bin/webhook/send?key=${wecom.group(group).robot}`,
    chat(place) {
      const chat = findGroup(corp, place)?.chatid ?? findMember(corp, place)
      if (chat === undefined) throw new Error(`the corp has neither a group nor a member ${place}`)
      return log.all().filter((message) => message.chat === chat && !message.recalled)
    },
    messages: () => log.all().filter(({ recalled }) => !recalled),
    introduce: (place, bot) => void world.spoken.set(spokenKey(botOf(corp, bot).id, findGroup(corp, place)?.chatid ?? place), world.now()),
    until: (place, look, ms = 30_000) => log.until(() => look(wecom.chat(place)) || undefined, ms, () => `in vain, ${place} shows: ${shown(wecom.chat(place))}`),
    async ask(words, ms) {
      const before = log.all().length
      await members.say(words)
      const isAnswer = (message: Message) => message.finished && !('member' in message.by) && log.all().indexOf(message) > before
      return wecom.until(words.group ?? words.from, (messages) => messages.find(isAnswer), ms)
    },
    async subscribed(times = 1, bot) {
      const is = () => sockets.subscribed(botOf(corp, bot)) >= times && sockets.connected(botOf(corp, bot))
      await log.until(() => is() || undefined, 30_000, () => `the bot has subscribed ${sockets.subscribed(botOf(corp, bot))} times, not ${times}`)
    },
    connected: (bot) => sockets.connected(botOf(corp, bot)),
    kick: (bot) => sockets.kick(botOf(corp, bot)),
    drop: () => sockets.drop(),
    fault: (fault) => world.faults.add(fault),
    unreachable(yes) {
      if (yes) sockets.drop()
      listening.unreachable(yes)
    },
    uploaded: (mediaId) => world.uploads.get(mediaId)?.bytes,
    endTokens: (errcode = 42001) => tokens.end(errcode),
    oauthCode: (userid) => people.code(userid),
    signIn: (userid) => people.signIn(userid),
    menu: () => people.menu(),
    verify: (whose) => handshake(world, target(whose)),
    post: (whose, plain) => deliver(world, target(whose), plain, true),
    push: (body, bot) => sockets.push(botOf(corp, bot), 'aibot_msg_callback', `REQ${world.next()}`, body),
    exchanges: (on) => world.exchanges.filter((exchange) => on === undefined || exchange.on === on),
    async stop() {
      end()
      sockets.drop()
      await listening.close()
      if (world.complaints.length > 0) throw new AggregateError(world.complaints, `the fake WeCom complains: ${world.complaints.map(String).join('; ')}`)
    },
  }
  Object.assign(routes, options.routes?.(wecom))
  return wecom
}

const shown = (messages: readonly Message[]): string => JSON.stringify(messages.slice(-5).map(({ by, kind, text, finished }) => ({ by, kind, text, finished })), null, 1)
