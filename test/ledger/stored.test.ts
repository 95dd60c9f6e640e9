import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Rec } from '../../src/domain/record.ts'
import { readStored, stateText, versionOf } from '../../src/ledger/stored.ts'

const text = fc.string({ unit: 'binary', maxLength: 20 })
const state = fc.record({
  unit: text, at: fc.integer(), by: text, group: fc.option(text, { nil: undefined }),
  void: fc.option(fc.record({ at: fc.integer(), by: text, reason: text }), { nil: undefined }),
  data: fc.dictionary(fc.constantFrom('week', 'progress', 'note'), fc.oneof(text, fc.integer(), fc.array(text, { maxLength: 3 }))),
})

it('a record reads back as it was written', () => {
  fc.assert(fc.property(state, fc.nat(), fc.nat(), (written, version, first) => {
    const stored = `${version},${first}:${stateText(written)}`
    const record: Rec<unknown> = { kind: 'memo', id: '便条-2026-001', version, ...written }
    expect(readStored('memo', '便条-2026-001', stored)).toEqual({ record, first })
    expect(versionOf(stored)).toBe(version)
  }), { numRuns: 200 })
})
