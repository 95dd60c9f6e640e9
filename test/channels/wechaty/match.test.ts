import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Entry } from '../../../src/channels/wechaty/book.ts'
import { matchPeople, matchRoom } from '../../../src/channels/wechaty/match.ts'

const room = (topic: string): Entry => ({ kind: 'room', topic, seen: 0 })
const person = (name: string, rooms: Record<string, string>): Entry => ({ kind: 'person', name, rooms, seen: 0 })
const anybody = () => true

describe('rooms', () => {
  test.each([
    ['one and one', ['t'], 1, { address: 'web:0' }],
    ['none before', ['u'], 1, 'none'],
    ['two before', ['t', 't'], 1, 'several'],
    ['two now', ['t'], 2, 'several'],
    ['none now, as it is being looked up', ['t'], 0, 'several'],
  ] as const)('%s', (_what, topics, present, want) => {
    expect(matchRoom(new Map(topics.map((topic, i) => [`web:${i}`, room(topic)])), 't', present)).toEqual(want)
  })
  test('a person of that name is no room', () => expect(matchRoom(new Map([['web:1', person('t', {})]]), 't', 1)).toBe('none'))
})

describe('people', () => {
  const lost = new Map([['web:1', person('a', { r: 'x' })], ['web:2', person('b', { r: '' })], ['web:3', person('c', { other: '' })]])
  test('by name and name in the room, of that room alone', () => {
    const members = [{ id: '@1', name: 'a', alias: 'x' }, { id: '@2', name: 'b', alias: 'y' }, { id: '@3', name: 'c', alias: '' }]
    expect(matchPeople(lost, 'r', members, anybody)).toEqual({ pairs: [{ id: '@1', address: 'web:1' }], left: 1 })
  })
  test('who is not free stays', () => {
    expect(matchPeople(lost, 'r', [{ id: '@1', name: 'a', alias: 'x' }], () => false)).toEqual({ pairs: [], left: 2 })
  })
  test('never two of one name, on either side; never one twice', () => {
    const word = fc.constantFrom('a', 'b', 'c')
    fc.assert(fc.property(fc.array(fc.tuple(word, word), { maxLength: 6 }), fc.array(fc.tuple(word, word), { maxLength: 6 }), (before, now) => {
      const { pairs, left } = matchPeople(
        new Map(before.map(([name, alias], i) => [`web:${i}`, person(name, { r: alias })])), 'r', now.map(([name, alias], i) => ({ id: `@${i}`, name, alias })), anybody,
      )
      expect(pairs.length + left).toBe(before.length)
      for (const { id, address } of pairs) {
        const [name, alias] = now[Number(id.slice(1))] ?? []
        expect(before[Number(address.slice(4))]).toEqual([name, alias])
        for (const side of [before, now]) expect(side.filter((one) => one[0] === name && one[1] === alias)).toHaveLength(1)
      }
    }))
  })
})
