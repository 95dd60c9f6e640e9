import { afterAll, beforeAll, expect, it } from 'vitest'
import { kinds } from '../../src/domain/records/index.ts'
import { openLedger } from '../../src/ledger/ledger.ts'
import { parts } from '../support/parts.ts'
import { dryRun, type Decided, type DryRun } from './dryRun.ts'
import { markOf, startAccessPilot, type AccessPilot } from './pilot.ts'
import { probes, shortOf, type Probe } from './probes.ts'
import { people, places, rules, type Actor, type Place } from './table.ts'

let pilot: AccessPilot
let decide: DryRun
beforeAll(async () => {
  pilot = await startAccessPilot()
  // Nothing is written from here on.
  const ledger = openLedger(pilot.bot.redis, { workspace: 'access', kinds, alone: true })
  decide = dryRun(ledger, parts, pilot.bot.now())
})

const refusal = /没有权限|还不认识您/

function send(probe: Probe, who: Actor, place: Place): Promise<Decided> {
  const unit = shortOf(place)
  const ids = pilot.planted[place]
  const group = probe.in === 'group' ? `${unit}工作群` : probe.in === 'newGroup' ? '新建的群' : undefined
  return decide({ sender: who, group, text: probe.say(unit, ids, who, place), quote: probe.quote?.(ids) })
}

/** Marks of units in what was said. */
const marksIn = ({ texts }: Decided): Place[] => places.filter((place) => texts.some((text) => text.includes(markOf(place)) || text.includes(`新人${place}`)))

const placesOf = ({ at }: Probe): Place[] => places.filter((place) => at === undefined || at.includes(place))

it('every command is in the table', () => {
  expect([...new Set(probes.map(({ command }) => command))].sort()).toEqual(parts.registry.all.map(({ name }) => name).sort())
})

it.each(probes.map((probe, i) => [i, probe.command, probe.rule, probe] as const))('%i %s（%s）', async (_i, _command, _rule, probe) => {
  const { rule, writes } = probe
  const wrong: string[] = []
  for (const who of people) {
    for (const place of placesOf(probe)) {
      const yes = rules[rule][who].includes(place)
      const decided = await send(probe, who, place)
      // Why else something cannot be done is told to those who may read about it.
      const refused = decided.texts.some((text) => refusal.test(text) || (probe.else?.test(text) && (probe.command !== '收到' || rules.看布置的[who].includes(place))))
      const done = yes ? !refused && decided.texts.length > 0 && (!writes || decided.changes.length > 0) : refused && decided.changes.length === 0 && decided.texts.length === 1
      // Nobody reads what lies outside of everything they may see.
      const leaked = marksIn(decided).filter((mark) => !rules.看轮值[who].includes(mark) || (!yes && mark === place))
      if (!done || leaked.length > 0) wrong.push(`${who} ${place} ${yes ? 'may' : 'may not'}${leaked.length > 0 ? ` (leaks ${leaked.join('')})` : ''}: ${probe.say(shortOf(place), pilot.planted[place], who, place)} -> ${JSON.stringify(decided.texts)}`)
    }
  }
  expect(wrong).toEqual([])
})

afterAll(() => pilot.bot.redis.disconnect())
