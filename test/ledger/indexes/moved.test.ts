import fc from 'fast-check'
import { describe, expect, onTestFinished, test } from 'vitest'
import { amend } from '../../../src/domain/record.ts'
import { moved, type Move } from '../../../src/ledger/indexes/partition.ts'
import { openLedger } from '../../../src/ledger/ledger.ts'
import { startRedis } from '../../support/redis.ts'
import { callsOf, file, kinds, memo, newMemo, now, place } from '../sample.ts'

const move = (id: string, score: number, leaves = false): Move => ({ name: 'n', id, score, leaves, nth: 0 })
const few = { ids: ['甲', '乙', '丙'], scores: [1, 3, 5] }

describe('what is known of a small partition follows a commit of our own', () => {
  test('a record takes the place its score gives it, leaves it, or changes it', () => {
    expect(moved(few, [move('丁', 4)])).toEqual({ ids: ['甲', '乙', '丁', '丙'], scores: [1, 3, 4, 5] })
    expect(moved(few, [move('丁', 9)])?.ids).toEqual(['甲', '乙', '丙', '丁'])
    expect(moved(few, [move('乙', 3, true)])).toEqual({ ids: ['甲', '丙'], scores: [1, 5] })
    expect(moved(few, [move('乙', 3, true), move('乙', 0)])).toEqual({ ids: ['乙', '甲', '丙'], scores: [0, 1, 5] })
    expect(moved(few, [move('乙', 3)])).toEqual(few)
    expect(few.ids).toEqual(['甲', '乙', '丙'])
  })

  test.each([
    ['among equal scores', [move('丁', 3)]], ['of a record that was not known to stand there', [move('丁', 3, true)]], ['of one that stood elsewhere', [move('乙', 4)]],
    ['of so many that pages may have been made', Array.from({ length: 125 }, (_, i) => move(`n${i}`, 100 + i))],
  ])('what only Redis can tell is read again: %s', (_, moves) => {
    expect(moved(few, moves)).toBeUndefined()
  })

  test('any moves: as if sorted anew, or read again', () => {
    const step = fc.record({ id: fc.constantFrom('a', 'b', 'c', 'd', 'e'), score: fc.integer({ min: 0, max: 30 }), leaves: fc.boolean() })
    fc.assert(fc.property(fc.array(step), (steps) => {
      let members: ReturnType<typeof moved> = { ids: [], scores: [] }
      const expected = new Map<string, number>()
      for (const { id, score, leaves } of steps) {
        const stood = expected.get(id)
        if (leaves && stood === undefined) continue
        const moves = leaves ? [move(id, stood ?? 0, true)] : [...(stood === undefined || stood === score ? [] : [move(id, stood, true)]), move(id, score)]
        if (leaves) expected.delete(id)
        else expected.set(id, score)
        members = members && moved(members, moves)
      }
      if (!members) return
      const sorted = [...expected].sort(([, a], [, b]) => a - b)
      expect(members).toEqual({ ids: sorted.map(([id]) => id), scores: sorted.map(([, score]) => score) })
    }))
  })

  test('so that the next view need not ask, and sees the versions that Redis has', async () => {
    const server = await startRedis()
    onTestFinished(server.stop)
    const redis = server.redis()
    const ledger = openLedger(redis, { workspace: 'test', kinds })
    const titles = async () => {
      await redis.config('RESETSTAT')
      const found = (await (await ledger.view()).list(memo, 'tree', place)).map(({ data }) => data.title)
      return [...found, (await callsOf(redis))['zrange'] ?? 0]
    }
    await file(ledger, newMemo('一', { on: now + 5 }))
    expect(await titles()).toEqual(['一', 1])
    await file(ledger, newMemo('二', { on: now + 3 }))
    expect(await titles()).toEqual(['二', '一', 0])
    const view = await ledger.view()
    const [second] = await view.list(memo, 'tree', place)
    expect(await ledger.holds(view)).toBe(true)
    if (second) await file(ledger, amend(memo, second, { on: now + 9 }), { view })
    expect(await titles()).toEqual(['一', '二', 0])
  })
})
