import { expect, test } from 'vitest'
import { streetsOf } from '../../../src/cli/bench/streets.ts'
import { weekOf } from '../../../src/cli/soak/typed.ts'
import { startBot } from '../../support/bot.ts'
import { quietPilot } from '../../support/quiet.ts'

test('every street says the same each week, in order of time, under ids of its own', () => {
  const weeks = [0, 1].map((week) => weekOf(streetsOf(3), week))
  expect(new Set(weeks.flat().map(({ id }) => id)).size).toBe(2 * 15)
  for (const week of weeks) {
    const parts = week.map(({ part }) => part)
    expect(parts).toEqual(parts.toSorted((a, b) => a - b))
    expect([parts[0], (parts.at(-1) ?? 1) < 1]).toEqual([0, true])
  }
})

test('two are recorded, one is answered, one asks for what is missing, one is chat', async () => {
  const bot = await startBot({ setup: quietPilot, now: '2026-11-16 09:00' })
  const said: string[][] = []
  for (const { text, id } of weekOf(streetsOf(1), 0)) said.push(await bot.say('wangmin', '中河街道工作群', text, undefined, { id }))
  expect(said).toEqual([
    [expect.stringMatching(/周报/)], [expect.stringMatching(/^已记录 活动-2026-001/)], [expect.any(String)], [expect.stringContaining('还需要填写')], [],
  ])
})
