/** Kinds of units that a file leaves open, and parents that it only implies. */
import { guessKind } from '../domain/unitKind.ts'
import { lineage } from '../domain/unitPath.ts'
import type { UnitKind } from '../domain/records/directory.ts'
import type { EntryOf } from './schema.ts'
import type { UnitEntry } from './setup.ts'

/**
 * The units of a file in its order with their kinds, each missing parent before its first child.
 * `complain` is told the path whose kind nothing tells, and the index of the entry that needs it.
 */
export function completeUnits(said: readonly EntryOf<'units'>[], complain: (entry: number, path: string) => void): UnitEntry[] {
  const listed = new Map(said.map((entry) => [entry.path, entry]))
  const kindOf = (path: string): UnitKind | undefined => {
    const entry = listed.get(path)
    return entry?.kind ?? (entry?.nature ? '成员单位' : guessKind(path, kindOf))
  }
  const units = new Map<string, UnitEntry>()
  const complained = new Set<string>()
  const add = (path: string, entry: number): void => {
    if (units.has(path) || complained.has(path)) return
    const kind = kindOf(path)
    if (!kind) {
      complained.add(path)
      complain(entry, path)
      return
    }
    units.set(path, { ...listed.get(path), path, kind, guessed: listed.get(path)?.kind === undefined })
  }
  said.forEach((entry, index) => {
    // What is listed itself comes in its own turn.
    for (const path of lineage(entry.path)) if (path === entry.path || !listed.has(path)) add(path, index)
  })
  return [...units.values()]
}
