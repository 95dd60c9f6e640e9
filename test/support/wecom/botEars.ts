/** Brings messages and events to a bot, by the connection or by its address, and takes its passive replies (protocol.md B4). */
import { setTimeout as wait } from 'node:timers/promises'
import type { Request } from './botCommands.ts'
import { deliver } from './callback.ts'
import type { Delivered } from './callback.ts'
import type { Message } from './chatLog.ts'
import type { Bot } from './corp.ts'
import { WecomError } from './errors.ts'
import { enterBody, heardFrom, messageBody, tapBody } from './hearing.ts'
import type { Sockets } from './socket.ts'
import { changeCard, speak } from './speech.ts'
import { asJson, asTexts } from './world.ts'
import type { Json, World } from './world.ts'

/** How one bot got a message. Neither `reqId` nor `delivered`: its connection was down and it never will. */
export interface Heard {
  bot: string
  reqId?: string
  delivered?: Delivered
}

export interface BotEars {
  /** The same message again is the same body, as WeCom sends it when it repeats itself (A4). */
  message(bot: Bot, said: Message, userid: string): Promise<Heard>
  enter(bot: Bot, userid: string): Promise<Heard>
  tap(bot: Bot, message: Message, tapped: { key: string; by: string; selected: Record<string, string[]> }): Promise<Heard>
}

const kindsOf: Record<Request['sort'], readonly string[]> = { message: ['stream', 'template_card'], enterChat: ['text', 'template_card'], card: [] }

export function createBotEars(world: World, sockets: Sockets, requests: Map<string, Request>): BotEars {
  const target = (bot: Bot) => ({ url: bot.url, token: bot.token, aesKey: bot.aesKey, receiveId: '' })

  /** Takes a passive reply; what WeCom would not show is noted with its errcode. */
  function take(bot: Bot, request: Request, reply: string, by: string): void {
    if (reply === '') return
    const body = asJson(JSON.parse(reply))
    const note = (answer: number) => void world.exchanges.push({ at: world.now(), on: 'passive reply', body, answer })
    try {
      if (request.card && body['response_type'] === 'update_template_card') {
        const named = asTexts(body['userids'])
        changeCard(world, request.card, body['template_card'], named.length > 0 ? named : [by])
      } else if (Object.keys(body).length > 0) say(bot, request, body)
      note(0)
    } catch (error) {
      if (!(error instanceof WecomError)) throw error
      note(error.errcode)
    }
  }

  function say(bot: Bot, request: Request, body: Json): void {
    const both = body['msgtype'] === 'stream_with_template_card' && request.sort === 'message'
    const manner = { via: 'passive reply', kinds: kindsOf[request.sort] }
    const said = speak(world, bot, request.chat, both ? { ...body, msgtype: 'stream' } : body, manner)
    if (both && body['template_card'] !== undefined) speak(world, bot, request.chat, { ...body, msgtype: 'template_card' }, manner)
    if (said.kind === 'stream' && !said.finished && said.before.length === 0) poll(bot, request, said).catch((error: unknown) => world.complaints.push(error))
  }

  /** Asks for the rest of a stream until it is finished or too old. */
  async function poll(bot: Bot, request: Request, said: Message): Promise<void> {
    const userid = said.chat
    while (!said.finished && !world.ended.aborted && world.now() - request.at < world.rules.streamMs) {
      await wait(world.rules.pollMs, undefined, { ref: false })
      const body = { ...heardFrom(world, bot, userid, said.chat, 'message'), msgtype: 'stream', stream: { id: said.stream } }
      const { reply } = await deliver(world, target(bot), JSON.stringify(body), true)
      take(bot, request, reply, userid)
    }
  }

  async function bring(bot: Bot, request: Request, body: Json, by: string): Promise<Heard> {
    if (bot.mode === 'socket') {
      const reqId = `REQ${world.next()}`
      requests.set(reqId, request)
      const cmd = request.sort === 'message' ? 'aibot_msg_callback' : 'aibot_event_callback'
      return { bot: bot.id, ...(sockets.push(bot, cmd, reqId, body) && { reqId }) }
    }
    const delivered = await deliver(world, target(bot), JSON.stringify(body), request.sort !== 'message')
    take(bot, request, delivered.reply, by)
    return { bot: bot.id, delivered }
  }

  const bodies = new Map<string, Json>()
  return {
    message(bot, said, userid) {
      const key = `${bot.id} ${said.id}`
      const body = bodies.get(key) ?? messageBody(world, bot, said, userid)
      bodies.set(key, body)
      return bring(bot, { bot: bot.id, chat: said.chat, at: world.now(), sort: 'message' }, body, userid)
    },
    enter: (bot, userid) => bring(bot, { bot: bot.id, chat: userid, at: world.now(), sort: 'enterChat' }, enterBody(world, bot, userid), userid),
    tap: (bot, card, tapped) => bring(bot, { bot: bot.id, chat: card.chat, at: world.now(), sort: 'card', card }, tapBody(world, bot, card, tapped), tapped.by),
  }
}
