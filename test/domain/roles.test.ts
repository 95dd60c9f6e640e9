import { describe, expect, test } from 'vitest'
import { roles, type Role } from '../../src/domain/records/directory.ts'
import { mayUse, spellWho, type Who } from '../../src/domain/roles.ts'
import { directoryOf, hangzhou, ningbo, personRec, school, xian, yinzhou, zhonghe } from './sample.ts'

const today = '2026-11-20'
/** Where a unit lies, seen from the unit of the post. */
const relations = { own: zhonghe, below: school, parent: yinzhou, above: ningbo, sibling: `${yinzhou}/白塔街道`, elsewhere: hangzhou, alike: `${zhonghe}2` } as const
type Relation = keyof typeof relations
const modes = ['read', 'write'] as const

const holding = (role: Role, unit: string = zhonghe, more = {}) =>
  directoryOf({ people: [personRec('p', { name: '甲', unit, posts: [{ unit, title: '某职', roles: [role], ...more }] })] })
const ask = (who: Who, directory: ReturnType<typeof holding>, unit: string | undefined, chairs: string[] = [], on = today) =>
  mayUse(who, { directory, person: directory.person('p'), unit, on, chairs })

/** Everything that is allowed to a holder of a post at 中河街道; all else is not. */
const allowed: Record<Role, Record<(typeof modes)[number], Relation[]>> = {
  admin: { read: ['own', 'below'], write: ['own', 'below'] },
  cadre: { read: ['own', 'below'], write: ['own', 'below'] },
  leader: { read: ['own', 'below'], write: [] },
  instructor: { read: ['own', 'below'], write: ['own', 'below'] },
  contact: { read: ['own'], write: ['own'] },
}

describe('role × mode × where the unit lies', () => {
  for (const role of roles) for (const mode of modes) for (const [relation, unit] of Object.entries(relations)) {
    const yes = allowed[role][mode].includes(relation as Relation)
    const directory = holding(role)
    test(`${role} ${mode} ${relation}: ${yes ? 'may' : 'may not'}`, () => {
      expect(ask({ roles: [role], mode }, directory, unit)).toBe(yes)
      expect(ask({ roles: [...roles], mode }, directory, unit)).toBe(yes)
    })
    test(`${role} ${mode} ${relation}: never by a command for others`, () =>
      expect(ask({ roles: roles.filter((other) => other !== role), mode }, directory, unit)).toBe(false))
  }
})

describe('a contact and its committee', () => {
  const directory = holding('contact', school)
  const committee = { roles: ['contact'], mode: 'read', committee: true } as const satisfies Who
  const cases: [string, boolean][] = [[school, true], [zhonghe, true], [yinzhou, false], [`${zhonghe}/宋诏桥社区`, false], [hangzhou, false], [`${yinzhou}/白塔街道`, false]]
  test.each(cases)('reads what is marked so at %s: %s', (unit, yes) => expect(ask(committee as Who, directory, unit)).toBe(yes))
  test('reads nothing else of the committee', () => expect(ask({ roles: ['contact'], mode: 'read' }, directory, zhonghe)).toBe(false))
  test('never writes there', () => expect(ask({ roles: ['contact'], mode: 'write', committee: true }, directory, zhonghe)).toBe(false))
  test('the flag opens nothing to other roles', () =>
    expect(ask({ roles: ['cadre', 'contact'], mode: 'read', committee: true }, holding('cadre', school), zhonghe)).toBe(false))
})

describe('the chair', () => {
  const directory = holding('contact', school)
  const who: Who = { roles: ['cadre'], mode: 'write', chair: true }
  test('its rights are for the committees it chairs', () => {
    expect(ask(who, directory, zhonghe, [zhonghe])).toBe(true)
    expect(ask(who, directory, yinzhou, [zhonghe])).toBe(false)
    expect(ask(who, directory, `${zhonghe}/宋诏桥社区`, [zhonghe])).toBe(false)
    expect(ask(who, directory, zhonghe)).toBe(false)
  })
  test('only where the command says so', () => expect(ask({ roles: ['cadre'], mode: 'write' }, directory, zhonghe, [zhonghe])).toBe(false))
  test('never for someone forgotten or unknown', () => {
    const gone = directoryOf({ people: [personRec('p', { name: '', unit: school, gone: true })] })
    expect(ask(who, gone, zhonghe, [zhonghe])).toBe(false)
    expect(ask(who, directoryOf(), zhonghe, [zhonghe])).toBe(false)
  })
})

describe('who it is', () => {
  const none = directoryOf({ people: [personRec('p', { name: '甲', unit: zhonghe })] })
  const gone = directoryOf({ people: [personRec('p', { name: '', unit: zhonghe, gone: true, posts: [{ unit: zhonghe, title: '', roles: ['admin'] }] })] })
  const read: Who = { roles: [...roles], mode: 'read' }
  test('everyone: also the unknown and the forgotten', () => {
    for (const directory of [none, gone, directoryOf()]) expect(ask('everyone', directory, undefined)).toBe(true)
  })
  test('known: not the unknown, not the forgotten', () => {
    expect(ask('known', none, undefined)).toBe(true)
    expect(ask('known', gone, undefined)).toBe(false)
    expect(ask('known', directoryOf(), undefined)).toBe(false)
  })
  test('a home unit alone gives nothing, nor does a post without a role', () => {
    expect(ask(read, none, zhonghe)).toBe(false)
    const plain = directoryOf({ people: [personRec('p', { name: '甲', unit: zhonghe, posts: [{ unit: zhonghe, title: '委员', roles: [] }] })] })
    expect(ask(read, plain, zhonghe)).toBe(false)
  })
  test('the forgotten hold no roles', () => expect(ask(read, gone, zhonghe)).toBe(false))
  test('no unit, no right', () => expect(ask(read, holding('admin'), undefined)).toBe(false))
  test.each([['2026-10-31', false], ['2026-11-01', true], ['2026-11-30', true], ['2026-12-01', false]])('a post from 1 to 30 November on %s: %s', (on, yes) =>
    expect(ask(read, holding('cadre', zhonghe, { from: '2026-11-01', to: '2026-11-30' }), zhonghe, [], on)).toBe(yes))
  test('roles of two posts do not mix', () => {
    const two = directoryOf({ people: [personRec('p', { name: '甲', unit: zhonghe, posts: [
      { unit: zhonghe, title: '联系人', roles: ['contact'] }, { unit: xian, title: '书记', roles: ['cadre'] },
    ] })] })
    expect(ask({ roles: ['cadre'], mode: 'write' }, two, zhonghe)).toBe(false)
    expect(ask({ roles: ['cadre'], mode: 'write' }, two, `${xian}/白塔街道`)).toBe(true)
  })
})

describe('who may, in words', () => {
  test.each<[Who, string]>([
    ['everyone', '任何人'],
    ['known', '已登记的人员'],
    [{ roles: ['admin', 'cadre'], mode: 'write', chair: true }, '本单位及上级的管理员、团干部，或现任轮值主席单位的联系人'],
    [{ roles: ['cadre', 'admin'], mode: 'write' }, '本单位及上级的管理员、团干部'],
    [{ roles: ['leader', 'admin'], mode: 'write' }, '本单位及上级的管理员'],
    [{ roles: ['contact'], mode: 'write' }, '本单位的联系人'],
    [{ roles: ['contact', 'leader', 'cadre'], mode: 'read', committee: true }, '本单位及上级的领导、团干部，或本单位及其成员单位的联系人'],
    [{ roles: ['admin', 'instructor', 'contact'], mode: 'write' }, '本单位及上级的管理员，负责本单位的指导员，或本单位的联系人'],
  ])('%j', (who, words) => expect(spellWho(who)).toBe(words))
})
