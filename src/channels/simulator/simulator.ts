/** The simulated messenger: a full channel for the try-out page, developers and tests. */
import type { Channel, Hear, Incoming, Outgoing } from '../channel.ts'
import type { ChatLog } from './log.ts'

/** What a person types into the simulated messenger. `at` defaults to now. */
export interface Typed {
  id: string
  /** Group name; absent in a private chat with the bot. */
  group?: string | undefined
  sender: string
  senderName?: string | undefined
  text: string
  quote?: string | undefined
  at: number
}

export interface Simulator extends Channel {
  /** Carries one typed message to the bot; resolves when it is safe. */
  type(message: Typed): Promise<void>
}

export const placeOf = (to: { group: string } | { person: string }): string => ('group' in to ? `g:${to.group}` : `p:${to.person}`)

/** Text as the messenger shows it: those mentioned and not named in the text stand at its head. */
function shown({ text, mentions }: Outgoing): string {
  const missing = mentions.filter(({ name }) => !text.includes(`@${name}`))
  return missing.length === 0 ? text : `${missing.map(({ name }) => `@${name}`).join(' ')} ${text}`
}

/** A simulator that shows its chats through `log`; `botName` is who the bot's lines are signed by. */
export function createSimulator(log: ChatLog, botName: () => Promise<string>): Simulator {
  let hear: Hear | undefined
  return {
    id: 'simulator',
    can: { hear: 'all', push: true, mention: true, maxBytes: 20_480, perMinute: 6000 },
    async start(ear) {
      hear = ear
    },
    async type({ id, group, sender, senderName, text, quote, at }) {
      if (!hear) throw new Error('the simulator was not started')
      const message: Incoming = { channel: 'simulator', id, group, sender, senderName, text, quote, at }
      const outcome = await hear(message)
      const place = placeOf(group === undefined ? { person: sender } : { group })
      const line = { id: `in:${id}`, at, sender, senderName: senderName ?? sender, text, mentions: [] }
      if (outcome !== 'duplicate') await log.add(place, line, outcome === 'ignored' ? 'memory' : 'redis')
    },
    async send(piece) {
      const { id, to, at, mentions } = piece
      const names = mentions.map((m) => m.name)
      await log.add(placeOf(to), { id: `out:${id}`, at, sender: 'bot', senderName: await botName(), text: shown(piece), mentions: names }, 'redis')
      return { ref: id }
    },
    async stop() {
      hear = undefined
    },
  }
}
