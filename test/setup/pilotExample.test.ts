import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parseSetup } from '../../src/setup/yaml.ts'

const setup = parseSetup(readFileSync(new URL('../../pilot.example.yaml', import.meta.url), 'utf8'), 'pilot.example.yaml')
const below = (path: string) => setup.units.filter((unit) => unit.path.startsWith(`${path}/`))

describe('pilot.example.yaml', () => {
  it('holds the 21 pilot streets of 003, eleven of them named by the centre, in eleven cities', () => {
    const pilots = setup.units.filter((unit) => unit.pilot)
    expect(pilots).toHaveLength(21)
    expect(pilots.filter((unit) => unit.pilot?.level === '团中央')).toHaveLength(11)
    expect(setup.units.filter((unit) => unit.kind === '市')).toHaveLength(11)
    for (const name of ['中河街道', '庄桥街道', '天水街道', '新兴街道', '路桥街道', '海门街道']) {
      expect(pilots.some((unit) => unit.path.endsWith(`/${name}`))).toBe(true)
    }
  })

  it('has a committee of member units of every nature, each with its contact', () => {
    const members = below('浙江省/宁波市/鄞州区/中河街道').filter((unit) => unit.kind === '成员单位')
    expect(members.map((unit) => unit.nature)).toEqual(['学校', '企业', '事业', '机关', '两新', '部队'])
    for (const { path } of members) {
      expect(setup.people.some((person) => person.unit === path && person.posts.some((post) => post.roles.includes('contact')))).toBe(true)
    }
  })

  it('has a cadre and an instructor for every city that owes a weekly report', () => {
    for (const { path } of setup.units.filter((unit) => unit.kind === '市')) {
      const held = setup.people.flatMap((person) => person.posts).filter((post) => post.unit === path)
      expect(held.some((post) => post.roles.includes('cadre')), path).toBe(true)
      expect(held.some((post) => post.roles.includes('instructor')), path).toBe(true)
    }
  })

  it('has groups on three levels, the people and group that the documents name, and a chair', () => {
    expect(setup.groups.map((group) => group.unit.split('/').length)).toEqual([1, 2, 4])
    expect(setup.people.find((person) => person.id === 'wangmin')).toMatchObject({ name: '王敏', unit: '浙江省/宁波市/鄞州区/中河街道' })
    expect(setup.people.find((person) => person.id === 'lixin')).toMatchObject({ name: '李欣', unit: '浙江省' })
    expect(setup.chairTerms[0]).toMatchObject({ from: '2026-10-01', to: '2026-12-31' })
  })
})
