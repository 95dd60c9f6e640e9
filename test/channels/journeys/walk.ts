/** A journey walked over real channels on a virtual clock: what everybody said is said there, and what the bot said there is read back. */
import { readFileSync } from 'node:fs'
import type { Redis } from 'ioredis'
import type { Channel, HearOutcome } from '../../../src/channels/channel.ts'
import { createVirtualBot } from '../../../src/bot/virtual.ts'
import { silentLog } from '../../../src/bot/log.ts'
import { minute } from '../../../src/domain/time.ts'
import { kinds } from '../../../src/domain/records/index.ts'
import { soleLease } from '../../../src/ledger/lease.ts'
import { openLedger } from '../../../src/ledger/ledger.ts'
import { readStored } from '../../../src/ledger/stored.ts'
import { loadSetup } from '../../../src/setup/load.ts'
import type { Setup } from '../../../src/setup/setup.ts'
import { parseSetup } from '../../../src/setup/yaml.ts'
import { parseTranscript } from '../../../src/transcript/parse.ts'
import { botId, clockId, privateWith } from '../../../src/transcript/transcript.ts'
import { patience } from '../../support/eventually.ts'
import type { Journey } from '../../support/journey.ts'
import { parts } from '../../support/parts.ts'
import { freshRedis } from '../../support/redis.ts'
import type { Means } from '../contract/means.ts'

/** Something the bot said; `place` is `g:<name>` or `p:<id>`. */
export interface Said {
  place: string
  text: string
}

/** Where a journey takes place. */
export interface Scene {
  redis: Redis
  /** Display names by id. */
  people: ReadonlyMap<string, string>
  groups: readonly string[]
  botName: string
  /** ms */
  now(): number
}

/** A platform with the channels that reach it. */
export interface Rig {
  platform: 'simulator' | 'wecom' | 'wechaty'
  channels: readonly Channel[]
  /** Whether a group is heard only by those who mention the bot. */
  mentionOnly: boolean
  address(group: string): string
  webhook?(group: string): string
  /** After the channels were started. */
  begin(): Promise<void>
  say(words: { group: string | undefined; person: string; text: string; at: number; quote?: string | undefined }): Promise<unknown>
  /** Everything the bot said, in the order of each place. */
  said(): Said[]
  means: Means
  /** What makes addresses of this platform those of the simulator. */
  plain(text: string): string
}

export interface Step {
  text: string
  outcome: HearOutcome | undefined
  said: Said[]
}

export interface Walked {
  steps: Step[]
  /** Records as they stand, without who is called what where. */
  records: string[]
}

/** Kinds that are about the platform itself. */
const ofPlatform = new Set(['person', 'group', 'joinRequest'])

/** A quote as transcripts have it, taken apart for a platform that carries quotes beside the text. */
function apart(text: string): { text: string; quote?: string } {
  const [, quote, rest] = /^「[^：\n]*：([\s\S]*?)」\n(?:- )+-\n([\s\S]*)$/.exec(text) ?? []
  return quote === undefined || rest === undefined ? { text } : { text: rest, quote }
}

async function recordsOf(redis: Redis, workspace: string, { plain }: Rig): Promise<string[]> {
  const all: string[] = []
  for (const { kind } of kinds) {
    if (ofPlatform.has(kind)) continue
    for (const [id, text] of Object.entries(await redis.hgetall(`tx:{${workspace}}:r:${kind}`))) {
      const { unit, by, group, at, void: gone, data } = readStored(kind, id, text).record
      // Where the chain stands is printed in a bulletin; it holds ids of the platform.
      all.push(plain(JSON.stringify({ kind, id, unit, by, group, at, gone, data })).replace(/"link":"\w+"/g, '').replace(/(\d+)-[0-9a-f]{8}\b/g, '$1'))
    }
  }
  return all.sort()
}

async function until(holds: () => boolean, what: string): Promise<void> {
  const end = performance.now() + patience
  while (!holds()) {
    if (performance.now() > end) throw new Error(`in vain: ${what}`)
    await new Promise((done) => setTimeout(done, 2))
  }
}

const setups = new Map<string, Setup>()

/** A setup file as it is read, to be changed at will; read once. */
function setupOf(file: string): Setup {
  const setup = setups.get(file) ?? parseSetup(readFileSync(file, 'utf8'), file)
  setups.set(file, setup)
  return structuredClone(setup)
}

/**
 * Walks a journey. Where a channel hears only mentions the bot's is put in front of what `before`, a walk on a channel that hears all,
 * has heard; all else the bot never hears there. Throws for any program error and for anything left unsent.
 */
export async function walk({ name, file, setup: setupFile }: Journey, open: (scene: Scene) => Promise<Rig>, before?: Walked): Promise<Walked> {
  const lines = parseTranscript(readFileSync(file, 'utf8'), name).filter(({ id }) => id !== botId)
  const setup = setupOf(setupFile)
  const people = new Map([...setup.people.map((one) => [one.id, one.name] as const), ...lines.filter(({ id }) => id !== clockId).map((line) => [line.id, line.name] as const)])
  const groups = [...new Set([...setup.groups.map((group) => group.name), ...lines.map(({ chat }) => chat).filter((chat) => !privateWith(chat))])]
  const start = lines[0]?.at ?? 0
  let now = () => start
  const { redis } = await freshRedis()
  const botName = setup.settings.botNames?.[0] ?? '团讯'
  const rig = await open({ redis, people, groups, botName, now: () => now() })
  const { platform } = rig
  for (const person of setup.people) person.ids = { ...person.ids, [platform]: person.id }
  for (const group of setup.groups) Object.assign(group, { addresses: { [platform]: rig.address(group.name) }, ...(rig.webhook ? { webhook: rig.webhook(group.name) } : {}) })
  const ledger = openLedger(redis, { workspace: setup.workspace, kinds, salt: 'walk', alone: true })
  await loadSetup(ledger, setup, start)

  const outcomes: HearOutcome[] = []
  const warned: string[] = []
  const log = { ...silentLog, warn: (what: object, message: string) => void warned.push(`${JSON.stringify(what)} ${message}`) }
  const channels = rig.channels.map((channel): Channel => ({
    ...channel,
    send: (piece) => channel.send(piece).catch((error: Error) => {
      warned.push(`${channel.id} ${error.message}`)
      throw error
    }),
    start: (hear) => channel.start(async (message) => {
      const outcome = await hear(message)
      outcomes.push(outcome)
      return outcome
    }),
  }))
  const virtual = await createVirtualBot({ ...parts, ledger, lease: soleLease, channels, log }, start)
  now = virtual.now
  await rig.begin()
  const steps: Step[] = []
  let read = 0
  for (const [i, { at, chat, id, text }] of lines.entries()) {
    await virtual.clockTo(at)
    const step: Step = { text, outcome: undefined, said: [] }
    const heard = before?.steps[i]?.outcome !== 'ignored'
    const group = privateWith(chat) ? undefined : chat
    const mention = rig.mentionOnly && group !== undefined
    if (id !== clockId && (!mention || heard)) {
      const count = outcomes.length
      const words = rig.platform === 'wecom' ? apart(text) : { text }
      await rig.say({ ...words, group, person: id, text: mention ? `@${botName} ${words.text}` : words.text, at })
      await until(() => outcomes.length > count, `${name}: ${text.slice(0, 40)}`)
      step.outcome = outcomes.at(-1)
      await virtual.bot.settle()
    }
    for (let tries = 0; (await ledger.outbox.chats()).length > 0 && tries < 5; tries++) {
      await virtual.clockTo(virtual.now() + minute)
      await virtual.bot.settle()
    }
    const all = rig.said()
    step.said = all.slice(read)
    read = all.length
    steps.push(step)
  }
  const [failures, unsent] = [await ledger.failed.list(20), await ledger.outbox.chats()]
  if (failures.length + unsent.length > 0) throw new Error(JSON.stringify([failures.map(({ id, error }) => `${id} ${error}`), unsent, warned.slice(-5)]))
  return { steps, records: await recordsOf(redis, setup.workspace, rig) }
}
