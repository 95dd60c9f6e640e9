/** A reminder put off: it moves the reminder, never the deadline (/稍后). */
import { z } from 'zod'
import { defineKind } from '../record.ts'

const snoozeData = z.object({
  /** The matter's ref. */
  ref: z.string(),
  /** Person id of who asked. */
  person: z.string(),
  /** When to be reminded, ms. */
  until: z.number(),
})
export type SnoozeData = z.infer<typeof snoozeData>

export const snooze = defineKind<SnoozeData>({
  kind: 'snooze', label: '稍后', schema: snoozeData, title: (d) => d.ref,
  indexes: {
    matter: (r) => [{ in: r.data.ref, at: r.data.until }],
    until: (r) => [{ in: '', at: r.data.until }],
  },
})
