/** The conversations of test/journeys over every channel that hears groups: the same records, the same words. */
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { findJourneys } from '../../support/journey.ts'
import { wordsOf } from './compare.ts'
import { onCallbacks, onLongConnection, onSimulator, onWechaty } from './rigs.ts'
import { walk, type Walked } from './walk.ts'

const journeys = findJourneys(join(import.meta.dirname, '../../journeys'))
const baseline = new Map<string, Promise<Walked>>()

describe.each([['the long connection', onLongConnection], ['URL callbacks', onCallbacks], ['the puppet of Wechaty', onWechaty]] as const)('over %s', (_name, open) => {
  it.each(journeys)('$name', { timeout: 180_000 }, async (journey) => {
    const plain = await (baseline.get(journey.name) ?? baseline.set(journey.name, walk(journey, onSimulator)).get(journey.name))
    if (!plain) throw new Error('nothing to compare with')
    const there = await walk(journey, open, plain)
    const [expected, found] = [wordsOf(plain, '团讯'), wordsOf(there, '团讯')]
    for (const [i, step] of plain.steps.entries()) {
      // A bare word that answers nothing is chat; said to the bot it gets an answer.
      const chat = step.said.length === 0 && /^(?:收到|已阅)/.test(step.text) && found[i]?.[Object.keys(found[i])[0] ?? '']?.[0]?.startsWith('这里没有等您回执的通知。')
      if (!chat) expect(found[i], step.text).toEqual(expected[i])
    }
    expect(there.records).toEqual(plain.records)
  })
})
