import { expect, test } from 'vitest'
import { judge } from '../../../src/cli/soak/level.ts'
import type { Sample } from '../../../src/cli/soak/sample.ts'

const level: Omit<Sample, 'week'> = { entries: 0, redisMb: 0, processMb: 300, ids: 90_000, receipts: 20_000, states: 300, failed: 0, waiting: 3, queue: 60 }
/** A sample each two weeks, as `of` says. */
const run = (weeks: number, of: (week: number) => Partial<Sample> = () => ({})): Sample[] =>
  Array.from({ length: weeks / 2 }, (_, i) => ({ ...level, week: 2 * i + 2, ...of(2 * i + 2) }))

test('what levels off in time is level; entries and the memory of Redis may grow', () => {
  const samples = run(78, (week) => ({ entries: week * 1000, redisMb: week, ids: Math.min(week, 53) * 1000, receipts: Math.min(week, 14) * 900, processMb: 200 + 20 * Math.min(week, 7) }))
  expect(new Set(Object.values(judge(samples)))).toEqual(new Set(['level']))
})

test.each([
  ['ids', (week: number) => week * 1000], ['receipts', (week: number) => week * 900], ['states', (week: number) => week * 20], ['waiting', (week: number) => week * 2],
  ['failed', (week: number) => week / 10], ['queue', (week: number) => 60 + week * 5], ['processMb', (week: number) => 200 + week * 6],
] as const)('%s that grow on are found, and nothing else', (name, of) => {
  const verdicts = judge(run(78, (week) => ({ [name]: of(week) })))
  expect(Object.entries(verdicts).filter(([, verdict]) => verdict !== 'level')).toEqual([[name, 'grows']])
})

test('what rises and is cleared away by turns is level, wherever in its turn it was looked at', () => {
  const samples = run(78, (week) => ({ states: week < 40 && week % 6 === 0 ? 8 : week === 76 ? 8 : 408 }))
  expect(judge(samples).states).toBe('level')
})

test('too few weeks say nothing of what is kept for a year', () => {
  expect(judge(run(52, (week) => ({ ids: week * 1000 })))).toMatchObject({ ids: 'unknown', receipts: 'level' })
  expect(new Set(Object.values(judge(run(4))))).toEqual(new Set(['unknown']))
})
