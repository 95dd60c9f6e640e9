/** Replays a transcript against a fresh, empty store on a virtual clock: the same handlers as in production. */
import type { Redis } from 'ioredis'
import { silentLog } from '../bot/log.ts'
import type { Log } from '../bot/log.ts'
import { createVirtualBot } from '../bot/virtual.ts'
import { createSimulator, placeOf } from '../channels/simulator/simulator.ts'
import type { ChatLog } from '../channels/simulator/log.ts'
import { groupIn } from '../domain/notice.ts'
import { kinds } from '../domain/records/index.ts'
import { botNameOf } from '../domain/settings.ts'
import { soleLease } from '../ledger/lease.ts'
import { openLedger } from '../ledger/ledger.ts'
import type { Failure, Ledger } from '../ledger/types.ts'
import type { Parts } from '../parts.ts'
import { loadSetup } from '../setup/load.ts'
import type { Setup } from '../setup/setup.ts'
import { botId, clockId, privateWith } from './transcript.ts'
import type { Line } from './transcript.ts'

export interface ReplayDeps {
  /** An empty Redis. */
  redis: Redis
  parts: Parts
  /** Loaded first, as of the first message's time; without it the workspace knows nobody. */
  setup?: Setup | undefined
  log?: Log | undefined
}

export interface Replayed {
  /** The whole conversation, the bot's messages in their places. */
  messages: Omit<Line, 'line'>[]
  /** What program errors left behind. */
  failures: Failure[]
}

const workspaceOf = (setup: Setup | undefined): string => setup?.workspace ?? 'replay'

/** Where a line is said: a group known by that name before all else, a private chat when it is written as one. */
async function placeIn(chat: string, ledger: Ledger): Promise<{ group: string } | { person: string }> {
  const { directory } = await ledger.view()
  const person = directory.groupOn('simulator', chat) ? undefined : privateWith(chat)
  return person ? { person: person.id } : { group: chat }
}

/** A chat log that keeps the conversation in the order in which it went. */
function recorder(chatOf: (place: string) => Promise<string>): { log: ChatLog; messages: Omit<Line, 'line'>[] } {
  const messages: Omit<Line, 'line'>[] = []
  const add: ChatLog['add'] = async (place, { at, sender, senderName, text }) => {
    messages.push({ at, chat: await chatOf(place), name: senderName, id: sender, text })
  }
  const log: ChatLog = {
    add,
    async addHeard(place, line, hear) {
      await hear()
      await add(place, line)
    },
    list: async () => [],
    watch: async () => async () => {},
  }
  return { log, messages }
}

/**
 * Replays messages that are in time order. The bot's own are left out of what is fed; a line by `clock` runs the clock on.
 * The same lines and setup give the same conversation and the same ledger, byte for byte.
 */
export async function replay(lines: readonly Line[], { redis, parts, setup, log = silentLog }: ReplayDeps): Promise<Replayed> {
  const fed = lines.filter(({ id }) => id !== botId)
  const [first] = fed
  if (!first) return { messages: [], failures: [] }
  const workspace = workspaceOf(setup)
  const ledger = openLedger(redis, { workspace, kinds, salt: 'replay', alone: true })
  if (setup) await loadSetup(ledger, setup, first.at)

  const names = new Map<string, string>()
  const { log: conversation, messages } = recorder(async (place) => {
    const group = groupIn(place)
    if (group !== undefined) return group
    const id = place.slice(2)
    return names.get(place) ?? `${(await ledger.view()).directory.personOn('simulator', id)?.name ?? id}(${id})`
  })
  const botName = async () => botNameOf((await ledger.view()).directory.settings)
  const simulator = createSimulator(conversation, botName)
  const bot = await createVirtualBot({ ...parts, ledger, lease: soleLease, channels: [simulator], log }, first.at)
  for (const [i, { at, chat, name, id, text }] of fed.entries()) {
    await bot.clockTo(at)
    if (id === clockId) {
      messages.push({ at, chat, name, id, text })
      continue
    }
    const to = await placeIn(chat, ledger)
    if ('person' in to) names.set(placeOf(to), chat)
    await simulator.type({ id: `line${i + 1}`, at, sender: id, senderName: name, text, group: 'group' in to ? to.group : undefined })
    await bot.follow()
  }
  return { messages, failures: await ledger.failed.list(100) }
}
