/** A made-up pilot of many streets, each with a group, a cadre and two contacts. Every group has its bulletin on Mondays at ten. */

export interface Street {
  nth: number
  group: string
  cadre: string
  contacts: readonly [string, string]
  /** Short names of its member units. */
  members: readonly [string, string]
}

const cities = ['杭州', '宁波', '温州', '嘉兴', '绍兴'] as const
export const provinceGroup = '全省工作群'
export const workspace = 'faults'

const nameOf = (nth: number): string => `${cities[nth % cities.length]}${Math.floor(nth / cities.length) + 1}街道`

export const streets = (count: number): Street[] =>
  Array.from({ length: count }, (_, nth) => ({
    nth, group: `${nameOf(nth)}工作群`, cadre: `s${nth}`, contacts: [`s${nth}a`, `s${nth}b`], members: [`${nameOf(nth)}中学`, `${nameOf(nth)}银行`],
  }))

/** The setup file. */
export function pilotOf(all: readonly Street[]): string {
  const path = ({ nth }: Street) => `浙江省/${cities[nth % cities.length]}市/${cities[nth % cities.length]}区/${nameOf(nth)}`
  const bulletin = 'bulletin: 周一 10:00'
  return [
    `workspace: ${workspace}`, 'name: 浙江省街道团建试点', 'bot: { names: [团讯] }', 'units:',
    ...all.flatMap((street) => [
      `  - { path: ${path(street)}, kind: 街道, pilot: { level: 省 } }`,
      ...street.members.map((member) => `  - { path: ${path(street)}/${member}, kind: 成员单位, nature: 企业 }`),
    ]),
    'people:',
    '  - { id: office, name: 李欣, unit: 浙江省, title: 城市青年工作部, roles: [管理员, 领导] }',
    ...all.flatMap((street) => [
      `  - { id: ${street.cadre}, name: ${nameOf(street.nth)}书记, unit: ${path(street)}, title: 团工委书记, roles: [团干部] }`,
      ...street.members.map((member, i) => `  - { id: ${street.contacts[i]}, name: ${member}书记, unit: ${path(street)}/${member}, title: 团委书记, roles: [联系人] }`),
    ]),
    'groups:',
    `  - { name: ${provinceGroup}, unit: 浙江省, ${bulletin} }`,
    ...cities.map((city) => `  - { name: ${city}市工作群, unit: 浙江省/${city}市, ${bulletin} }`),
    ...all.map((street) => `  - { name: ${street.group}, unit: ${path(street)}, ${bulletin} }`),
    'weeklyReport: { due: 周五 17:00, from: [市] }', '',
  ].join('\n')
}
