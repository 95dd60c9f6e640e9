import fc from 'fast-check'
import { expect, it } from 'vitest'
import { owesReports, owingBelow, placeInOwing } from '../../src/domain/owing.ts'
import { directoryOf, settings, unitRec } from './sample.ts'

const directory = directoryOf({
  settings: { ...settings, weeklyReport: { due: { weekday: 5, time: '17:00' }, from: ['市', '街道'] } },
  units: [
    unitRec('浙江省', '省'), unitRec('浙江省/宁波市', '市'), unitRec('浙江省/宁波市/鄞州区', '区'), unitRec('浙江省/宁波市/鄞州区/中河街道', '街道'), unitRec('浙江省/杭州市', '市'), unitRec('浙江省/宁波市/鄞州区/白鹤街道', '街道'),
  ],
})
const paths = [...directory.units.map(({ path }) => path), '浙江省/温州市']

it('those that owe are the units of the kinds that do, at and below a path, in tree order', () => {
  for (const path of paths) expect(owingBelow(directory, path)).toEqual(directory.below(path).filter((unit) => owesReports(directory, unit)))
  expect(owingBelow(directory, '浙江省').map(({ name }) => name)).toEqual(['宁波市', '中河街道', '白鹤街道', '杭州市'])
})

it('each has its place among them, in whatever order and however often it is asked for; no other unit has one', () => {
  fc.assert(fc.property(fc.constantFrom(...paths), fc.array(fc.constantFrom(...paths), { maxLength: 20 }), (top, asked) => {
    const owing = owingBelow(directory, top).map(({ path }) => path)
    const placeOf = placeInOwing(directory, top)
    for (const path of [...asked, ...owing, ...asked]) expect(placeOf(path) ?? -1).toBe(owing.indexOf(path))
  }), { numRuns: 100 })
})
