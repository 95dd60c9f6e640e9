/** Leave: no reminders in that time; the proxy named is asked instead (/请假). */
import { z } from 'zod'
import { defineKind } from '../record.ts'
import { addDays, instant, spellDay, spellRange, type Day } from '../time.ts'

const leaveData = z.object({
  person: z.string(),
  from: z.string(),
  /** Inclusive. */
  to: z.string(),
  reason: z.string().optional(),
  /** Person id of who stands in. */
  proxy: z.string().optional(),
})
export type LeaveData = z.infer<typeof leaveData>

export const leave = defineKind<LeaveData>({
  kind: 'leave', label: '请假', schema: leaveData, personal: ['reason'], blank: { reason: undefined }, title: (d) => spellRange(d),
  labels: { from: '自', to: '至', reason: '原因', proxy: '代理' },
  spell: { from: spellDay, to: spellDay },
  indexes: { person: (r) => [{ in: r.data.person, at: instant(addDays(r.data.to, 1)) }] },
})

/** Whether the leave covers a day. */
export const covers = (data: LeaveData, on: Day): boolean => data.from <= on && on <= data.to
