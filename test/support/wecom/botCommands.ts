/** What a bot asks on the long connection, and the req_ids it may answer (protocol.md B5). */
import type { Message } from './chatLog.ts'
import type { Bot } from './corp.ts'
import { cipherId } from './corp.ts'
import { WecomError } from './errors.ts'
import type { Command } from './socket.ts'
import { changeCard, mediaKinds, speak } from './speech.ts'
import { asJson, asText, asTexts, spokenKey } from './world.ts'
import type { World } from './world.ts'

/** What a req_id stands for. */
export interface Request {
  bot: string
  chat: string
  at: number
  sort: 'message' | 'enterChat' | 'card'
  /** The tapped card's message. */
  card?: Message
}

export function botCommands(world: World, requests: ReadonlyMap<string, Request>): Record<string, Command> {
  const { rules, corp } = world

  /** The request that is answered. Throws 846605 for one of another sort, of another bot, or too old. */
  function request(bot: Bot, reqId: string, sort: Request['sort'], life: number): Request {
    const found = requests.get(reqId)
    if (!found || found.bot !== bot.id || found.sort !== sort || world.now() - found.at > life) throw new WecomError(846605)
    return found
  }

  /** The chat a bot names: exactly as it was told, with the right type (B5). Throws 93006. */
  function chatOf(bot: Bot, chatid: string, type: unknown): string {
    if (type !== 1 && corp.groups.some((group) => group.chatid === chatid && !group.appchat)) return chatid
    const member = [...corp.members.keys()].find((id) => (bot.cipherIds ? cipherId(id) : id) === chatid)
    if (type === 2 || member === undefined) throw new WecomError(93006)
    return member
  }

  function lastWord(bot: Bot, chat: string): void {
    const at = world.spoken.get(spokenKey(bot.id, chat))
    if (at === undefined || world.now() - at > rules.spokenMs) throw new WecomError(846607)
  }

  return {
    aibot_respond_msg(bot, reqId, body) {
      const { chat } = request(bot, reqId, 'message', rules.replyMs)
      speak(world, bot, chat, body, { via: 'aibot_respond_msg', kinds: ['stream', 'markdown', 'template_card', ...mediaKinds] })
      return undefined
    },
    aibot_respond_welcome_msg(bot, reqId, body) {
      const { chat } = request(bot, reqId, 'enterChat', rules.eventReplyMs)
      speak(world, bot, chat, body, { via: 'aibot_respond_welcome_msg', kinds: ['text', 'template_card'] })
      return undefined
    },
    aibot_respond_update_msg(bot, reqId, body) {
      const { card } = request(bot, reqId, 'card', rules.eventReplyMs)
      if (!card || body['response_type'] !== 'update_template_card') throw new WecomError(40058, 'response_type')
      changeCard(world, card, asJson(body['template_card']), asTexts(body['userids']))
      return undefined
    },
    aibot_send_msg(bot, _reqId, body) {
      const chat = chatOf(bot, asText(body['chatid']), body['chat_type'])
      lastWord(bot, chat)
      speak(world, bot, chat, body, { via: 'aibot_send_msg', kinds: ['markdown', 'template_card', ...mediaKinds, ...(rules.pushText ? ['text'] : [])] })
      return undefined
    },
  }
}
