/** A task: what is asked, of whom and until when. Each unit's share is an assignment. */
import { z } from 'zod'
import { defineKind, subtree } from '../record.ts'
import { spellDeadline } from '../time.ts'

export const momentData = z.object({ date: z.string(), time: z.string().optional() })

const taskData = z.object({
  title: z.string(),
  deadline: momentData,
  note: z.string().optional(),
  /** Paths of the units asked. */
  units: z.array(z.string()),
  /** Person ids of the named 负责人. */
  assignees: z.array(z.string()),
})
export type TaskData = z.infer<typeof taskData>

export const task = defineKind<TaskData>({
  kind: 'task', label: '任务', schema: taskData, title: (d) => d.title,
  labels: { title: '标题', deadline: '截止', note: '说明', units: '对象', assignees: '负责人' },
  spell: { deadline: spellDeadline },
  indexes: { unit: (r) => subtree(r.unit, r.at) },
})
