/** A channel like WeCom's bot: it hears in groups only what mentions it, and cannot tell a group's name. */
import type { Channel, Outgoing } from '../../src/channels/channel.ts'
import { startBot, type TestBot } from './bot.ts'
import { quietPilot } from './quiet.ts'

export const byWecom = (setup: string): string => setup.replace(/\bid: (\w+)/g, 'id: { wecom: $1 }')

export interface MentionedBot {
  bot: TestBot
  /** Says something behind the bot's name in a group (or in private with null); answers what is said there because of it. */
  say(sender: string, group: string | null, text: string): Promise<string[]>
  /** All that was sent to a group's address or to a person. */
  sent(place: string): Outgoing[]
}

/** The pilot, quiet unless given, on such a channel. */
export async function startMentioned(now: string, setup: string = quietPilot): Promise<MentionedBot> {
  const pieces: Outgoing[] = []
  const channel: Channel = {
    id: 'wecomBot', platform: 'wecom',
    can: { hear: 'mentioned', push: { groups: true, people: true }, mention: false, maxBytes: 20_000 },
    start: async () => {}, stop: async () => {},
    send: async (piece) => ({ ref: String(pieces.push(piece)) }),
  }
  const bot = await startBot({ now, setup: byWecom(setup), channels: [channel] })
  const sent = (place: string) => pieces.filter(({ to }) => ('group' in to ? to.group : to.person) === place)
  return {
    bot, sent,
    async say(sender, group, text) {
      const before = sent(group ?? sender).length
      await bot.say(sender, group, group === null ? text : `@团讯 ${text}`, undefined, { channel: 'wecomBot' })
      return sent(group ?? sender).slice(before).map((piece) => piece.text)
    },
  }
}
