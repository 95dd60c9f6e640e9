import fc from 'fast-check'
import { expect, it } from 'vitest'
import { namesIn, placesBelow } from '../../../src/work/issues/load/place.ts'
import { directoryOf, unitRec } from '../../domain/sample.ts'

const directory = directoryOf({
  units: [
    unitRec('浙江省', '省'), unitRec('浙江省/宁波市', '市'), unitRec('浙江省/杭州市', '市'), unitRec('浙江省/宁波市/鄞州区', '区'), unitRec('浙江省/杭州市/西湖区', '区'), unitRec('浙江省/宁波市/鄞州区/中河街道', '街道'),
  ],
})
const paths = [...directory.units.map(({ path }) => path), '浙江省/宁波市/撤了的区', '江苏省']

it('puts things where their units stand below the issuing one, others last, and leaves those of one unit as they came', () => {
  const things = fc.array(fc.constantFrom(...paths), { maxLength: 30 }).map((some) => some.map((path, i) => ({ path, i })))
  fc.assert(fc.property(things, fc.constantFrom(...directory.units.map(({ path }) => path)), (some, top) => {
    const below = directory.below(top).map(({ path }) => path)
    const before = structuredClone(some)
    const sorted = placesBelow(directory, top).inOrder(some, ({ path }) => path)
    expect(sorted).toEqual([...below.flatMap((path) => some.filter((one) => one.path === path)), ...some.filter(({ path }) => !below.includes(path))])
    expect(some).toEqual(before)
  }), { numRuns: 100 })
})

it('names a unit that is no longer there by the last part of its path', () => {
  expect(['浙江省/宁波市', '浙江省/宁波市/撤了的区', '江苏省'].map(namesIn(directory))).toEqual(['宁波市', '撤了的区', '江苏省'])
})
