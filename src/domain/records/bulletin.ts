/** 简报: a numbered issue of one unit's bulletin (S6). */
import { z } from 'zod'
import { dayText } from '../dayText.ts'
import { defineKind } from '../record.ts'
import { spellDay } from '../time.ts'
import { unitWeek } from './weeklyReport.ts'

export const sectionTitles = [
  '总体进展', '本周活动', '轮值交接', '创新举措', '好经验', '问题与建议', '报送情况', '逾期未办', '下周到期',
] as const
/** Sections of a bulletin, in the order in which they are printed (S6). */
export type SectionTitle = (typeof sectionTitles)[number]

const line = z.object({
  text: z.string(),
  /** Short name of the unit it is about; printed in front. */
  unit: z.string().optional(),
  /** Number of the record it comes from; printed behind. */
  ref: z.string().optional(),
})
export type BulletinLine = z.infer<typeof line>

const sectionData = z.object({ title: z.enum(sectionTitles), lines: z.array(line) })
export type BulletinSection = z.infer<typeof sectionData>

const bulletinData = z.object({
  /** Number within the issuing unit's calendar year, and in total; text, since the commit fills it in. */
  issue: z.string(),
  total: z.string(),
  year: z.number().int(),
  /** Name of the series: 浙江省街道团建试点工作简报. */
  title: z.string(),
  office: z.string(),
  date: dayText,
  /** What was recorded from `from` up to but not at `to` (ms) is in it. */
  from: z.number().int(),
  to: z.number().int(),
  sections: z.array(sectionData),
  /** The records its figures come from, by what they are (`held`, `weeklyReport`, …); runs written as `周报-2026-001~004`, see bulletin/refs.ts. */
  sources: z.record(z.string(), z.array(z.string())),
  /** Weeks (Mondays) whose reports it gives account of. */
  weeks: z.array(dayText),
  /** The ledger's end when it was compiled. */
  head: z.object({ seq: z.number().int(), link: z.string() }),
  /** Ids of the groups it goes to. */
  groups: z.array(z.string()),
  /** draft: numbered and waiting for the office's release (签发). */
  state: z.enum(['draft', 'issued']),
  release: z.object({ at: z.number().int(), by: z.string() }).optional(),
  corrections: z.array(z.object({ at: z.number().int(), section: z.enum(sectionTitles).optional(), text: z.string() })),
  /** Reports that came in after it had gone out; `name` is what the unit was called then. */
  late: z.array(z.object({ ref: z.string(), unit: z.string(), name: z.string().optional(), at: z.number().int() })),
  /** Reports in it that were changed afterwards: their sections, none when one was voided; `name` is what the unit was called when last. */
  revised: z.array(z.object({ ref: z.string(), unit: z.string(), name: z.string().optional(), at: z.number().int(), sections: z.array(z.string()) })).optional(),
})
export type BulletinData = z.infer<typeof bulletinData>
type Correction = BulletinData['corrections'][number]
/** A report that was changed after an issue had printed it; `at` is when last, ms, never before the latest cut-off. */
export type Revision = NonNullable<BulletinData['revised']>[number]

export const bulletin = defineKind<BulletinData>({
  kind: 'bulletin', label: '简报', numbered: true, schema: bulletinData,
  title: (d) => `第${d.issue}期（总第${d.total}期）`,
  indexes: {
    /** Issues of one unit by cut-off. */
    unit: (r) => [{ in: r.unit, at: r.data.to }],
    /** Issues of one unit that give account of one week, by `unitWeek`. */
    week: (r) => r.data.weeks.map((week) => ({ in: unitWeek(r.unit, week), at: r.data.to })),
  },
  labels: { issue: '期号', total: '总期号', date: '日期', office: '发文单位', state: '状态', corrections: '更正' },
  spell: { date: spellDay, corrections: (all: Correction[]) => all.map((one) => (one.section === undefined ? one.text : `${one.section}栏改为 ${one.text}`)).join('；') || '（空）' },
  words: { state: { draft: '待签发', issued: '已发出' } },
})

const bulletinSettings = z.object({
  /** Whether an issue waits for the office's release before it is posted. */
  release: z.boolean(),
})
/** How one unit's bulletin is issued. Record id: the unit's path. */
export const bulletinSetting = defineKind<z.infer<typeof bulletinSettings>>({
  kind: 'bulletinSetting', label: '简报设置', numbered: false, schema: bulletinSettings,
  title: (d) => (d.release ? '签发后发出' : '到时发出'),
  labels: { release: '先签发' },
})
