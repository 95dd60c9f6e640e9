/** A request that another side grants or refuses (/同意, /不同意): a postponement, a swap of terms. */
import { z } from 'zod'
import { defineKind } from '../record.ts'

const approvalData = z.object({
  /** What is asked, one of src/work/approvals: `swap`, `postpone`. */
  subject: z.string(),
  /** What is asked for, one line for people. */
  asks: z.string(),
  /** Number of the record it is about. */
  ref: z.string(),
  /** Person id of who asks. */
  askedBy: z.string(),
  /** Who decides: whoever writes for a unit, or one person. */
  decider: z.union([z.object({ unit: z.string() }), z.object({ person: z.string() })]),
  state: z.enum(['open', 'granted', 'refused']),
  decidedBy: z.string().optional(),
  decidedAt: z.number().int().optional(),
  /** Reason given with the answer. */
  reason: z.string().optional(),
  /** What the subject's effect needs, its own shape. */
  payload: z.record(z.string(), z.json()),
})
export type ApprovalData = z.infer<typeof approvalData>

const approvalStates = { open: '待答复', granted: '已同意', refused: '未同意' } as const

/** Partition of what waits for whoever writes for a unit, or for one person. */
export const deciderKey = (decider: ApprovalData['decider']): string => ('unit' in decider ? decider.unit : `@${decider.person}`)

/** Indexes: `about` by the record's number, all of them; undecided ones by the record's number in `open` and by who decides in `decider`. */
export const approval = defineKind<ApprovalData>({
  kind: 'approval', label: '申请', schema: approvalData,
  indexes: {
    about: (record) => [{ in: record.data.ref, at: record.at }],
    open: (record) => (record.data.state === 'open' ? [{ in: record.data.ref, at: record.at }] : []),
    decider: (record) => (record.data.state === 'open' ? [{ in: deciderKey(record.data.decider), at: record.at }] : []),
  },
  words: { state: approvalStates },
  title: (data) => `${data.asks}（${approvalStates[data.state]}）`,
  labels: { asks: '事项', ref: '关于', askedBy: '申请人', decider: '答复方', state: '状态', reason: '理由' },
})
