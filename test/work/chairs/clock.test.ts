import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { nextNotice, noticesDue, type Edge } from '../../../src/work/chairs/clock.ts'
import type { Term } from '../../../src/domain/chair.ts'
import { noticeDays } from '../../../src/domain/stint.ts'
import { chairTerm } from '../../../src/domain/records/chairTerm.ts'
import { addDays, instant } from '../../../src/domain/time.ts'
import { chineseCalendar } from '../../../src/domain/workCalendar.ts'
import type { View } from '../../../src/ledger/types.ts'

const calendar = chineseCalendar()
const term = (from: string, days: number, at = 0): Term => ({
  kind: 'chairTerm', id: `轮值-${from}`, unit: '街道', version: 1, at, by: 'p',
  data: { committee: '街道', unit: '甲', from, to: addDays(from, days), duties: [] },
})

/** The two reads of an index that the clock makes, on terms that stand in memory; the ledger's own tests show that it gives the same. */
function viewOf(terms: readonly Term[]): View {
  const places = (edge: string) => terms.map((one) => ({ one, score: chairTerm.indexes[edge]?.(one)[0]?.at ?? 0 })).sort((a, b) => a.score - b.score)
  const view = {
    next: async (_: unknown, edge: string, __: string, from: number) => places(edge).find(({ score }) => score >= from)?.score,
    list: async (_: unknown, edge: string, __: string, { from, to }: { from: number; to: number }) =>
      places(edge).filter(({ score }) => score >= from && score <= to).map(({ one }) => one),
  }
  return view as unknown as View
}
const dateOf = (one: Term, edge: Edge) => (edge === 'start' ? one.data.from : one.data.to)
const allSlots = (terms: readonly Term[], edge: Edge) => terms.flatMap((one) => noticeDays(dateOf(one, edge), calendar).map((day) => instant(day, '09:00')))

const someTerms = fc.array(fc.tuple(fc.integer({ min: 0, max: 800 }), fc.integer({ min: 0, max: 91 })), { maxLength: 8 })
  .map((list) => list.map(([n, days]) => term(addDays('2025-12-01', n), days)))
const edge = fc.constantFrom<Edge>('start', 'end')
const moment = fc.integer({ min: 0, max: 900 * 24 }).map((hours) => instant('2025-11-01') + hours * 3_600_000)

describe('when notices are given', () => {
  it('finds the very next one, whatever holidays do to them', async () => {
    await fc.assert(fc.asyncProperty(someTerms, edge, moment, async (terms, which, after) => {
      const later = allSlots(terms, which).filter((slot) => slot > after)
      expect(await nextNotice(which, after, viewOf(terms), calendar)).toBe(later.length > 0 ? Math.min(...later) : undefined)
    }))
  })

  it('makes up for missed ones once per term, and not at all once the day has come', async () => {
    await fc.assert(fc.asyncProperty(someTerms, edge, moment, fc.integer({ min: 0, max: 60 * 24 }), async (terms, which, since, hours) => {
      const now = since + hours * 3_600_000
      const due = (await noticesDue(which, { since, now }, viewOf(terms), calendar)).map((one) => one.id)
      const expected = terms.filter((one) => allSlots([one], which).some((slot) => slot > since && slot <= now) && instant(addDays(dateOf(one, which), 1)) > now)
      expect(due.toSorted()).toEqual(expected.map((one) => one.id).toSorted())
    }))
  })

  it('drops those from before the term was planned', async () => {
    const one = term('2026-11-20', 30, instant('2026-11-10'))
    const range = { since: instant('2026-11-05'), now: instant('2026-11-07') }
    expect(await noticesDue('start', range, viewOf([one]), calendar)).toEqual([])
    expect(await noticesDue('start', range, viewOf([{ ...one, at: 0 }]), calendar)).toHaveLength(1)
  })
})
