/** The two-sided handover of the chair (S2): the outgoing one files it, the incoming one confirms. */
import { z } from 'zod'
import { defineKind, subtree } from '../record.ts'
import { momentOf, spellMoment } from '../time.ts'
import { lastPart } from '../unitPath.ts'

const handoverData = z.object({
  committee: z.string(),
  /** Number of the term that ends. */
  term: z.string(),
  /** Path of the member unit that hands over. */
  outgoing: z.string(),
  done: z.string(),
  open: z.string().optional(),
  /** 经费结余, fen. */
  balance: z.number().int().optional(),
  materials: z.string().optional(),
  /** Numbers of the open tasks and planned activities that pass on, as of the filing or, once confirmed, the confirmation. */
  passed: z.array(z.string()),
  /** When it was filed last, ms. */
  filedAt: z.number().int(),
  /** The incoming side's confirmation. */
  taken: z.object({ unit: z.string(), term: z.string(), by: z.string(), at: z.number().int(), remark: z.string().optional() }).optional(),
})
export type HandoverData = z.infer<typeof handoverData>

/** Fen as people write it: `1200元`, `1200.50元`. */
export const spellMoney = (fen: number): string => `${(fen / 100).toFixed(2).replace(/\.00$/, '')}元`

/** Indexes: `term` by the ending term's number; `filed` by any unit path above and filing time (ms); `open` by committee, unconfirmed ones; `waiting` the same for the whole workspace in ''. */
export const handover = defineKind<HandoverData>({
  kind: 'handover', label: '交接', schema: handoverData,
  indexes: {
    term: ({ data }) => [{ in: data.term, at: 0 }],
    filed: ({ data }) => subtree(data.committee, data.filedAt),
    open: ({ data }) => (data.taken === undefined ? [{ in: data.committee, at: data.filedAt }] : []),
    waiting: ({ data }) => (data.taken === undefined ? [{ in: '', at: data.filedAt }] : []),
  },
  title: (data, name = lastPart) => `${name(data.outgoing)} ${data.term}（${data.taken === undefined ? '待接任' : '已接任'}）`,
  labels: {
    committee: '共建委员会', term: '任期', outgoing: '交班单位', done: '已办', open: '未办', balance: '经费结余', materials: '资料',
    passed: '移交事项', taken: '接任',
  },
  spell: {
    balance: spellMoney,
    taken: ({ unit, at, remark }: NonNullable<HandoverData['taken']>, name: (path: string) => string) =>
      `${name(unit)} ${spellMoment(momentOf(at))}${remark === undefined ? '' : `，${remark}`}`,
  },
})
