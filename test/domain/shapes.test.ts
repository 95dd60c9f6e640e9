/** Units, people, groups and records are of one shape each: the engine reads fields of one shape more than twenty times as fast as of a shape for each object. */
import { setFlagsFromString } from 'node:v8'
import { expect, test } from 'vitest'
import { readStored } from '../../src/ledger/stored.ts'
import { directoryOf, groupRec, personRec, unitRec } from './sample.ts'

setFlagsFromString('--allow-natives-syntax')
const sameShape = new Function('a', 'b', 'return %HaveSameMap(a, b)') as (a: object, b: object) => boolean
setFlagsFromString('--no-allow-natives-syntax')

const shapes = (objects: readonly object[]): number =>
  objects.reduce<object[]>((known, one) => (known.some((other) => sameShape(other, one)) ? known : [...known, one]), []).length
const names = Array.from({ length: 50 }, (_, i) => `浙江省/第${i}市`)

test('units, people and groups of a directory', () => {
  const { units, people, groups } = directoryOf({
    units: names.map((path) => unitRec(path, '市')), people: names.map((unit, i) => personRec(`p${i}`, { name: `王${i}`, unit })), groups: names.map((unit) => groupRec(`${unit}群`, unit)),
  })
  expect([units, people, groups].map(shapes)).toEqual([1, 1, 1])
})

test('records that were read, one of them voided and some from a group', () => {
  const text = (unit: string, i: number) =>
    JSON.stringify({ unit, at: i, by: 'x', ...(i % 3 === 0 && { group: 'g' }), ...(i === 7 && { void: { at: 1, by: 'x', reason: '误' } }), data: { week: '2026-11-16' } })
  expect(shapes(names.map((unit, i) => readStored('weeklyReport', `周报-2026-${i}`, `${i},1:${text(unit, i)}`).record))).toBe(1)
})
