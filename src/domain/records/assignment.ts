/** One unit's share of something asked of one or more units: a task, a receipt. Whatever is asked with a date becomes these, so that one engine follows all of it. */
import { z } from 'zod'
import { defineKind, subtree } from '../record.ts'

/** Score of what has no deadline: after everything that has one. */
const never = 8_640_000_000_000_000

const assignmentData = z.object({
  /** Number of the record that asks: 任务-2026-004. */
  of: z.string(),
  /** Its Chinese kind name: 任务, 通知. */
  label: z.string(),
  title: z.string(),
  /** Path of the unit that asks. */
  issuer: z.string(),
  /** Person id, where one person is asked and not the unit. */
  person: z.string().optional(),
  /** When it becomes late, ms; absent when no date was set. */
  due: z.number().optional(),
  /** Whether a time of day was set. */
  timed: z.boolean(),
  since: z.number(),
  /** The exact command that settles it. */
  next: z.string(),
  escalates: z.boolean(),
  done: z.object({ at: z.number(), by: z.string(), note: z.string().optional() }).optional(),
})
export type AssignmentData = z.infer<typeof assignmentData>

/** Record id: `<number>|<unit path>` or `<number>|<unit path>|<person id>`. */
export const assignment = defineKind<AssignmentData>({
  kind: 'assignment', label: '承办', numbered: false, schema: assignmentData, title: (d) => d.title,
  labels: { title: '标题', due: '截止', done: '办结' },
  indexes: {
    /** All shares of one record, in the order they were given. */
    of: (r) => [{ in: r.data.of, at: r.at }],
    /** Open ones with a date, by due time: everything under '' and under each unit above. */
    due: (r) => (r.data.done || r.data.due === undefined ? [] : [{ in: '', at: r.data.due }, ...subtree(r.unit, r.data.due)]),
    /** Open ones, dated or not, of a unit and of those above it. */
    open: (r) => (r.data.done ? [] : subtree(r.unit, r.data.due ?? never)),
    /** Open ones asked of one person. */
    person: (r) => (r.data.done || r.data.person === undefined ? [] : [{ in: r.data.person, at: r.data.due ?? never }]),
    /** Settled ones, by when. */
    done: (r) => (r.data.done ? subtree(r.unit, r.data.done.at) : []),
  },
})

export const assignmentId = (of: string, unit: string, person?: string): string => [of, unit, ...(person === undefined ? [] : [person])].join('|')
