import { describe, expect, test } from 'vitest'
import type { Post, Role } from '../../src/domain/records/directory.ts'
import { directoryOf, ningbo, personRec, school, yinzhou, zhonghe } from './sample.ts'

const post = (unit: string, roles: Role[] = [], more: Partial<Post> = {}): Post => ({ unit, title: '书记', roles, ...more })
const today = '2026-11-20'
const ids = (people: { id: string }[]) => people.map((person) => person.id)

describe('on a channel', () => {
  const directory = directoryOf({
    people: [
      personRec('wangmin', { name: '王敏', unit: zhonghe, ids: { wecom: 'WangMin', wechaty: 'Wx_1' } }),
      personRec('lixin', { name: '李欣', unit: ningbo, ids: { simulator: 'li' } }),
      personRec('gone', { name: '张三', unit: zhonghe, ids: { wecom: 'zhang' }, gone: true }),
      personRec('late', { name: '后来', unit: zhonghe, ids: { wecom: 'wangmin' } }),
    ],
  })
  test.each([
    ['wecom', 'WangMin', 'wangmin'],
    ['wecom', 'wangmin', 'wangmin'],
    ['wechaty', 'Wx_1', 'wangmin'],
    ['simulator', 'wangmin', 'wangmin'],
    ['simulator', 'li', 'lixin'],
  ])('%s %s', (channel, id, person) => expect(directory.personOn(channel, id)?.id).toBe(person))
  test.each([
    ['wechaty', 'wx_1'],
    ['simulator', 'lixin'],
    ['simulator', 'WangMin'],
    ['wecom', 'lixin'],
    ['wecom', 'zhang'],
    ['simulator', 'gone'],
    ['other', 'wangmin'],
    ['constructor', 'name'],
  ])('nobody behind %s %s', (channel, id) => expect(directory.personOn(channel, id)).toBeUndefined())
  test.each(['wecom', 'wecomBot', 'wecomApp'])('the channels of WeCom share its ids: %s', (channel) => {
    const people = directoryOf({ people: [personRec('a', { name: '甲', unit: ningbo, ids: { wecom: 'ABC' } })] })
    expect([people.personOn(channel, 'abc')?.id, people.personOn('wechaty', 'abc')]).toEqual(['a', undefined])
  })
})

describe('by name', () => {
  const directory = directoryOf({
    people: [
      personRec('1', { name: '王敏', unit: zhonghe }),
      personRec('2', { name: ' 王敏\u3000', unit: ningbo }),
      personRec('3', { name: '买买提·艾力', unit: ningbo }),
      personRec('4', { name: '李乾', unit: ningbo }),
      personRec('5', { name: '李干', unit: ningbo }),
      personRec('6', { name: '陈东', unit: ningbo, gone: true }),
      personRec('7', { name: '劉洋', unit: ningbo }),
    ],
  })
  test.each([
    ['王敏', ['1', '2']],
    ['王 敏', ['1', '2']],
    ['买买提•艾力', ['3']],
    ['刘洋', ['7']],
    ['李乾', ['4']],
    ['李干', ['5']],
    ['陈东', []],
    ['王', []],
    ['', []],
    ['wangmin', []],
  ])('%s', (name, found) => expect(ids(directory.findPeople(name))).toEqual(found))
  test('names are trimmed', () => expect(directory.person('2')?.name).toBe('王敏'))
  test('someone forgotten is still known by id, for the history', () => expect(directory.person('6')?.gone).toBe(true))
})

describe('posts', () => {
  const directory = directoryOf({
    people: [
      personRec('old', { name: '甲', unit: zhonghe, posts: [post(zhonghe, ['cadre'], { to: '2026-10-31', reporter: true })] }),
      personRec('first', { name: '乙', unit: yinzhou, posts: [post(yinzhou, ['leader']), post(zhonghe, ['admin'], { from: '2026-11-01' })] }),
      personRec('second', { name: '丙', unit: zhonghe, posts: [post(zhonghe, ['cadre']), post(zhonghe, ['contact'])] }),
      personRec('reporter', { name: '丁', unit: zhonghe, posts: [post(zhonghe, [], { reporter: true, from: '2026-11-20', to: '2026-11-20' })] }),
      personRec('gone', { name: '戊', unit: school, posts: [post(school, ['contact'])], gone: true }),
      personRec('plain', { name: '己', unit: school }),
    ],
  })
  test('holders on a day, in order of entry, each once', () => {
    expect(ids(directory.holders(zhonghe, today))).toEqual(['first', 'second', 'reporter'])
    expect(ids(directory.holders(zhonghe, '2026-10-31'))).toEqual(['old', 'second'])
    expect(ids(directory.holders(zhonghe, '2026-11-01'))).toEqual(['first', 'second'])
  })
  test('only those with one of the roles', () => {
    expect(ids(directory.holders(zhonghe, today, 'admin', 'contact'))).toEqual(['first', 'second'])
    expect(ids(directory.holders(zhonghe, today, 'leader'))).toEqual([])
  })
  test('nobody by home unit alone, nobody of a unit below, nobody forgotten', () => {
    expect(directory.holders(school, today)).toEqual([])
    expect(directory.holders(ningbo, today)).toEqual([])
  })
  test('responsible: the 报送人 of that day, else the first post’s holder', () => {
    expect(directory.responsible(zhonghe, today)?.id).toBe('reporter')
    expect(directory.responsible(zhonghe, '2026-11-21')?.id).toBe('first')
    expect(directory.responsible(zhonghe, '2026-10-31')?.id).toBe('old')
    expect(directory.responsible(school, today)).toBeUndefined()
  })

  test('responsible: an instructor or leader entered first is asked only when there is nobody else', () => {
    const of = (...people: [string, Role[]][]) =>
      directoryOf({ people: people.map(([id, roles]) => personRec(id, { name: id, unit: zhonghe, posts: [post(zhonghe, roles)] })) }).responsible(zhonghe, today)?.id
    expect(of(['guide', ['instructor']], ['head', ['leader']], ['cadre', ['cadre']])).toBe('cadre')
    expect(of(['head', ['leader', 'cadre']], ['cadre', ['cadre']])).toBe('head')
    expect(of(['plain', []], ['cadre', ['cadre']])).toBe('plain')
    expect(of(['head', ['leader']])).toBe('head')
  })
  test('posts in force on a day, both ends included', () => {
    const person = directory.person('reporter')
    const count = (on: string) => person && directory.postsOf(person, on).length
    expect([count('2026-11-19'), count('2026-11-20'), count('2026-11-21')]).toEqual([0, 1, 0])
    const gone = directory.person('gone')
    expect(gone && directory.postsOf(gone, today)).toEqual([])
  })
})
