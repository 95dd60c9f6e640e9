/** One issue of a unit's bulletin: read, compiled, numbered (S6). */
import { compile } from '../../bulletin/compile.ts'
import { isEmpty, type Material } from '../../bulletin/material.ts'
import type { Directory } from '../../domain/directory.ts'
import { allot, create, type Change } from '../../domain/record.ts'
import { bulletin, type BulletinData } from '../../domain/records/bulletin.ts'
import { dayOf, yearOf } from '../../domain/time.ts'
import { namesIn } from './load/place.ts'
import { load, type LoadAsk } from './load.ts'

/** The issuing office: the unit's own, for the top unit the workspace's, else the unit's name. */
export function officeOf(directory: Directory, path: string): string {
  const unit = directory.unit(path)
  return unit?.office ?? (directory.parent(path) === undefined ? directory.settings.office : (unit?.name ?? path))
}

export interface IssueAsk extends LoadAsk {
  /** When it is compiled; its date and year, ms. */
  now: number
  /** Ids of the groups it goes to. */
  groups: string[]
  /** Whether it waits for the office's release. */
  held: boolean
}

export type Unnumbered = Omit<BulletinData, 'issue' | 'total'>

/** What would go out now, without a number; undefined when nothing was recorded. */
export async function draft(ask: IssueAsk): Promise<{ data: Unnumbered; material: Material } | undefined> {
  const { view, unit, now, groups, held } = ask
  const { directory, head } = view
  const material = await load(ask)
  if (isEmpty(material)) return undefined
  const data: Unnumbered = {
    year: yearOf(now),
    title: `${directory.settings.name}工作简报`,
    office: officeOf(directory, unit),
    date: dayOf(now),
    from: material.from,
    to: material.to,
    sections: compile(material, namesIn(directory)),
    sources: material.sources,
    weeks: material.weeks.map(({ week }) => week),
    head,
    groups,
    state: held ? 'draft' : 'issued',
    corrections: [],
    late: [],
  }
  return { data, material }
}

/** Gives a draft its numbers: within the unit's year and in total, each the next one, whatever happens at the same time. A series begun on paper goes on in the year the pilot was set up. */
export function numbered(directory: Directory, unit: string, draftData: Unnumbered, now: number): { change: Change; data: BulletinData } {
  const { series, since } = directory.settings
  const goesOn = series[unit]
  const issue = allot(`issue|${unit}|${draftData.year}`, since.startsWith(`${draftData.year}-`) ? (goesOn?.nextIssue ?? 1) : 1)
  const total = allot(`total|${unit}`, goesOn?.nextTotal ?? 1)
  const data = { ...draftData, issue: issue.token, total: total.token }
  return { change: create(bulletin, { unit, data, now, allot: [issue, total] }), data }
}
