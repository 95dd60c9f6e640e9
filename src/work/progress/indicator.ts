/** One thing that progress is measured by, worked out from records and never declared (S31, S33). */
import type { Unit } from '../../domain/directory.ts'
import type { WorkCalendar } from '../../domain/workCalendar.ts'
import type { View } from '../../ledger/types.ts'

export interface IndicatorAsk {
  unit: Unit
  view: View
  calendar: WorkCalendar
  now: number
}

/** How far one unit is: units are ordered by `value`, the highest first. */
export interface Measure {
  value: number
  text: string
}

export interface Indicator {
  /** 周报, 活动, … also what `指标` may name. */
  label: string
  /** The lines for a unit and all below it; empty where it does not apply. */
  of(ask: IndicatorAsk): Promise<string[]>
  /** What units may be ordered by; undefined for a unit to which it does not apply. */
  measure?: { what: string; of(ask: IndicatorAsk): Promise<Measure | undefined> }
}
