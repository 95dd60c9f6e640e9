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

/** Processor time in ms, so that a busy machine does not matter; the limits below are several times what is usual. */
const time = (work: () => void): number => {
  const begun = process.cpuUsage()
  work()
  const { user, system } = process.cpuUsage(begun)
  return (user + system) / 1000
}

test('40 000 units and 60 000 people: quick to build, and look-ups do not scan', () => {
  const build = () => directoryOf({ units, people, groups })
  expect(Math.min(time(build), time(build))).toBeLessThan(3000)
  const directory = build()
  const street = streets[1234]?.id ?? ''
  const member = `${street}/第3中学`
  directory.personOn('wecom', 'W1')
  directory.findPeople('王1')
  directory.holders(member, '2026-11-20')
  expect(time(() => {
    for (let i = 0; i < 2_000; i++) {
      directory.unit(member)
      directory.findUnit(member)
      directory.personOn('wecom', `w${i}`)
      directory.person(`p${i}`)
      directory.findPeople(`王${i}`)
      directory.holders(member, '2026-11-20', 'cadre')
      directory.responsible(member, '2026-11-20')
      directory.groupsFor(member)
      directory.parent(member)
      directory.children(street)
      directory.below(street)
    }
  })).toBeLessThan(1500)
  expect(time(() => directory.findUnit('第3市第4区第5街道第6中学'))).toBeLessThan(1000)
  expect(time(() => directory.findUnit('第三十三街到'))).toBeLessThan(2000)
})
