/** Loads a setup file into a workspace: one commit of what differs, or nothing at all. */
import { createHash } from 'node:crypto'
import { isDeepStrictEqual } from 'node:util'
import type { Decision } from '../domain/notice.ts'
import { amend, create } from '../domain/record.ts'
import type { Change, Kind, Rec } from '../domain/record.ts'
import { group, person, unit, workspace } from '../domain/records/directory.ts'
import { dayOf } from '../domain/time.ts'
import { lineage } from '../domain/unitPath.ts'
import type { Ledger, View } from '../ledger/types.ts'
import { termChanges } from './loadTerms.ts'
import { mergeGroup, mergePerson, mergeUnit, mergeWorkspace } from './merge.ts'
import { underOwnPaths } from './renamed.ts'
import { SetupProblems } from './setup.ts'
import type { Setup } from './setup.ts'

/** Key of the working state that holds the digest of the setup file loaded last. */
const loadedKey = 'setup'

/** How many records a load added and changed, by kind: workspace, unit, person, group, chairTerm. */
export interface SetupSummary {
  added: Record<string, number>
  changed: Record<string, number>
}

function changeOf<D>(kind: Kind<D>, id: string, belongs: string, before: Rec<D> | undefined, data: D, now: number): Change[] {
  if (!before) return [create(kind, { id, unit: belongs, data, now, by: 'setup' })]
  if (isDeepStrictEqual(before.data, data) && before.unit === belongs && !before.void) return []
  return [{ ...amend(kind, before, data, 'setup'), unit: belongs }]
}

/** Ids on a channel, and addresses of groups, that already belong to someone else. */
function claimed(setup: Setup, { directory }: View): string[] {
  const people = setup.people.flatMap((entry) =>
    Object.entries(entry.ids ?? {}).flatMap(([channel, id]) => {
      const other = directory.personOn(channel, id)
      return other && other.id !== entry.id ? [`人员“${entry.id}”：渠道编号 ${channel}:${id} 已属于“${other.id}”，若是同一人请写 key: ${other.id}`] : []
    }))
  const groups = setup.groups.flatMap((entry) =>
    Object.entries({ simulator: entry.name, ...entry.addresses }).flatMap(([channel, address]) => {
      const other = directory.groupOn(channel, address)
      return other && other.id !== entry.id ? [`工作群“${entry.id}”：地址 ${channel}:${address} 已属于“${other.id}”，若是同一群请写 id: ${other.id}`] : []
    }))
  return [...people, ...groups]
}

/**
 * What loading a file changes, as of `now` (ms), in the order of the file; nothing for what is there already.
 * People who asked to be forgotten stay so.
 * Throws SetupProblems where the file contradicts the records.
 */
export async function setupChanges(file: Setup, view: View, now: number): Promise<Decision> {
  const setup = underOwnPaths(file, view.directory)
  const problems = claimed(setup, view)
  if (problems.length > 0) throw new SetupProblems(problems)
  const top = lineage(setup.units[0]?.path ?? '')[0] ?? ''
  const settings = await view.get(workspace, 'workspace')
  const units = setup.units.map(async (entry) => {
    const before = await view.get(unit, entry.path)
    return changeOf(unit, entry.path, entry.path, before, mergeUnit(entry, before?.data), now)
  })
  const people = setup.people.map(async (entry) => {
    const before = await view.get(person, entry.id)
    return before?.data.gone ? [] : changeOf(person, entry.id, entry.unit, before, mergePerson(entry, before?.data), now)
  })
  const groups = setup.groups.map(async (entry) => {
    const before = await view.get(group, entry.id)
    return changeOf(group, entry.id, entry.unit, before, mergeGroup(entry, before?.data), now)
  })
  const changes = [
    ...changeOf(workspace, 'workspace', settings?.unit ?? top, settings, mergeWorkspace(setup, settings?.data, dayOf(now)), now),
    ...(await Promise.all([...units, ...people, ...groups])).flat(),
  ]
  return { changes: [...changes, ...(await termChanges(setup, view, now))], notices: [] }
}

function summarise(changes: readonly Change[]): SetupSummary {
  const summary: SetupSummary = { added: {}, changed: {} }
  for (const { kind, before } of changes) {
    const counts = before ? summary.changed : summary.added
    counts[kind.kind] = (counts[kind.kind] ?? 0) + 1
  }
  return summary
}

/** Whether this very file was the last one loaded. */
export const isLoaded = async (ledger: Ledger, setup: Setup): Promise<boolean> => (await (await ledger.view()).state(loadedKey)) === setup.digest

/**
 * Loads a file as of `now` (ms) in one commit: all of it or, with SetupProblems, nothing. Loading it again changes only what differs.
 */
export async function loadSetup(ledger: Ledger, setup: Setup, now: number): Promise<SetupSummary> {
  for (;;) {
    const view = await ledger.view()
    const decision = await setupChanges(setup, view, now)
    const loaded = (await view.state(loadedKey)) === setup.digest
    if (decision.changes.length === 0 && loaded) return summarise([])
    // The head is part of the key: a file that was loaded before may come back after another.
    const key = `setup|${createHash('sha256').update(`${setup.digest}|${view.head.seq}`).digest('hex')}`
    const state = [{ key: loadedKey, value: setup.digest }]
    const { outcome } = await ledger.commit({ ...decision, cause: { key, day: dayOf(now) }, view, now, by: 'setup', state })
    if (outcome !== 'conflict') return summarise(outcome === 'committed' ? decision.changes : [])
  }
}
