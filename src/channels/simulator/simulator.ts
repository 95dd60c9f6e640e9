/** The simulated messenger: a full channel for the try-out page, developers and tests. */
import type { Channel, Hear, HearOutcome, Incoming, Outgoing } from '../channel.ts'
import type { ChatLog } from './log.ts'

/** What a person types into the simulated messenger. */
export interface Typed {
  id: string
  /** Group name; absent in a private chat with the bot. */
  group?: string | undefined
  sender: string
  senderName?: string | undefined
  text: string
  quote?: string | undefined
  attachments?: Incoming['attachments']
  /** Names that the text mentions. */
  mentions?: string[] | undefined
  at: number
}

export interface Simulator extends Channel {
  /** Carries one typed message to the bot; resolves when it is safe. */
  type(message: Typed): Promise<void>
}

export const placeOf = (to: { group: string } | { person: string }): string => ('group' in to ? `g:${to.group}` : `p:${to.person}`)

/** Message ids of the bot's lines begin so; nobody's typed ones do. */
const outId = 'out:'
/** Whether a line is the bot's own. */
export const isBots = ({ id }: { id: string }): boolean => id.startsWith(outId)

/** Text as the messenger shows it: those mentioned and not named in the text stand at its head. */
function shown({ text, mentions }: Outgoing): string {
  const missing = mentions.filter(({ name }) => !text.includes(`@${name}`))
  return missing.length === 0 ? text : `${missing.map(({ name }) => `@${name}`).join(' ')} ${text}`
}

/** What the bot took is shown to all; a repeat may be of a line that a crash kept from being shown. */
const taken: ReadonlySet<HearOutcome> = new Set(['heard', 'duplicate'])

/** A simulator that shows its chats through `log`; `botName` is who the bot's lines are signed by. */
export function createSimulator(log: ChatLog, botName: () => Promise<string>): Simulator {
  let hear: Hear | undefined
  return {
    id: 'simulator',
    platform: 'simulator',
    can: { hear: 'all', push: { groups: true, people: true }, mention: true, maxBytes: 20_480 },
    async start(ear) {
      hear = ear
    },
    async type({ id, group, sender, senderName, text, quote, attachments, mentions = [], at }) {
      const ear = hear
      if (!ear) throw new Error('the simulator was not started')
      const message: Incoming = { channel: 'simulator', id, group, sender, senderName, text, quote, attachments, at }
      const line = { id: `in:${id}`, at, sender, senderName: senderName ?? sender, text, mentions, quote }
      await log.addHeard(placeOf(group === undefined ? { person: sender } : { group }), line, async () => (taken.has(await ear(message)) ? 'redis' : 'memory'))
    },
    async send(piece) {
      const { id, to, at, mentions, actions } = piece
      const names = mentions.map((m) => m.name)
      await log.add(placeOf(to), { id: `${outId}${id}`, at, sender: 'bot', senderName: await botName(), text: shown(piece), mentions: names, actions })
      return { ref: id }
    },
    async stop() {
      hear = undefined
    },
  }
}
