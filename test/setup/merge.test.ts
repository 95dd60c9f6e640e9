import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Post } from '../../src/domain/records/directory.ts'
import { mergeGroup, mergePerson, mergePosts, mergeUnit } from '../../src/setup/merge.ts'

const post = (unit: string, title: string, more: Partial<Post> = {}): Post => ({ unit, title, roles: [], ...more })

describe('mergePosts', () => {
  it('matches by unit and title, and keeps what the file does not say', () => {
    expect(mergePosts([post('甲', '书记', { roles: ['leader'] })], [post('甲', '书记', { roles: ['cadre'], from: '2026-01-01' })]))
      .toEqual([post('甲', '书记', { roles: ['leader'], from: '2026-01-01' })])
  })
  it('takes a changed title at the same unit for the same post', () => {
    expect(mergePosts([post('甲', '副书记')], [post('甲', '书记', { reporter: true })])).toEqual([post('甲', '副书记', { reporter: true })])
  })
  it('adds posts, and takes none away', () => {
    expect(mergePosts([post('乙', '书记')], [post('甲', '书记')])).toEqual([post('甲', '书记'), post('乙', '书记')])
    expect(mergePosts([post('甲', '书记')], [post('甲', '委员'), post('甲', '书记')])).toEqual([post('甲', '委员'), post('甲', '书记')])
  })

  it('does not exchange two posts of one title', () => {
    const said = [post('乙', '部长', { roles: ['leader'] }), post('乙', '部长')]
    const once = mergePosts(said, [post('乙', '书记'), post('乙', '部长')])
    expect(mergePosts(said, once)).toEqual(once)
  })

  const some = fc.array(fc.record({ unit: fc.constantFrom('甲', '乙'), title: fc.constantFrom('书记', '委员', '部长'), roles: fc.subarray(['cadre', 'leader'] as const) }), { maxLength: 4 })
  it('merged again changes nothing, and every post of the file is there (property)', () => {
    fc.assert(fc.property(some, some, (said, before) => {
      const once = mergePosts(said, before)
      expect(mergePosts(said, once)).toEqual(once)
      expect(once.length).toBeGreaterThanOrEqual(Math.max(said.length, before.length))
      for (const one of said) expect(once).toContainEqual(one)
    }))
  })
})

describe('what the file leaves out stays', () => {
  it('a unit: aliases, office, and its kind where the file only guesses', () => {
    const before = { path: '甲', kind: '区' as const, aliases: ['老甲'], office: '甲团委' }
    expect(mergeUnit({ path: '甲', kind: '市', guessed: true }, before)).toEqual(before)
    expect(mergeUnit({ path: '甲', kind: '市', guessed: false, aliases: [] }, before)).toEqual({ ...before, kind: '市', aliases: [] })
    expect(mergeUnit({ path: '甲', kind: '市', guessed: true }, undefined)).toEqual({ path: '甲', kind: '市', aliases: [] })
  })
  it('a person: ids on other channels', () => {
    const before = { name: '甲', unit: '乙', posts: [], ids: { wechaty: 'wx' } }
    expect(mergePerson({ id: 'a', name: '甲', unit: '乙', posts: [], ids: { wecom: 'A' } }, before).ids).toEqual({ wechaty: 'wx', wecom: 'A' })
  })
  it('a group: its bulletin, quiet hours and addresses; a new one has the defaults', () => {
    const before = { name: '群', unit: '甲', bulletin: null, reminders: false, ranking: true, quiet: { from: '20:00', to: '09:00' }, addresses: { wecom: 'w' } }
    expect(mergeGroup({ id: 'g', name: '新名', unit: '甲', addresses: { wechaty: 'r' } }, before)).toEqual({ ...before, name: '新名', addresses: { wecom: 'w', wechaty: 'r' } })
    expect(mergeGroup({ id: 'g', name: '群', unit: '甲' }, undefined)).toEqual({
      name: '群', unit: '甲', bulletin: { weekday: 1, time: '10:00' }, reminders: true, ranking: false, addresses: {},
    })
  })
})
