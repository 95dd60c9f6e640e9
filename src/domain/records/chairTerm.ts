/** Terms of the rotating chair of a committee (S2), and the stand-ins laid over them. */
import { z } from 'zod'
import { defineKind, subtree } from '../record.ts'
import { addDays, instant, spellDay, spellRange } from '../time.ts'
import { lastPart } from '../unitPath.ts'

/** What a term owes: held activities within it, of one 类型 when given. */
const dutyData = z.object({ least: z.number().int().positive(), type: z.string().optional() })
export type Duty = z.infer<typeof dutyData>
/** `活动1次`, `联席会议1次` */
export const spellDuty = (duty: Duty): string => `${duty.type ?? '活动'}${duty.least}次`
/** At least one activity in each term (002). */
export const defaultDuties: readonly Duty[] = [{ least: 1 }]

const chairTermData = z.object({
  /** Path of the unit whose committee is chaired (a street as a rule). */
  committee: z.string(),
  /** Path of the member unit in the base order; swaps and stand-ins do not change it. */
  unit: z.string(),
  /** Path of the member unit that holds it instead, after a swap. */
  holder: z.string().optional(),
  from: z.string(),
  to: z.string(),
  duties: z.array(dutyData),
  /** Set once by the clock when the term ends: whether its duties were met (else 未完成), and the activities that counted. */
  outcome: z.object({ met: z.boolean(), counted: z.array(z.string()) }).optional(),
})
export type ChairTermData = z.infer<typeof chairTermData>

/** The member unit that holds a term: its own, or the one it was swapped with. */
export const holderOf = (data: Pick<ChairTermData, 'unit' | 'holder'>): string => data.holder ?? data.unit

/** Indexes by start (ms): `committee` by its path, `within` by any unit path above, `start` in ''; by end (ms, 24:00 of the last day): `end` in ''. */
export const chairTerm = defineKind<ChairTermData>({
  kind: 'chairTerm', label: '轮值', schema: chairTermData,
  indexes: {
    committee: ({ data }) => [{ in: data.committee, at: instant(data.from) }],
    within: ({ data }) => subtree(data.committee, instant(data.from)),
    start: ({ data }) => [{ in: '', at: instant(data.from) }],
    end: ({ data }) => [{ in: '', at: instant(addDays(data.to, 1)) }],
  },
  title: (data, name = lastPart) =>
    `${name(holderOf(data))} ${spellRange(data)}${data.outcome === undefined ? '' : data.outcome.met ? '（职责已完成）' : '（未完成）'}`,
  labels: { committee: '共建委员会', unit: '单位', holder: '换班后单位', from: '开始', to: '结束', duties: '职责', outcome: '结果' },
  spell: {
    from: spellDay,
    to: spellDay,
    duties: (duties: Duty[]) => duties.map(spellDuty).join('、'),
    outcome: ({ met, counted }: NonNullable<ChairTermData['outcome']>) => `${met ? '职责已完成' : '未完成'}${counted.length > 0 ? `（${counted.join('、')}）` : ''}`,
  },
})

const standInData = z.object({
  committee: z.string(),
  /** Path of the member unit that acts as chair meanwhile. */
  unit: z.string(),
  /** Number of the term it stands in for. */
  term: z.string(),
  from: z.string(),
  to: z.string(),
})
export type StandInData = z.infer<typeof standInData>

/** A stand-in lies over a term and never changes it; voiding it gives the days back. Index `committee` by start (ms). */
export const standIn = defineKind<StandInData>({
  kind: 'standIn', label: '代班', schema: standInData,
  indexes: { committee: ({ data }) => [{ in: data.committee, at: instant(data.from) }] },
  title: (data, name = lastPart) => `${name(data.unit)} ${spellRange(data)}（${data.term}）`,
  labels: { committee: '共建委员会', unit: '单位', term: '任期', from: '开始', to: '结束' },
  spell: { from: spellDay, to: spellDay },
})
