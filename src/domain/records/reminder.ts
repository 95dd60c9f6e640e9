/** What was asked of whom, when: one record per message, so that caps, /为什么 and /减负 rest on records (S7, Burden). */
import { z } from 'zod'
import { defineKind } from '../record.ts'

/** before: on the working day before it is due, or two hours before; snoozed: when somebody asked for; overdue: on up to three working days after; escalated: once, to the group above. */
const stages = ['before', 'snoozed', 'overdue', 'escalated'] as const
export type Stage = (typeof stages)[number]

const reminderData = z.object({
  /** Chat it was said in. */
  to: z.string(),
  /** The slot it was for, ms. */
  slot: z.number(),
  items: z.array(z.object({ ref: z.string(), unit: z.string(), stage: z.enum(stages) })),
  /** Ids of the persons mentioned. */
  mentioned: z.array(z.string()),
})
export type ReminderData = z.infer<typeof reminderData>

/** Record id: `<slot>|<chat>`. */
export const reminder = defineKind<ReminderData>({
  kind: 'reminder', label: '提醒', numbered: false, schema: reminderData,
  title: (d) => `${d.items.length}项`,
  indexes: {
    person: (r) => r.data.mentioned.map((id) => ({ in: id, at: r.data.slot })),
    matter: (r) => [...new Set(r.data.items.map((item) => item.ref))].map((ref) => ({ in: ref, at: r.data.slot })),
    unit: (r) => [...new Set(r.data.items.map((item) => item.unit))].map((unit) => ({ in: unit, at: r.data.slot })),
  },
})
