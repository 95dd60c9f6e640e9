/** What members do: speak, open a chat, tap, choose from the menu. */
import type { AppEars } from './appEars.ts'
import type { BotEars, Heard } from './botEars.ts'
import type { Delivered } from './callback.ts'
import { tappable } from './cards.ts'
import type { Message } from './chatLog.ts'
import type { Corp } from './corp.ts'
import { botOf, findGroup, findMember } from './corp.ts'
import { mentions } from './hearing.ts'
import { spokenKey } from './world.ts'
import type { World } from './world.ts'

export interface Say {
  /** userid */
  from: string
  text: string
  /** Name or chatid; without it in the single chat with `to`. */
  group?: string
  /** A bot's id, or the app; without it the first bot. */
  to?: string
  /** Puts the first bot's mention in front, with one space or two after it (B2); `true` is one. */
  at?: boolean | 1 | 2
  /** The message that is quoted, or only its words. */
  quote?: Message | string
  /** mixed: the words with a picture; voice: recognised words, image: no words; these two are heard in single chats only. */
  kind?: 'text' | 'mixed' | 'voice' | 'image'
}

/** What came of a member's message. */
export interface Said {
  message: Message
  /** Bots that heard it. */
  heard: Heard[]
  /** How the app got it. */
  app?: Delivered
}

export interface Members {
  say(words: Say): Promise<Said>
  /** WeCom sends a message once more, as it was. */
  repeat(message: Message): Promise<Said>
  /** Opens the single chat with a bot for the first time today. */
  enter(userid: string, bot?: string): Promise<Heard>
  /** Taps a button of a card; `selected` holds what is chosen on it. Throws an Error when this member sees no such button. */
  tap(message: Message, key: string, userid: string, selected?: Record<string, string[]>): Promise<{ heard?: Heard; app?: Delivered }>
  /** Opens the app, or taps an entry of its menu. */
  appEvent(userid: string, event: 'enter_agent' | 'click' | 'view' | 'subscribe' | 'unsubscribe', key?: string): Promise<Delivered>
}

export function createMembers(world: World, bots: BotEars, app: AppEars): Members {
  const { corp } = world

  async function bring(message: Message, userid: string): Promise<Said> {
    if (message.with && 'app' in message.with) return { message, heard: [], app: await app.message(message, userid) }
    const inGroup = message.with === undefined
    const listeners = inGroup ? corp.bots.filter((bot) => mentions(message.text, bot)) : corp.bots.filter(({ id }) => message.with && 'bot' in message.with && message.with.bot === id)
    if (inGroup && !['text', 'mixed'].includes(message.kind)) return { message, heard: [] }
    for (const bot of listeners) world.spoken.set(spokenKey(bot.id, message.chat), world.now())
    return { message, heard: await Promise.all(listeners.map((bot) => bots.message(bot, message, userid))) }
  }

  return {
    say(words) {
      const userid = memberOf(corp, words.from)
      const text = words.at ? `@${botOf(corp).name}${' '.repeat(Number(words.at))}${words.text}` : words.text
      const place = placeOf(corp, words, userid)
      const quote = typeof words.quote === 'string' ? quoted(world, place.chat, words.quote) : words.quote
      const message = world.log.add({
        id: String(7_300_000_000_000_000_000n + BigInt(world.next())),
        at: world.now(),
        ...place,
        by: { member: userid },
        kind: words.kind ?? 'text',
        text,
        mentioned: [...corp.members].filter(([, name]) => text.includes(`@${name}`)).map(([id]) => id),
        via: 'say',
        ...(quote && { quote }),
      })
      return bring(message, userid)
    },
    repeat: (message) => bring(message, 'member' in message.by ? message.by.member : ''),
    enter: (userid, bot) => bots.enter(botOf(corp, bot), memberOf(corp, userid)),
    async tap(message, key, userid, selected = {}) {
      const by = memberOf(corp, userid)
      const shown = message.cardFor[by] ?? message.card
      if (!shown || !tappable(shown).some((button) => button.key === key)) throw new Error(`${userid} sees no button ${key} on: ${message.text}`)
      const tapped = { key, by, selected }
      if ('bot' in message.by) return { heard: await bots.tap(botOf(corp, message.by.bot), message, tapped) }
      return { app: await app.tap(message, tapped) }
    },
    appEvent: (userid, event, key) => app.event(memberOf(corp, userid), event, key),
  }
}

function memberOf(corp: Corp, userid: string): string {
  const member = findMember(corp, userid)
  if (member === undefined) throw new Error(`the corp has no member ${userid}`)
  return member
}

/** Where words are said. Throws an Error for a group that is not there or that the member is not in. */
function placeOf(corp: Corp, { group, to }: Say, userid: string): Pick<Message, 'chat' | 'with'> {
  if (group === undefined) return { chat: userid, with: to === 'app' ? { app: corp.app.agentId } : { bot: botOf(corp, to).id } }
  const found = findGroup(corp, group)
  if (!found?.members.includes(userid)) throw new Error(`${userid} is in no group ${group}`)
  return { chat: found.chatid }
}

/** A message of which only the words are known. */
const quoted = (world: World, chat: string, text: string): Message => ({
  id: '', at: world.now(), chat, by: { member: '' }, kind: 'text', text, mentioned: [], via: 'say', finished: true, before: [], cardFor: {},
})
