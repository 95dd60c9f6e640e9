import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { countRefs, holdsRef, packRefs } from '../../src/bulletin/refs.ts'

const ref = (n: number, kind = '周报', year = 2026) => `${kind}-${year}-${String(n).padStart(3, '0')}`

describe('packed record numbers', () => {
  it('writes neighbours as a run, whatever their order', () => {
    expect(packRefs([ref(3), ref(1), ref(2), ref(7)])).toEqual(['周报-2026-001~003', '周报-2026-007'])
  })

  it('keeps kinds and years apart', () => {
    expect(packRefs([ref(1), ref(2, '活动'), ref(2, '周报', 2027)])).toEqual(['周报-2026-001', '周报-2027-002', '活动-2026-002'])
  })

  it('leaves what is no plain number as it is', () => {
    expect(packRefs(['任务-2026-004|浙江省/宁波市', ref(1)])).toEqual(['周报-2026-001', '任务-2026-004|浙江省/宁波市'])
    expect(holdsRef(['任务-2026-004|浙江省/宁波市'], '任务-2026-004|浙江省/宁波市')).toBe(true)
    expect(holdsRef(['任务-2026-004|浙江省/宁波市'], '任务-2026-004')).toBe(false)
  })

  it('packs nothing into nothing', () => {
    expect(packRefs([])).toEqual([])
    expect(holdsRef([], ref(1))).toBe(false)
    expect(countRefs([])).toBe(0)
  })

  it('counts numbers beyond a thousand', () => {
    expect(packRefs(Array.from({ length: 40_000 }, (_, i) => ref(i + 1)))).toEqual(['周报-2026-001~40000'])
    expect(countRefs(['周报-2026-001~40000', '周报-2027-001'])).toBe(40_001)
  })

  it('packs the same whatever the order, and what stands there twice once', () => {
    const some = fc.array(fc.oneof(fc.tuple(fc.integer({ min: 1, max: 1200 }), fc.constantFrom('周报', '活动')).map(([n, kind]) => ref(n, kind)), fc.constantFrom('任务-2026-004|浙江省', '-7', '周报-', '3', '')))
    fc.assert(fc.property(some, (refs) => {
      const packed = packRefs(refs)
      expect(packRefs([...refs, ...refs.slice().reverse()])).toEqual(packed)
      expect(countRefs(packed)).toBe(new Set(refs).size)
      for (const one of refs) expect(holdsRef(packed, one)).toBe(true)
    }), { numRuns: 100 })
  })

  it('holds exactly what was packed', () => {
    const refs = fc.uniqueArray(fc.tuple(fc.integer({ min: 1, max: 60 }), fc.constantFrom('周报', '活动')).map(([n, kind]) => ref(n, kind)))
    fc.assert(
      fc.property(refs, (some) => {
        const packed = packRefs(some)
        expect(countRefs(packed)).toBe(some.length)
        for (const kind of ['周报', '活动']) for (let n = 1; n <= 60; n++) expect(holdsRef(packed, ref(n, kind))).toBe(some.includes(ref(n, kind)))
      }),
      { numRuns: 50 },
    )
  })
})
