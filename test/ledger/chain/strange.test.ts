import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { amend, create, defineKind } from '../../../src/domain/record.ts'
import { withStrangeParts } from '../../../src/ledger/chain/strange.ts'
import { forgetAct } from '../../../src/ledger/forget.ts'
import { openLedger } from '../../../src/ledger/ledger.ts'
import { rebuild } from '../../../src/ledger/rebuild.ts'
import { verify } from '../../../src/ledger/verify.ts'
import { freshRedis } from '../../support/redis.ts'
import { commitAs, now, place } from '../sample.ts'

const step = { on: z.string(), who: z.object({ name: z.string() }) }
const fields = { title: z.string(), when: z.object({ date: z.string(), time: z.string().optional() }), steps: z.array(z.object(step)), notes: z.record(z.string(), z.object({ text: z.string() })).optional() }
const known = z.object(fields)
type Known = z.infer<typeof known>
/** What a newer program may have put anywhere inside. */
const more = fc.dictionary(fc.constantFrom('colour', 'extra', 'zone'), fc.oneof(fc.string(), fc.integer(), fc.array(fc.record({ deep: fc.string() }))), { maxKeys: 2 })
const withMore = <T extends object>(plain: fc.Arbitrary<T>): fc.Arbitrary<T> => fc.tuple(plain, more).map(([value, extra]) => ({ ...extra, ...value }))
const aStep = withMore(fc.record({ on: fc.string(), who: withMore(fc.record({ name: fc.string() })) }))
const newer: fc.Arbitrary<Known> = fc.record({
  title: fc.string(), when: withMore(fc.record({ date: fc.string() })), steps: fc.array(aStep, { maxLength: 5 }),
  notes: fc.dictionary(fc.constantFrom('a', 'b'), withMore(fc.record({ text: fc.string() }))),
})

/** What an older program writes of what it was given, field by field. */
function written(before: Known, given: Known): Known {
  const parsed = known.parse(given) as Record<string, unknown>
  const [was, is] = [before, given] as Record<string, unknown>[]
  return Object.fromEntries(Object.entries(parsed).map(([key, value]) => [key, withStrangeParts(was?.[key], is?.[key], value)])) as Known
}

describe('parts that only a newer program knows', () => {
  test('are all there after an older one has changed something else', () => {
    fc.assert(fc.property(newer, fc.string(), (before, title) => {
      expect(written(before, { ...before, title })).toEqual({ ...before, title })
    }))
  })

  test('stay beside a changed part of the same value', () => {
    fc.assert(fc.property(newer, fc.string(), fc.nat(4), (before, text, nth) => {
      const given = { ...before, when: { ...before.when, time: text }, steps: before.steps.map((one, i) => (i === nth ? { ...one, who: { ...one.who, name: text } } : one)) }
      expect(written(before, given)).toEqual(given)
    }))
  })

  test('stay with what is left of a list, in any order, and what is new in it has none', () => {
    fc.assert(fc.property(newer, fc.nat(), aStep, (before, drop, fresh) => {
      const kept = before.steps.filter((_, i) => i !== drop % 5).toReversed()
      const added = { ...fresh, on: `${fresh.on} new` }
      const given = { ...before, steps: [added, ...kept] }
      const [first, ...rest] = written(before, given).steps
      expect(rest).toEqual(kept)
      if (before.steps.length !== given.steps.length) expect(first).toEqual(known.shape.steps.element.parse(added))
    }))
  })

  test.each<[string, unknown, unknown]>([
    ['of a record that is new', undefined, { date: 'a', colour: '蓝' }],
    ['that were not there', { date: 'a' }, { date: 'a', colour: '蓝' }],
    ['that are others than before', { date: 'a', colour: '红' }, { date: 'a', colour: '蓝' }],
    ['of a value that was a list', [{ date: 'a', colour: '蓝' }], { date: 'a', colour: '蓝' }],
  ])('%s are not taken for any', (_, before, given) => {
    expect(withStrangeParts(before, given, { date: 'a' })).toEqual({ date: 'a' })
  })

  test('of a value that was put anew are gone with it', () => {
    expect(withStrangeParts({ date: 'a', colour: '蓝' }, { date: 'b' }, { date: 'b' })).toEqual({ date: 'b' })
  })
})

test('in the ledger: they are in the chain where they were, a rebuild gives them back, and to forget takes them out', async () => {
  const { redis } = await freshRedis()
  const [old, next] = [fields, { ...fields, when: fields.when.extend({ zone: z.string() }) }].map((shape) => defineKind({ kind: 'plan', label: '计划', schema: z.object(shape) as unknown as typeof known, indexes: { day: (r) => [{ in: r.data.when.date, at: 0 }] } }))
  if (!old || !next) throw new Error('no kinds')
  const open = (kind: typeof old) => openLedger(redis, { workspace: 'test', kinds: [kind] })
  const change = create(next, { unit: place, now, data: { title: '一', when: { date: '2026-11-20', zone: '东八区' } as Known['when'], steps: [] } })
  const done = await commitAs(open(next), { changes: [change] })
  const id = done.outcome === 'committed' ? done.fill(change.ref) : ''
  const read = async () => (await (await open(old).view()).get(old, id))!
  await commitAs(open(old), { changes: [amend(old, await read(), { title: '二' })] })
  const expected = { title: '二', when: { date: '2026-11-20', zone: '东八区' }, steps: [] }
  expect((await read()).data).toEqual(expected)
  expect(await redis.exists('tx:{test}:side')).toBe(0)
  await rebuild(redis, { workspace: 'test', kinds: [next] })
  expect((await read()).data).toEqual(expected)
  expect((await verify(redis, { workspace: 'test', kinds: [next] })).faults).toEqual([])
  await commitAs(open(old), { changes: [{ ...amend(old, await read(), {}), act: forgetAct }] })
  expect((await read()).data).toEqual({ ...expected, when: { date: '2026-11-20' } })
})
