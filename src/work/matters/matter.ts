/** What falls due, from whatever area of work: the one shape that reminders, /待办, /欠报 and the bulletin share (S7). */
import type { DueItem } from '../../bulletin/material.ts'
import type { Directory } from '../../domain/directory.ts'
import type { WorkCalendar } from '../../domain/workCalendar.ts'
import { within } from '../../domain/unitPath.ts'
import type { View } from '../../ledger/types.ts'

/** One thing one unit owes. */
export interface Matter {
  /** Stable identity: a record's number, with `|unit` when several units owe it, or `周报|<unit path>|<Monday>`. */
  ref: string
  /** Chinese name of its kind: 周报, 任务, 通知, 交接, … */
  label: string
  /** Path of the unit that owes it. */
  unit: string
  /** What it is, short: 《12月台账》. */
  title: string
  /** When it becomes late, ms. */
  due: number
  /** Whether a time of day was set; otherwise the due day's end is meant and only the day is printed. */
  timed: boolean
  /** When it came into being, ms: a slot at or before this is dropped. */
  since: number
  /** Named 负责人, person ids; when empty the unit's responsible person answers for it. */
  assignees: string[]
  /** The exact next command to type: /完成 任务-2026-004. */
  next: string
  /** Path of the unit that asked for it, when there is one. */
  issuer?: string | undefined
  /** False: reminded and chased once, never taken to the group above (S28). */
  escalates: boolean
  /** True: only the question whether it took place (S4); asked once when its time is over, never called overdue. */
  gentle?: true | undefined
}

/** Whether a matter is this unit's concern: what is never taken upward (收到) is nobody's above the unit that asked for it (S28). */
export const concerns = ({ escalates, issuer }: Matter, unit: string): boolean => escalates || issuer === undefined || within(unit, issuer)

/** Whether a unit is among those that were asked for: at or below one, or any. */
export const among = (path: string, unit: string | undefined): boolean => unit === undefined || within(path, unit)

/** What a source may look at. */
export interface MatterAsk {
  view: View
  directory: Directory
  calendar: WorkCalendar
  now: number
  /** Set when the clock looks ahead for its next slot: `now` lies in the future then, and nothing is left out for being over by then. */
  ahead?: true
}

/** One area's open matters. */
export interface MatterSource {
  label: string
  /** Open matters due from `from` up to and including `to` (ms); with `unit`, only that unit's and those below it. Done ones are never returned. */
  open(ask: MatterAsk, window: { from: number; to: number; unit?: string }): Promise<Matter[]>
  /**
   * The same for a unit and those below it, each thing once with all units that owe it in tree order: what tens of thousands owe alike need not be put into
   * words for each of them. Left out where matters differ from unit to unit.
   */
  alike?(ask: MatterAsk, window: { from: number; to: number; unit: string }): Promise<DueItem[]>
  /** One open matter by its ref, also one without a date (`due` Infinity); for what somebody wished to be reminded of. */
  byRef?(ask: MatterAsk, ref: string): Promise<Matter | undefined>
  /** The earliest due time at or after `from` among open matters, ms; lets the clock know when to look again. */
  nextDue(ask: MatterAsk, from: number): Promise<number | undefined>
}
