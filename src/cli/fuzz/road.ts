/** A whole bot that hears whatever is sent: the sample pilot on a virtual clock and an empty Redis. */
import type { Redis } from 'ioredis'
import { silentLog } from '../../bot/log.ts'
import { createVirtualBot } from '../../bot/virtual.ts'
import type { Channel, HearOutcome, Incoming } from '../../channels/channel.ts'
import { kinds } from '../../domain/records/index.ts'
import { instant, minute } from '../../domain/time.ts'
import { createLease } from '../../ledger/lease.ts'
import { openLedger } from '../../ledger/ledger.ts'
import { verify } from '../../ledger/verify.ts'
import type { Parts } from '../../parts.ts'
import { readSetupFile } from '../../setup/file.ts'
import { loadSetup } from '../../setup/load.ts'

const samplePilot = new URL('../../../pilot.example.yaml', import.meta.url).pathname

/** What became of one message. */
export interface Taken {
  outcome: HearOutcome
  /** What the bot said in the same chat. */
  answers: string[]
  /** Processor time, ms. */
  work: number
}

export interface Road {
  senders: readonly string[]
  /** Undefined: in private. */
  groups: readonly (string | undefined)[]
  /** Something the bot said lately, to be quoted. */
  lately(): readonly string[]
  /** Sends a message some minutes after the last. Throws what hearing it threw. */
  send(message: Pick<Incoming, 'sender' | 'group' | 'text' | 'quote'>, minutesLater: number): Promise<Taken>
  /** Messages that could not be handled, with the error. */
  failures(): Promise<string[]>
  /** Faults that verify finds in the ledger. */
  faults(): Promise<string[]>
}

const remembered = 20

/** Opens it; the Redis must be empty. */
export async function openRoad(redis: Redis, parts: Parts): Promise<Road> {
  const setup = await readSetupFile(samplePilot)
  const { workspace } = setup
  const ledger = openLedger(redis, { workspace, kinds })
  const start = instant('2026-11-23', '09:00')
  await loadSetup(ledger, setup, start)
  let said: { to: string; text: string }[] = []
  const placeOf = (to: { group: string } | { person: string }) => ('group' in to ? `g:${to.group}` : `p:${to.person}`)
  const channel: Channel = {
    id: 'simulator', platform: 'simulator', can: { hear: 'all', push: { groups: true, people: true }, mention: true, maxBytes: 20_480 },
    start: async () => {},
    stop: async () => {},
    async send({ to, text }) {
      said.push({ to: placeOf(to), text })
      return {}
    },
  }
  const { directory } = await ledger.view()
  const { bot, clockTo, now } = await createVirtualBot({ ...parts, ledger, lease: createLease(redis, workspace), channels: [channel], log: silentLog }, start)
  let count = 0
  let recent: string[] = []
  return {
    senders: [...directory.people.map(({ id }) => id), 'nobody', '__proto__', 'bot', '王敏'],
    groups: [...directory.groups.map(({ name }) => name), undefined, undefined, '没有绑定的群', '__proto__'],
    lately: () => recent,
    async send({ sender, group, text, quote }, minutesLater) {
      await clockTo(now() + minutesLater * minute)
      await bot.settle()
      said = []
      const before = process.cpuUsage()
      const outcome = await bot.hear({ channel: 'simulator', id: `m${++count}`, group, sender, text, quote, at: now() })
      await bot.settle()
      const { user, system } = process.cpuUsage(before)
      const here = group === undefined ? `p:${sender}` : `g:${group}`
      const answers = said.filter(({ to }) => to === here).map((one) => one.text)
      recent = [...recent, ...answers].slice(-remembered)
      return { outcome, answers, work: (user + system) / 1000 }
    },
    failures: async () => (await ledger.failed.list(10)).map(({ error }) => error),
    faults: async () => (await verify(redis, { workspace, kinds })).faults.map((fault) => JSON.stringify(fault)),
  }
}
