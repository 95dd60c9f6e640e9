import { expect, it } from 'vitest'
import { buildDirectory } from '../../src/domain/buildDirectory.ts'
import { committeeOf, committeesFor, membersOf } from '../../src/domain/committee.ts'
import type { UnitKind } from '../../src/domain/records/directory.ts'

const unit = (path: string, kind: UnitKind) => ({
  kind: 'unit', id: path, unit: path, version: 1, at: 0, by: 'setup', data: { path, kind, aliases: [] },
})
const directory = buildDirectory({
  settings: {
    name: '', office: '', botNames: [], weeklyReport: { due: { weekday: 5, time: '17:00' }, from: [] }, since: '2026-01-01', noon: '12:00', endOfWork: '17:30',
    ranking: false, series: {}, standards: 'default',
  },
  units: [
    unit('省', '省'), unit('省/市', '市'), unit('省/市/甲街道', '街道'), unit('省/市/甲街道/学校', '成员单位'), unit('省/市/甲街道/学校/分校', '成员单位'),
    unit('省/市/甲街道/社区', '社区'), unit('省/市/甲街道/社区/物业', '成员单位'), unit('省/市/甲街道/社团', '青年社会组织'),
    unit('省/市/乙镇', '乡镇'), unit('省/市/乙镇/医院', '成员单位'), unit('省/市/国企', '成员单位'), unit('省/市/国企/分厂', '成员单位'),
  ],
  people: [],
  groups: [],
})

it.each([
  ['省/市/甲街道', '省/市/甲街道'],
  ['省/市/甲街道/学校', '省/市/甲街道'],
  ['省/市/甲街道/学校/分校', '省/市/甲街道'],
  ['省/市/甲街道/社区', '省/市/甲街道'],
  ['省/市/甲街道/社区/物业', '省/市/甲街道'],
  ['省/市/乙镇/医院', '省/市/乙镇'],
  ['省/市/国企', '省/市'],
  ['省/市/国企/分厂', '省/市'],
  ['省/市', undefined],
  ['省', undefined],
  ['不存在', undefined],
])('the committee of %s is %s', (path, committee) => expect(committeeOf(directory, path)).toBe(committee))

it('has the member units of its street and no others', () => {
  expect(membersOf(directory, '省/市/甲街道').map((member) => member.path.split('/').at(-1))).toEqual(['学校', '分校', '物业'])
  expect(membersOf(directory, '省/市').map((member) => member.path.split('/').at(-1))).toEqual(['国企', '分厂'])
})

it('stands above the streets for all committees below, once each', () => {
  expect(committeesFor(directory, '省').toSorted()).toEqual(['省/市', '省/市/乙镇', '省/市/甲街道'].toSorted())
  expect(committeesFor(directory, '省/市/甲街道/社区')).toEqual(['省/市/甲街道'])
})
