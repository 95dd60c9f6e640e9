import { expect, test } from 'vitest'
import type { UnitKind } from '../../src/domain/records/directory.ts'
import { directoryOf, groupRec, personRec, unitRec } from './sample.ts'

const fan = (above: string[], count: number, kind: UnitKind, name: (i: number) => string) =>
  above.flatMap((path) => Array.from({ length: count }, (_, i) => unitRec(`${path}/${name(i)}`, kind)))
const pathsOf = (records: { id: string }[]) => records.map((record) => record.id)

const cities = fan(['浙江省'], 20, '市', (i) => `第${i}市`)
const districts = fan(pathsOf(cities), 20, '区', (i) => `第${i}区`)
const streets = fan(pathsOf(districts), 10, '街道', (i) => `第${i}街道`)
const members = fan(pathsOf(streets), 9, '成员单位', (i) => `第${i}中学`)
const units = [unitRec('浙江省', '省'), ...cities, ...districts, ...streets, ...members]
const people = Array.from({ length: 60_000 }, (_, i) => {
  const unit = units[i % units.length]?.id ?? ''
  return personRec(`p${i}`, { name: `王${i}`, unit, posts: [{ unit, title: '书记', roles: ['cadre'] }], ids: { wecom: `W${i}` } })
})
const groups = streets.map(({ id }) => groupRec(`${id}群`, id))

test('40 000 units and 60 000 people: everything is found', () => {
  const directory = directoryOf({ units, people, groups })
  const street = streets[1234]?.id ?? ''
  const member = `${street}/第3中学`
  expect(directory.units).toHaveLength(units.length)
  for (let i = 0; i < 60_000; i += 1500) {
    expect(directory.personOn('wecom', `w${i}`)?.id).toBe(`p${i}`)
    expect(directory.findPeople(`王${i}`).map(({ id }) => id)).toEqual([`p${i}`])
  }
  expect(directory.unit(member)?.path).toBe(member)
  expect(directory.parent(member)?.path).toBe(street)
  expect(directory.children(street)).toHaveLength(9)
  expect(directory.below(street)).toHaveLength(10)
  expect(directory.groupsFor(member).map(({ unit }) => unit)).toEqual([street])
  expect(directory.holders(member, '2026-11-20', 'cadre').map(({ unit }) => unit)).toContain(member)
  expect(directory.findUnit('第3市第4区第5街道第6中学')).toMatchObject({ unit: { path: '浙江省/第3市/第4区/第5街道/第6中学' } })
  expect(directory.findUnit('第三十三街到')).toHaveProperty('unknown')
})
