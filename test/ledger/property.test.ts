import fc from 'fast-check'
import { expect, test } from 'vitest'
import { amend, create, voidRecord, type Change, type Rec } from '../../src/domain/record.ts'
import { openLedger } from '../../src/ledger/ledger.ts'
import { rebuild } from '../../src/ledger/rebuild.ts'
import type { View } from '../../src/ledger/types.ts'
import { verify } from '../../src/ledger/verify.ts'
import { freshRedis } from '../support/redis.ts'
import { commitAs, keyed, kinds, memo, newMemo, now, place } from './sample.ts'

const units = [place, `${place}/中河街道`, '浙江省/温州市', '浙江省']
const anyUnit = fc.constantFrom(...units)
const anyText = fc.oneof(fc.string({ unit: 'grapheme', maxLength: 12 }), fc.constantFrom('%1', '\\', '"', '|')).map((text) => text.replace(/[\uE000\uE001]/g, ''))
/** What is done next, to which of the records so far. */
const step = fc.oneof(
  fc.record({ act: fc.constant('create' as const), unit: anyUnit, title: anyText, secret: fc.option(anyText, { nil: undefined }), on: fc.integer(), which: fc.constant(0) }),
  fc.record({ act: fc.constant('amend' as const), title: anyText, on: fc.integer({ min: -5, max: 5 }), which: fc.nat(20) }),
  fc.record({ act: fc.constant('move' as const), unit: anyUnit, which: fc.nat(20) }),
  fc.record({ act: fc.constant('void' as const), which: fc.nat(20) }),
  fc.record({ act: fc.constant('key' as const), unit: anyUnit, which: fc.nat(3) }),
)
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never

async function decide(view: View, what: Step, ids: string[]): Promise<Change[]> {
  if (what.act === 'create') return [newMemo(what.title, what)]
  if (what.act === 'key') {
    const id = `键${what.which}`
    const before = await view.get(keyed, id)
    return [before ? amend(keyed, before, { value: what.unit }) : create(keyed, { unit: what.unit, now, id, data: { value: '新' } })]
  }
  const id = ids[what.which % Math.max(1, ids.length)]
  const before = id === undefined ? undefined : await view.get(memo, id)
  if (!before || before.void) return []
  if (what.act === 'move') return [{ ...amend(memo, before, {}, 'move'), unit: what.unit }]
  return [what.act === 'void' ? voidRecord(memo, before, 'lixin', now, '误') : amend(memo, before, { title: what.title, on: what.on })]
}

/** The plainest model there is: what each record should look like, and who stands where. */
const idsAt = (model: Map<string, Rec<{ on: number }>>, partition: string) =>
  [...model.values()].filter((r) => !r.void && `${r.unit}/`.startsWith(`${partition}/`)).sort((a, b) => a.data.on - b.data.on || (a.id < b.id ? -1 : 1)).map((r) => r.id)

test('after any sequence of changes, caches, streams and a plain model agree, also rebuilt', async () => {
  const { redis } = await freshRedis()
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
      await redis.flushdb()
      const ledger = openLedger(redis, { workspace: 'test', kinds, salt: 'fixed' })
      const model = new Map<string, Rec<{ on: number }>>()
      const ids: string[] = []
      for (const what of steps) {
        const view = await ledger.view()
        const [change] = await decide(view, what, ids)
        if (!change) continue
        const done = await commitAs(ledger, { view, changes: [change] })
        if (done.outcome !== 'committed') throw new Error(done.outcome)
        if (change.kind.kind !== 'memo') continue
        const id = done.fill(change.ref)
        if (!change.before) ids.push(id)
        model.set(id, { ...(change.before as Rec<{ on: number }>), id, unit: change.unit, void: change.void, data: change.data as { on: number } })
      }
      for (const rebuilt of [false, true]) {
        if (rebuilt) await rebuild(redis, { workspace: 'test', kinds })
        expect((await verify(redis, { workspace: 'test', kinds })).faults).toEqual([])
        const view = await ledger.view()
        for (const partition of ['浙江省', '浙江省/宁波市', ...units]) {
          expect((await view.list(memo, 'tree', partition)).map((r) => r.id)).toEqual(idsAt(model, partition))
        }
        for (const [id, { unit, data, void: gone }] of model) {
          expect(await view.get(memo, id)).toMatchObject(JSON.parse(JSON.stringify({ unit, data, void: gone })))
        }
      }
    }),
    { numRuns: 40 },
  )
})
