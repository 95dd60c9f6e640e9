/** A setup file as a directory, without a ledger behind it. */
import { buildDirectory } from '../domain/buildDirectory.ts'
import type { Directory } from '../domain/directory.ts'
import type { Rec } from '../domain/record.ts'
import { dayOf } from '../domain/time.ts'
import { readSetupFile } from '../setup/file.ts'
import { mergeGroup, mergePerson, mergeUnit, mergeWorkspace } from '../setup/merge.ts'

/** Reads a setup file (YAML or workbook) as of `now` (ms). Throws SetupProblems with every mistake in it. */
export async function readSetup(path: string, now: number): Promise<Directory> {
  const setup = await readSetupFile(path, 'understand')
  const record = <D>(kind: string, id: string, unit: string, data: D): Rec<D> => ({ kind, id, unit, version: 1, at: now, by: 'setup', data })
  return buildDirectory({
    settings: mergeWorkspace(setup, undefined, dayOf(now)),
    units: setup.units.map((entry) => record('unit', entry.path, entry.path, mergeUnit(entry, undefined))),
    people: setup.people.map((entry) => record('person', entry.id, entry.unit, mergePerson(entry, undefined))),
    groups: setup.groups.map((entry) => record('group', entry.id, entry.unit, mergeGroup(entry, undefined))),
  })
}
