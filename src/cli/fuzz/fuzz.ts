/** Sends nonsense for a while and tells what went wrong. */
import type { Redis } from 'ioredis'
import type { Parts } from '../../parts.ts'
import { faultsOf, longestWork } from './judge.ts'
import { chanceOf, type Chance } from './random.ts'
import { openRoad, type Road } from './road.ts'
import { nextText } from './texts.ts'

/** Something that must not be. */
export interface Finding {
  /** The how-manieth message it was. */
  at: number
  what: string
  text: string
}

export interface Fuzzed {
  messages: number
  answered: number
  /** The longest that a message took, ms of processor time, and its length in signs. */
  slowest: { work: number; length: number }
  findings: Finding[]
}

export interface FuzzOptions {
  seed: number
  /** Whether to go on; asked before each message. */
  more(messages: number): boolean
  /** Findings after which it stops. */
  most?: number
}

type Typed = Parameters<Road['send']>[0]

const isCommand = (text: string): boolean => /^[/／](?:活动|任务|帮助|查)(?:\s|$)/.test(text)

function nextMessage(road: Road, parts: Parts, chance: Chance): Typed {
  const quote = chance.once(8) && road.lately().length > 0 ? chance.oneOf(road.lately()) : undefined
  return { sender: chance.oneOf(road.senders), group: chance.oneOf(road.groups), text: nextText(parts.registry, chance), quote }
}

/** Processor time of a slow message again and again: what the machine or the first call cost does not count. Stops once it is quick. */
async function leastWork(road: Road, message: Typed, first: number): Promise<number> {
  let least = first
  for (let i = 0; i < 3 && least > longestWork; i++) least = Math.min(least, (await road.send(message, 0)).work)
  return least
}

/** Runs it on an empty Redis. */
export async function fuzz(redis: Redis, parts: Parts, { seed, more, most = 20 }: FuzzOptions): Promise<Fuzzed> {
  const chance = chanceOf(seed)
  const road = await openRoad(redis, parts)
  const result: Fuzzed = { messages: 0, answered: 0, slowest: { work: 0, length: 0 }, findings: [] }
  const add = (what: string, text: string) => void result.findings.push({ at: result.messages, what, text })
  let failed = 0
  while (result.findings.length < most && more(result.messages)) {
    result.messages += 1
    const message = nextMessage(road, parts, chance)
    const { text } = message
    try {
      const { answers, work: first } = await road.send(message, chance.once(5) ? chance.upTo(600) : chance.upTo(3))
      if (answers.length > 0) result.answered += 1
      for (const what of faultsOf(text, answers, isCommand(text))) add(what, text)
      const work = first > longestWork ? await leastWork(road, message, first) : first
      if (work > result.slowest.work) result.slowest = { work, length: text.length }
      if (work > longestWork) add(`${Math.round(work)} ms`, text)
    } catch (error) {
      add(`hearing it failed: ${error instanceof Error ? error.stack : String(error)}`, text)
    }
    const failures = await road.failures()
    if (failures.length > failed) add(`it could not be handled: ${failures[0]}`, text)
    failed = failures.length
  }
  for (const fault of await road.faults()) add(`the ledger: ${fault}`, '')
  if (Object.keys(Object.prototype).length > 0) add('a prototype was changed', '')
  return result
}
