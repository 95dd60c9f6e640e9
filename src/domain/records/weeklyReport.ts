/** 周报（试点工作动态）: what one unit reports of one week (S5). */
import { z } from 'zod'
import { dayText } from '../dayText.ts'
import { defineKind, subtree } from '../record.ts'
import { addDays, instant, spellDay, type Day } from '../time.ts'

const weeklyReportData = z.object({
  /** Monday of the week. */
  week: dayText,
  progress: z.string(),
  innovation: z.string().optional(),
  problems: z.string().optional(),
  suggestions: z.string().optional(),
  /** When it became late, ms, as it stood at the first filing; null when the unit owed none. The first filing (`at`) decides on time or late. */
  due: z.number().int().nullable(),
  /** True when someone from another unit filed it first for this one (代报). */
  proxy: z.boolean().optional(),
})
export type WeeklyReportData = z.infer<typeof weeklyReportData>

/** `2026年11月16日至11月22日`: how a week is written. */
export function spellWeek(week: Day): string {
  const sunday = spellDay(addDays(week, 6))
  const sameYear = sunday.startsWith(week.slice(0, 4))
  return `${spellDay(week)}至${sameYear ? sunday.replace(/^\d+年/, '') : sunday}`
}

/** The sections a report may have, in the order in which they are printed. */
export const reportSections = ['progress', 'innovation', 'problems', 'suggestions'] as const

export const weeklyReport = defineKind<WeeklyReportData>({
  kind: 'weeklyReport', label: '周报', numbered: true, schema: weeklyReportData,
  title: (d) => `${spellWeek(d.week)}周报`,
  indexes: {
    /** The unit's own by week, at most one each. */
    own: (r) => [{ in: r.unit, at: instant(r.data.week) }],
    /** By time of filing, for a whole subtree. */
    filed: (r) => subtree(r.unit, r.at),
    /** By week, for a whole subtree. */
    week: (r) => subtree(r.unit, instant(r.data.week)),
  },
  labels: {
    week: '周', progress: '进展情况', innovation: '创新举措', problems: '问题', suggestions: '建议', due: '应报时间', proxy: '代报',
  },
  spell: { week: spellWeek },
})

/** One unit's one week (by its Monday): names its report, filed or not, and finds the bulletins that give account of it. */
export const unitWeek = (unit: string, week: Day): string => `${unit}|${week}`

const names: Record<string, string | undefined> = weeklyReport.labels

/** 进展情况、问题 */
export const sectionNames = (keys: readonly string[]): string => keys.map((key) => names[key] ?? key).join('、')
