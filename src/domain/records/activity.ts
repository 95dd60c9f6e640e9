/** Activities (S4): planned ahead, held once they have taken place, or cancelled. */
import { z } from 'zod'
import { defineKind, type Place, type Rec } from '../record.ts'
import { instant, spellMoment, startOf } from '../time.ts'
import { lineage } from '../unitPath.ts'

export const activityStates = { planned: '计划', held: '已开展', cancelled: '已取消' } as const

const activityData = z.object({
  topic: z.string(),
  when: z.object({ date: z.string(), time: z.string().optional() }),
  place: z.string().optional(),
  state: z.enum(['planned', 'held', 'cancelled']),
  /** Head count (人次) of a held activity. */
  people: z.number().int().optional(),
  /** Head count expected while it is planned; never counted. */
  expected: z.number().int().optional(),
  /** 类型: 培训, 志愿服务, … as typed. */
  type: z.string().optional(),
  /** Path of the hosting unit. */
  host: z.string(),
  /** Paths of the units that host it too (联办), without the host. */
  jointly: z.array(z.string()),
  summary: z.string().optional(),
  /** Item of the year's plan it carries out, as typed. */
  planItem: z.string().optional(),
  cancelReason: z.string().optional(),
  /** When a planned one was recorded as held, ms; one recorded as held from the first has its own time of filing. */
  heldAt: z.number().int().optional(),
})
export type ActivityData = z.infer<typeof activityData>

/** The units it counts for by themselves: the host and all that host it too (S4). */
export const participants = (data: Pick<ActivityData, 'host' | 'jointly'>): string[] => [...new Set([data.host, ...data.jointly])]

/** The participants and every unit above them, each once: a roll-up counts a 联办 activity once (S4). */
function everyone({ data }: Rec<ActivityData>, at = startOf(data.when)): Place[] {
  const paths = new Set(participants(data).flatMap(lineage))
  return [...paths].map((path) => ({ in: path, at }))
}

const inState = (state: ActivityData['state']) => (record: Rec<ActivityData>) => (record.data.state === state ? everyone(record) : [])

/** When it was recorded as what it is, which decides the bulletin it stands in (S6). */
const recordedAs = (state: ActivityData['state']) => (record: Rec<ActivityData>) =>
  record.data.state === state ? everyone(record, record.data.heldAt ?? record.at) : []

/**
 * Indexes by any unit path (its own and all below) and start time: `held`, `planned` ('' for the workspace too), `cancelled`, each activity in one of them;
 * by time of recording: `heldRecorded`, `plannedRecorded`; `own` by participant and day, not cancelled.
 */
export const activity = defineKind<ActivityData>({
  kind: 'activity', label: '活动', schema: activityData,
  indexes: {
    held: inState('held'),
    planned: (record) => (record.data.state === 'planned' ? [{ in: '', at: startOf(record.data.when) }, ...everyone(record)] : []),
    cancelled: inState('cancelled'),
    heldRecorded: recordedAs('held'),
    plannedRecorded: recordedAs('planned'),
    own: ({ data }) => (data.state === 'cancelled' ? [] : participants(data).map((unit) => ({ in: unit, at: instant(data.when.date) }))),
  },
  title: (data) => `${data.topic}（${activityStates[data.state]}，${spellMoment(data.when)}）`,
  words: { state: activityStates },
  labels: {
    topic: '主题', when: '时间', place: '地点', people: '人数', expected: '预计人数', type: '类型', host: '主办', jointly: '联办',
    summary: '摘要', planItem: '计划项', state: '状态', cancelReason: '取消原因',
  },
})
